import type { EmbeddedCloud } from '../adapters/cloud-embedded/provider.ts'
import { citizenServices, pageLangs } from '../cloud/citizen-services.ts'
import type { PageChange, PageContent } from '../cloud/page-content.ts'
import { exit } from '../core/fault.ts'
import { harmlessJson, harmlessLine } from '../core/harmless.ts'
import type { CloudProvider, ServiceStatus } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import { pad } from '../ui/wrap.ts'
import type { Host } from './host.ts'

type Screen = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'columns'>

/** Starts the services. Addresses go to stdout; what must not end up in a file, the access code, only to stderr. */
export async function cloudUp(host: Screen, cloud: CloudProvider, signal: AbortSignal): Promise<number> {
  const { services, secrets } = await cloud.up(progressOf(host), signal)
  showServices(host, services)
  for (const secret of secrets) showSecret(host, secret)
  return services.every((service) => service.healthy) ? exit.done : exit.failed
}

/** Ends with 1 when a service does not run or is not healthy, for a script that watches. */
export async function cloudStatus(host: Screen, cloud: CloudProvider): Promise<number> {
  const services = await cloud.status()
  showServices(host, services)
  return services.every((service) => service.healthy) ? exit.done : exit.failed
}

export async function cloudDown(host: Screen, cloud: CloudProvider): Promise<number> {
  const services = await cloud.down(progressOf(host))
  showServices(host, services)
  return services.every((service) => service.pid === null) ? exit.done : exit.failed
}

/** Writes every entry to `folder`: `<sha256>  <file>` on stdout, as `sha256sum --check` reads it. */
export async function cloudExport(host: Screen, cloud: CloudProvider, folder: string): Promise<number> {
  const { file, count, sha256 } = await cloud.export(folder)
  host.stdout(host.json ? `${harmlessJson({ file, count, sha256 })}\n` : `${sha256}  ${file}\n`)
  host.stderr(`${pick({ en: `${count} entries exported`, nl: `${count} inschrijvingen geëxporteerd` }, host.lang)}\n`)
  return exit.done
}

/** Changes what citizens read, and shows what the page says now. */
export async function cloudPageSet(host: Screen, cloud: EmbeddedCloud, change: PageChange): Promise<number> {
  const page = await cloud.setPage(change)
  host.stdout(host.json ? `${harmlessJson(page)}\n` : pageText(page, host))
  return exit.done
}

/** Makes a new access code for the counter desk; the old one and every session end. */
export async function cloudAccessRenew(host: Screen, cloud: EmbeddedCloud): Promise<number> {
  showSecret(host, await cloud.renewAccess())
  return exit.done
}

function progressOf(host: Screen): (line: string) => void {
  return (line) => host.stderr(`${harmlessLine(line, host.columns)}\n`)
}

function showServices(host: Screen, services: readonly ServiceStatus[]): void {
  if (host.json) {
    const shown = services.map(({ name, url, pid, healthy, restarts }) => ({ name, url, pid, healthy, restarts }))
    host.stdout(`${harmlessJson(shown)}\n`)
    return
  }
  for (const service of services) {
    const state = service.pid === null ? stopped : service.healthy ? healthy : notHealthy
    const parts = [pad(pick(service.title, host.lang), 16), pad(pick(state, host.lang), 14), service.url]
    if (service.restarts > 0) parts.push(` (${pick(restarted(service.restarts), host.lang)})`)
    host.stdout(`${parts.join('').trimEnd()}\n`)
  }
}

const stopped: Text = { en: 'stopped', nl: 'gestopt' }
const healthy: Text = { en: 'healthy', nl: 'gezond' }
const notHealthy: Text = { en: 'not healthy', nl: 'niet gezond' }

function restarted(times: number): Text {
  return { en: `restarted ${times} ×`, nl: `${times} × herstart` }
}

function showSecret(host: Screen, { title, value }: { readonly title: Text; readonly value: string }): void {
  host.stderr(`${pick(title, host.lang)}: ${value}\n`)
  host.stderr(
    `${pick({ en: 'Write it down now: it is shown only once.', nl: 'Noteer ze nu: ze wordt maar één keer getoond.' }, host.lang)}\n`,
  )
}

function pageText(page: PageContent, { lang, columns }: Screen): string {
  const lines: string[] = []
  for (const language of pageLangs) {
    const said = page.message[language]
    if (said !== undefined) lines.push(harmlessLine(`${language}: ${said}`, columns))
  }
  for (const [id, title] of Object.entries(citizenServices)) {
    const said = page.services[id as keyof typeof citizenServices]
    if (said === undefined) continue
    const where = Object.values(said.where)[0] ?? ''
    lines.push(
      harmlessLine(`${title[lang]}: ${pick(stateWords[said.state], lang)}${where === '' ? '' : `, ${where}`}`, columns),
    )
  }
  return lines.map((line) => `${line}\n`).join('')
}

const stateWords: Readonly<Record<'available' | 'limited' | 'unavailable', Text>> = {
  available: { en: 'available', nl: 'werkt' },
  limited: { en: 'limited', nl: 'werkt beperkt' },
  unavailable: { en: 'unavailable', nl: 'werkt niet' },
}
