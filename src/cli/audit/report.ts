import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { isLive } from '../../adapters/home/live-records.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { exitCodeOf, type Verification } from '../../audit/verification.ts'
import { cutOff } from '../../core/cut-off.ts'
import { exit, Fault } from '../../core/fault.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { remarked, statementsOf } from '../../core/statements.ts'
import { buildReport } from '../../report/build-report.ts'
import { renderHtml } from '../../report/html.ts'
import { renderMarkdown } from '../../report/markdown.ts'
import { ocsfEvent } from '../../report/ocsf.ts'
import { reportDocument } from '../../report/report-document.ts'
import { rulesOf } from '../../ui/stated.ts'
import type { Host } from '../wiring/host.ts'
import { incidentIn, openedOf, stateOf } from '../wiring/incident.ts'
import { output } from '../wiring/output.ts'
import { type ReadRecord, readVerified } from '../wiring/read-verified.ts'
import { recordNow } from '../wiring/record-now.ts'
import { version } from '../wiring/version.ts'
import { recordPath } from './record-path.ts'

export type ReportFormat = 'md' | 'html' | 'json' | 'ocsf'

interface ReportOptions {
  readonly format?: ReportFormat
  readonly out?: string
}

/**
 * Tells what the record of an incident says: of this home by name, or any folder or archive on any machine. Reads only. Of a record
 * that was tampered with only what stands before the first bad line, loudly, and with the exit code of `verify`.
 */
export async function report(host: Host, name: string, { format, out }: ReportOptions): Promise<number> {
  const folder = await recordPath(host, name)
  const source = await openRecord(folder)
  const { events, lines, verification } = await readVerified(host, source)
  const text = await written(host, source, { events, lines, verification }, format ?? (host.json ? 'json' : 'md'))
  if (verification.verdict === 'tampered') host.stderr(`cyber-respond: ${warning(verification)[host.lang]}\n`)
  output(host, text, out)
  return exitCodeOf(verification)
}

async function written(host: Host, source: RecordSource, read: ReadRecord, format: ReportFormat): Promise<string> {
  const { events, lines, verification } = read
  const recorded = stateOf(events)
  // A step is being done only while somebody works on the record.
  const state = isLive(source.path) ? recorded : cutOff(recorded)
  if (state.opened === null && verification.verdict === 'tampered') throw nothingVerifies(source.path, verification)
  if (state.opened?.exercise !== undefined && format !== 'ocsf') {
    // A drill is never told as an incident.
    const [{ drillIn }, { writtenDrill }] = await Promise.all([
      import('../drill/record.ts'),
      import('../drill/report.ts'),
    ])
    return writtenDrill(host, await drillIn(source, events, verification), format)
  }
  const incident = await incidentIn(source, openedOf(state, source.path))
  const now = recordNow(host, source.path, events)
  const view = plan(incident.book, state, incident.expressions, now)
  if (format === 'ocsf') {
    const told = Map.groupBy(remarked(statementsOf(events), rulesOf(view)), ({ seq }) => seq)
    const made = { view, madeWith: version }
    return events
      .map((event, index) => {
        const parts = { event, line: lines[index] ?? '', told: told.get(event.seq) ?? [], ...made }
        return `${harmlessJson(ocsfEvent(parts))}\n`
      })
      .join('')
  }
  const made = buildReport({
    events,
    view,
    verification,
    planTitle: incident.book.plan.title,
    madeAt: wallClock.now().toString({ smallestUnit: 'millisecond' }),
    madeWith: version,
  })
  if (format === 'json') return `${harmlessJson(made, 2)}\n`
  const document = reportDocument(made, host.lang)
  return format === 'html' ? renderHtml(document) : renderMarkdown(document)
}

function warning({ found, lines }: Verification) {
  return {
    en: `THE RECORD WAS TAMPERED WITH: ${found.en}; only its first ${lines} lines are reported`,
    nl: `MET HET LOGBOEK IS GEKNOEID: ${found.nl}; alleen de eerste ${lines} regels staan in het verslag`,
  }
}

function nothingVerifies(folder: string, { found }: Verification): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'report.nothing-verifies',
    exit: exit.log,
    message: {
      en: `nothing of the record of ${shown} verifies, so nothing can be reported: ${found.en}`,
      nl: `niets van het logboek van ${shown} klopt, dus er valt niets te verslaan: ${found.nl}`,
    },
    hint: {
      en: 'keep the folder as evidence, and report from a copy that verifies',
      nl: 'bewaar de map als bewijs, en maak het verslag van een kopie die wel klopt',
    },
  })
}
