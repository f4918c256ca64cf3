import { citizenServices, pageLangs } from '../../cloud/citizen-services.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import type { CloudDone } from '../../core/perform-cloud-act.ts'
import type { ExportedEntries, PageSaid, Secret, ServiceStatus } from '../../core/ports.ts'
import { pick, type Text } from '../../core/text.ts'
import { pad } from '../../ui/wrap.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import type { Host } from '../wiring/host.ts'

export type Screen = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'columns'>

/** Shows how an act ended: results on stdout. Ends with 1 where the act did not come to what it was meant for. */
export function showDone(host: Screen, done: CloudDone): number {
  if (done.services !== undefined) showServices(host, done.services)
  if (done.exported !== undefined) showExport(host, done.exported)
  if (done.page !== undefined) host.stdout(host.json ? `${harmlessJson(done.page)}\n` : pageText(done.page, host))
  return done.result === 'done' ? exit.done : exit.failed
}

/** Ends with 1 when a service does not run or is not healthy, for a script that watches. */
export function showStatus(host: Screen, services: readonly ServiceStatus[]): number {
  showServices(host, services)
  return services.every((service) => service.healthy) ? exit.done : exit.failed
}

/** `<sha256>  <file>` on stdout, as `sha256sum --check` reads it. */
function showExport(host: Screen, { file, count, sha256 }: ExportedEntries): void {
  host.stdout(host.json ? `${harmlessJson({ file, count, sha256 })}\n` : `${sha256}  ${file}\n`)
  host.stderr(`${pick({ en: `${count} entries exported`, nl: `${count} inschrijvingen geëxporteerd` }, host.lang)}\n`)
}

/** One line of progress: never the record. */
export function progressOf(host: Screen): (line: string) => void {
  return (line) => host.stderr(`${harmlessLine(line, host.columns)}\n`)
}

/** A message that breaks between words. */
export function sayLine(
  { stderr, lang, messageColumns }: Pick<Host, 'stderr' | 'lang' | 'messageColumns'>,
  line: Text,
): void {
  stderr(`${wrapMessage(harmless(pick(line, lang)), messageColumns, '')}\n`)
}

/** Shows what must not end up in a file, the access code: only on stderr. */
export function showSecret(host: Screen, { title, value }: Secret): void {
  host.stderr(`${pick(title, host.lang)}: ${value}\n`)
  host.stderr(
    `${pick({ en: 'Write it down now: it is shown only once.', nl: 'Noteer ze nu: ze wordt maar één keer getoond.' }, host.lang)}\n`,
  )
}

function showServices(host: Screen, services: readonly ServiceStatus[]): void {
  if (host.json) {
    const shown = services.map(({ title: _title, ...service }) => service)
    host.stdout(`${harmlessJson(shown)}\n`)
    return
  }
  for (const service of services) {
    const state = service.lost ? lost : service.pid === null ? stopped : service.healthy ? healthy : notHealthy
    const parts = [pad(pick(service.title, host.lang), 16), pad(pick(state, host.lang), 13), ' ', service.url]
    if (service.restarts > 0) parts.push(` (${pick(restarted(service.restarts), host.lang)})`)
    host.stdout(`${parts.join('').trimEnd()}\n`)
    if (service.lost) host.stdout(`  ${pick(lostHint, host.lang)}\n`)
  }
}

const stopped: Text = { en: 'stopped', nl: 'gestopt' }
const healthy: Text = { en: 'healthy', nl: 'gezond' }
const lost: Text = { en: 'takes nothing', nl: 'neemt niets op' }
const lostHint: Text = {
  en: 'its folder was moved, deleted or replaced; cloud up starts it anew here',
  nl: 'de map ervan is verplaatst, gewist of vervangen; cloud up start opnieuw',
}
const notHealthy: Text = { en: 'not healthy', nl: 'niet gezond' }

function restarted(times: number): Text {
  return { en: `restarted ${times} ×`, nl: `${times} × herstart` }
}

function pageText(page: PageSaid, { lang, columns }: Screen): string {
  const lines: string[] = []
  for (const language of pageLangs) {
    const said = page.message[language]
    if (said !== undefined) lines.push(harmlessLine(`${language}: ${said}`, columns))
  }
  for (const [id, title] of Object.entries(citizenServices)) {
    const said = page.services[id]
    if (said === undefined) continue
    const where = Object.values(said.where)[0] ?? ''
    lines.push(
      harmlessLine(
        `${pick(title, lang)}: ${pick(stateWords[said.state], lang)}${where === '' ? '' : `, ${where}`}`,
        columns,
      ),
    )
  }
  return lines.map((line) => `${line}\n`).join('')
}

const stateWords: Readonly<Record<'available' | 'limited' | 'unavailable', Text>> = {
  available: { en: 'available', nl: 'werkt' },
  limited: { en: 'limited', nl: 'werkt beperkt' },
  unavailable: { en: 'unavailable', nl: 'werkt niet' },
}
