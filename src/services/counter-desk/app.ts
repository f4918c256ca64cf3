import type { DatabaseSync } from 'node:sqlite'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { setCookie } from 'hono/cookie'
import { entryKinds } from '../../cloud/desk-entry.ts'
import { spokenNumber } from '../../cloud/entry-number.ts'
import type { Text } from '../../core/text.ts'
import { protect } from '../page-frame.ts'
import { noteDown } from '../service-log.ts'
import type { Identity } from '../service-settings.ts'
import { entryPage } from './entry-page.ts'
import { createEntrySearch } from './entry-search.ts'
import { formPage } from './form-page.ts'
import { blankForm, correctionForm, resumeForm, submitForm } from './forms.ts'
import { deskStyle, messagePage } from './frame.ts'
import { guard } from './guard.ts'
import { createLogin, type DeskEnv } from './login.ts'
import { loginPage } from './login-page.ts'
import { listed, overviewPage } from './overview-page.ts'
import { findEntry, frozenSince, newSeries } from './store.ts'
import { clean } from './validate.ts'

interface DeskParts {
  readonly database: DatabaseSync
  /** Whether the database is still where everybody else looks for it. */
  stands(): boolean
  readonly identity: Identity
  readonly municipality: { readonly name: string; readonly nis: string }
  readonly exercise: boolean
}

const largestForm = 128 * 1024

/** The counter desk: civil servants take declarations as numbered entries and give a receipt. */
export function createCounterDesk({ database, stands, identity, municipality, exercise }: DeskParts): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const desk = { nis: municipality.nis, exercise, series: newSeries(database) }
  const entries = createEntrySearch(database)
  const login = createLogin(database, stands, { municipality: municipality.name, exercise })
  app.use(protect({ style: deskStyle, referrer: 'same-origin', cache: 'no-store' }))
  app.use(guard)
  app.get('/health', (context) => {
    if (!stands()) return context.json({ ...identity, service: 'counter-desk', lost: true }, 503)
    const state = frozenSince(database) === null ? 'open' : 'frozen'
    return context.json({ ...identity, service: 'counter-desk', desk: state })
  })
  app.use(bodyLimit({ maxSize: largestForm, onError: (context) => context.text(tooLarge, 413) }))
  app.use(login.recognise)

  app.get('/language/:lang', (context) => {
    const lang = context.req.param('lang') === 'en' ? 'en' : 'nl'
    setCookie(context, 'desk-lang', lang, { sameSite: 'Strict', httpOnly: true, path: '/', maxAge: 365 * 24 * 60 * 60 })
    return context.redirect('/', 303)
  })
  app.get('/login', (context) => context.html(loginPage(context.get('frame'), '', null, '')))
  app.post('/login', async (context) => {
    const typed = await typedIn(context.req)
    return login.login(context, typed, (known) => {
      const form = resumeForm(typed('resume'), (number) => findEntry(database, number))
      return form === null ? known.redirect('/', 303) : known.html(formPage(known.get('frame'), form))
    })
  })
  app.post('/logout', login.logout)

  app.use(async (context, next) => {
    const frame = context.get('frame')
    if (frame.clerk !== null) return next()
    if (context.req.method !== 'POST') return context.redirect('/login', 303)
    const typed = await typedIn(context.req)
    return context.html(loginPage(frame, '', sessionOver, typed.all(context.req.path)), 401)
  })
  app.get('/', async (context) => {
    const query = clean(context.req.query('q') ?? '', false).slice(0, 200)
    const spoken = spokenNumber(query)
    const wanted = typeof spoken === 'object' && spoken !== null ? spoken.number : query
    const found = await entries.search(wanted, listed)
    return context.html(overviewPage(context.get('frame'), { query, misheard: spoken === 'misheard' }, found))
  })
  for (const kind of entryKinds) {
    app.get(`/new/${kind}`, (context) => context.html(formPage(context.get('frame'), blankForm(kind))))
    app.post(`/new/${kind}`, async (context) => {
      const asked = { desk, kind, correcting: null }
      return submitForm({ database, stands }, context, asked, await typedIn(context.req))
    })
  }
  app.get('/entries/:number', (context) => {
    const entry = findEntry(database, context.req.param('number'))
    if (entry === null) return context.notFound()
    return context.html(entryPage(context.get('frame'), entry, said[context.req.query('said') ?? ''] ?? null))
  })
  app.get('/entries/:number/correct', (context) => {
    const entry = findEntry(database, context.req.param('number'))
    return entry === null ? context.notFound() : context.html(formPage(context.get('frame'), correctionForm(entry)))
  })
  app.post('/entries/:number/correct', async (context) => {
    const entry = findEntry(database, context.req.param('number'))
    if (entry === null) return context.notFound()
    const typed = await typedIn(context.req)
    const correcting = { number: entry.number, base: Number.parseInt(typed('base'), 10) }
    return submitForm({ database, stands }, context, { desk, kind: entry.kind, correcting }, typed)
  })

  app.notFound((context) => context.html(messagePage(context.get('frame'), nothingHere, nothingSaid, home), 404))
  app.onError((error, context) => {
    noteDown(`error: ${error.message}`)
    return context.text(
      'Er ging iets mis: er is niets ingeschreven. / Something went wrong: nothing was recorded.\n',
      500,
    )
  })
  return app
}

/** The contents of a form: a value by its name, or everything as one string that can be put into a form again. */
export interface Typed {
  (id: string): string
  all(path: string): string
}

async function typedIn(request: { parseBody(): Promise<Record<string, unknown>> }): Promise<Typed> {
  const body = await request.parseBody()
  const texts = Object.entries(body).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  const values = new Map(texts)
  const typed = (id: string) => values.get(id) ?? ''
  return Object.assign(typed, { all: (path: string) => JSON.stringify({ path, values: Object.fromEntries(texts) }) })
}

const tooLarge =
  'Dit formulier is te groot: er is niets ingeschreven. / This form is too large: nothing was recorded.\n'
const home = { href: '/', text: { en: 'To the overview', nl: 'Naar het overzicht' } }
const nothingHere: Text = { en: 'Nothing found', nl: 'Niets gevonden' }
const nothingSaid: Text = { en: 'There is nothing under this address.', nl: 'Op dit adres staat niets.' }
const sessionOver: Text = {
  en: 'you are not logged in any more: nothing was recorded yet. Log in, and the form comes back as you filled it in',
  nl: 'u bent niet meer aangemeld: er is nog niets ingeschreven. Meld u aan, dan komt het formulier ingevuld terug',
}

const said: Readonly<Record<string, Text>> = {
  recorded: {
    en: 'Recorded. Print the receipt for the citizen.',
    nl: 'Ingeschreven. Druk het ontvangstbewijs af voor de burger.',
  },
  repeated: {
    en: 'This form had been recorded already: here is its entry. Nothing was recorded twice.',
    nl: 'Dit formulier was al ingeschreven: hier is de inschrijving. Er is niets dubbel ingeschreven.',
  },
  changed: {
    en: 'This form had been recorded already, with other words: those stand. Use “Correct” to change them.',
    nl: 'Dit formulier was al ingeschreven, met andere woorden: die blijven staan. Gebruik “Verbeteren” om ze te wijzigen.',
  },
}
