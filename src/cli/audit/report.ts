import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { stateNow } from '../../adapters/home/live-records.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { exitCodeOf, type Verification } from '../../audit/verification.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { pick } from '../../core/text.ts'
import { buildReport } from '../../report/build-report.ts'
import { renderHtml } from '../../report/html.ts'
import { renderMarkdown } from '../../report/markdown.ts'
import { reportDocument } from '../../report/report-document.ts'
import type { Host } from '../wiring/host.ts'
import { incidentIn, openedOf, stateOf } from '../wiring/incident.ts'
import { longOutput, output } from '../wiring/output.ts'
import { type ReadRecord, readVerified } from '../wiring/read-verified.ts'
import { recordNow } from '../wiring/record-now.ts'
import type { TrustOptions } from '../wiring/trust.ts'
import { version } from '../wiring/version.ts'
import { longReport } from './long-report.ts'
import { recordPath } from './record-path.ts'
import { firstEvent } from './recorded-book.ts'
import { nothingVerifies } from './report-faults.ts'

type ReportFormat = 'md' | 'html' | 'json' | 'ocsf' | 'csv'

export interface ReportOptions extends TrustOptions {
  readonly format?: ReportFormat
  readonly out?: string
}

/**
 * Tells what the record of an incident says: of this home by name, or any folder or archive on any machine. Reads only. Of a record
 * that was tampered with only what stands before the first bad line, loudly, and with the exit code of `verify`.
 */
export async function report(host: Host, name: string, options: ReportOptions): Promise<number> {
  const { format, out, ...trust } = options
  const folder = await recordPath(host, name)
  const source = await openRecord(folder)
  const wanted = format ?? (host.json ? 'json' : 'md')
  if (wanted === 'ocsf' || wanted === 'csv' || (wanted === 'json' && !(await isDrill(source)))) {
    const { verification, isOfDrill, print } = await longReport(host, source, wanted, trust)
    if (wanted !== 'json' || !isOfDrill) {
      warn(host, verification)
      await longOutput(host, out, print)
      return exitCodeOf(verification)
    }
  }
  const read = await readVerified(host, source, trust)
  const text = await written(host, source, read, wanted)
  warn(host, read.verification)
  output(host, text, out)
  return exitCodeOf(read.verification)
}

async function isDrill(source: RecordSource): Promise<boolean> {
  const first = await firstEvent(source)
  return first?.type === 'incident.opened' && first.data.exercise !== undefined
}

async function written(
  host: Host,
  source: RecordSource,
  { events, verification }: ReadRecord,
  format: Exclude<ReportFormat, 'ocsf' | 'csv'>,
): Promise<string> {
  const recorded = stateOf(events)
  const state = stateNow(source.path, recorded)
  if (state.opened === null && verification.verdict === 'tampered') throw nothingVerifies(source.path, verification)
  if (state.opened?.exercise !== undefined) {
    // A drill is never told as an incident.
    const [{ drillIn }, { writtenDrill }] = await Promise.all([
      import('../drill/record.ts'),
      import('../drill/report.ts'),
    ])
    return writtenDrill(host, await drillIn(source, events, verification), format)
  }
  const incident = await incidentIn(source, openedOf(state, source.path))
  const now = recordNow(host, source.path, events)
  const made = buildReport({
    events,
    view: plan(incident.book, state, incident.expressions, now),
    verification,
    planTitle: incident.book.plan.title,
    madeAt: wallClock.now().toString({ smallestUnit: 'millisecond' }),
    madeWith: version,
  })
  if (format === 'json') return `${harmlessJson(made, 2)}\n`
  const document = reportDocument(made, host.lang)
  return format === 'html' ? renderHtml(document) : renderMarkdown(document)
}

function warn(host: Host, verification: Verification): void {
  if (verification.verdict !== 'tampered') return
  host.stderr(`cyber-respond: ${pick(warning(verification), host.lang)}\n`)
}

function warning({ found, lines }: Verification) {
  return {
    en: `THE RECORD WAS TAMPERED WITH: ${found.en}; only its first ${lines} lines are reported`,
    nl: `MET HET LOGBOEK IS GEKNOEID: ${found.nl}; alleen de eerste ${lines} regels staan in het verslag`,
  }
}
