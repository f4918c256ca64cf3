import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Context } from 'hono'
import { type DeskEntry, type EntryKind, entryKinds, latestVersion } from '../../cloud/desk-entry.ts'
import type { Text } from '../../core/text.ts'
import { noteDown } from '../service-log.ts'
import { contradictions, keptAs } from './contradictions.ts'
import { type FormState, formPage, reasonField } from './form-page.ts'
import { frozenText } from './frame.ts'
import { deskKinds, explanationField } from './kinds.ts'
import type { DeskEnv } from './login.ts'
import { correctEntry, recordEntry } from './store.ts'
import { validate } from './validate.ts'

/** The fields of one form that was sent. */
interface Asked {
  readonly desk: { readonly nis: string; readonly exercise: boolean; readonly series: string }
  readonly kind: EntryKind
  readonly correcting: FormState['correcting']
}

const empty = { errors: {}, trouble: null, correcting: null, found: [] }

/** An empty form with a token of its own. */
export function blankForm(kind: EntryKind): FormState {
  return { ...empty, kind, form: randomUUID(), values: {} }
}

/** The form that corrects an entry: filled with the wording that counts. */
export function correctionForm(entry: DeskEntry): FormState {
  const { fields, version } = latestVersion(entry)
  return {
    ...empty,
    kind: entry.kind,
    form: randomUUID(),
    values: fields,
    // What contradicted itself already is shown with the remark that explained it.
    found: look(entry.kind, (id) => fields[id] ?? '', Temporal.Now.instant()).found,
    correcting: { number: entry.number, base: version },
  }
}

/** The form that was sent when nobody was logged in, or null when this is none. `resume` comes from the browser. */
export function resumeForm(resume: string, find: (number: string) => DeskEntry | null): FormState | null {
  let sent: { path?: unknown; values?: unknown } | null
  try {
    sent = JSON.parse(resume)
  } catch {
    return null
  }
  const [, place, name = '', act] = String(sent?.path).split('/')
  const kind = place === 'new' ? entryKinds.find((known) => known === name) : undefined
  const entry = place === 'entries' && act === 'correct' ? find(name) : null
  const form = kind !== undefined ? blankForm(kind) : entry === null ? null : correctionForm(entry)
  if (form === null || typeof sent?.values !== 'object' || sent.values === null) return null
  const texts = Object.entries(sent.values).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  const values = Object.fromEntries(texts)
  const { correcting } = form
  const seen = correcting === null ? null : { ...correcting, base: Number.parseInt(values.base ?? '', 10) }
  const { found } = look(form.kind, (id) => values[id] ?? '', Temporal.Now.instant())
  return { ...form, form: values.form ?? form.form, values, found, correcting: seen, trouble: checkAgain }
}

/**
 * Records what a form holds and shows the receipt. What can't be recorded comes back as it was typed, with the reason;
 * the same form sent again leads to the same entry.
 */
export function submitForm(
  { database, stands }: { readonly database: DatabaseSync; stands(): boolean },
  context: Context<DeskEnv>,
  { desk, kind, correcting }: Asked,
  typed: (id: string) => string,
): Response | Promise<Response> {
  const frame = context.get('frame')
  const form = typed('form')
  const now = Temporal.Now.instant()
  const { fields, errors, found } = look(kind, typed, now)
  if (correcting !== null) {
    const reason = validate([reasonField], typed)
    Object.assign(fields, reason.fields)
    Object.assign(errors, reason.errors)
  }
  const asked = [reasonField, ...deskKinds[kind].fields, explanationField]
  const values = Object.fromEntries(asked.map(({ id }) => [id, typed(id)]))
  const again = (trouble: Text | null, status: 409 | 422 | 503) =>
    context.html(formPage(frame, { kind, form, values, errors, found, trouble, correcting }), status)

  if (!/^[0-9a-f-]{36}$/.test(form)) return again(noToken, 422)
  if (Object.keys(errors).length > 0) return again(null, 422)
  // Explained is what was seen: a contradiction that came with the last change is shown first.
  const seen = typed('seen').split('; ')
  const unseen = found.filter((one) => !seen.includes(keptAs([one])))
  const explained = validate([explanationField], typed)
  if (found.length > 0 && (unseen.length > 0 || Object.keys(explained.errors).length > 0)) {
    if (unseen.length === 0) Object.assign(errors, explained.errors)
    return again(null, 422)
  }
  const { [reasonField.id]: reason = '', ...declared } = fields
  const kept = found.length === 0 ? declared : { ...declared, contradictions: keptAs(found), ...explained.fields }
  const submission = { form, clerk: frame.clerk ?? '', fields: kept, now }
  if (!stands()) return again(notFound, 503)
  let recorded: ReturnType<typeof recordEntry>
  try {
    recorded =
      correcting === null
        ? recordEntry(database, submission, { ...desk, kind })
        : correctEntry(database, submission, { ...correcting, reason })
  } catch (error) {
    noteDown(`an entry could not be recorded: ${error instanceof Error ? error.message : 'unknown'}`)
    return again(notKept, 503)
  }
  // Looked at once more with the entry on disk: nobody gets a number for what nobody will find.
  if (!stands()) return again(notFound, 503)
  if (recorded.kind === 'frozen') return again(frozenText, 409)
  if (recorded.kind === 'overtaken') return again(overtaken, 409)
  return context.redirect(`/entries/${recorded.number}?said=${recorded.kind}`, 303)
}

/** Reads a form: its values, what is wrong with each, and what contradicts itself among those that are right. */
function look(kind: EntryKind, typed: (id: string) => string, now: Temporal.Instant) {
  const { fields, errors } = validate(deskKinds[kind].fields, typed)
  const right = Object.fromEntries(Object.entries(fields).filter(([id]) => errors[id] === undefined))
  const found = contradictions(kind, right, now.toZonedDateTimeISO('Europe/Brussels'))
  return { fields: { ...fields }, errors: { ...errors }, found }
}

const checkAgain: Text = {
  en: 'You are logged in again. Look at what you typed and record it.',
  nl: 'U bent opnieuw aangemeld. Kijk na wat u invulde en schrijf het in.',
}
const noToken: Text = {
  en: 'Nothing was recorded: this form is incomplete. Open it again from the overview.',
  nl: 'Er is niets ingeschreven: dit formulier is onvolledig. Open het opnieuw vanuit het overzicht.',
}
const notKept: Text = {
  en: 'NOT recorded: the register can’t be written. Write the declaration on paper and warn whoever runs the emergency cloud.',
  nl: 'NIET ingeschreven: het register kan niet geschreven worden. Noteer de aangifte op papier en verwittig wie de noodomgeving beheert.',
}
const notFound: Text = {
  en: 'NOT recorded: the folder of this register was moved, replaced or deleted. Write the declaration on paper and warn whoever runs the emergency cloud.',
  nl: 'NIET ingeschreven: de map van dit register is verplaatst, vervangen of gewist. Noteer de aangifte op papier en verwittig wie de noodomgeving beheert.',
}
const overtaken: Text = {
  en: 'Nothing was recorded: somebody corrected this entry in the meantime. Open it again and compare.',
  nl: 'Er is niets ingeschreven: iemand verbeterde deze inschrijving intussen. Open ze opnieuw en vergelijk.',
}
