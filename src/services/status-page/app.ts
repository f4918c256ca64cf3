import { type Context, Hono } from 'hono'
import { type PageLang, pageLangs } from '../../cloud/citizen-services.ts'
import type { PageContent } from '../../cloud/page-content.ts'
import { protect } from '../page-frame.ts'
import { noteDown } from '../service-log.ts'
import type { Identity } from '../service-settings.ts'
import { pageStyle, statusPage } from './page.ts'

interface StatusPageParts {
  readonly municipality: string
  readonly exercise: boolean
  readonly identity: Identity
  read(): PageContent
  /** Whether what is read is still what the command line changes. */
  stands(): boolean
}

/**
 * The page of what citizens can and can't get done today: `/` in the browser's language, and `/nl`, `/fr`, `/en`,
 * `/de`.
 */
export function createStatusPage({ identity, read, stands, ...place }: StatusPageParts): Hono {
  const app = new Hono()
  app.use(protect({ style: pageStyle, referrer: 'no-referrer', cache: 'no-cache' }))
  app.get('/health', (context) => {
    read()
    if (!stands()) return context.json({ ...identity, service: 'status-page', lost: true }, 503)
    return context.json({ ...identity, service: 'status-page' })
  })
  const show = (context: Context, status: 200 | 404) => {
    context.header('Vary', 'Accept-Language')
    return context.html(shown(preferred(context.req.header('accept-language') ?? '')), status)
  }
  const shown = (lang: PageLang) => statusPage({ ...place, outdated: !stands() }, lang, read())
  app.get('/', (context) => show(context, 200))
  for (const lang of pageLangs) app.get(`/${lang}`, (context) => context.html(shown(lang)))
  app.notFound((context) => show(context, 404))
  app.onError((error, context) => {
    noteDown(`error: ${error.message}`)
    return context.text('De pagina werkt op dit moment niet. In nood: bel 112.\n', 500)
  })
  return app
}

/** The first language of the browser that the page has; Dutch when there is none. Weights are in order in practice. */
function preferred(header: string): PageLang {
  const asked = header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
  return asked.map((tag) => pageLangs.find((lang) => lang === tag)).find((lang) => lang !== undefined) ?? 'nl'
}
