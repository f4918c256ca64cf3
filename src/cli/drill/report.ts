import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { exitCodeOf } from '../../audit/verification.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { buildDrillReport } from '../../report/drill/build-drill-report.ts'
import { drillDocument } from '../../report/drill/drill-document.ts'
import type { DrillReport } from '../../report/drill/drill-report.ts'
import { renderHtml } from '../../report/html.ts'
import { renderMarkdown } from '../../report/markdown.ts'
import type { Host } from '../wiring/host.ts'
import { knownActions } from '../wiring/improvements-file.ts'
import { output } from '../wiring/output.ts'
import { version } from '../wiring/version.ts'
import { type DrillRecord, readDrill } from './record.ts'

export type DrillReportFormat = 'md' | 'html' | 'json'

interface DrillReportOptions {
  readonly format?: DrillReportFormat
  readonly out?: string
}

/** Tells what there is to learn from a drill: of this home by name, or any folder or archive of one. Reads only. */
export async function drillReport(host: Host, name: string | null, options: DrillReportOptions = {}): Promise<number> {
  const { format, out } = options
  const record = await readDrill(host, name)
  output(host, writtenDrill(host, record, format ?? (host.json ? 'json' : 'md')), out)
  return exitCodeOf(record.verification)
}

/** The report of a drill that was read, as text. */
export function writtenDrill(host: Host, record: DrillRecord, format: DrillReportFormat): string {
  const made = drillReportOf(host, record)
  if (format === 'json') return `${harmlessJson(made, 2)}\n`
  const document = drillDocument(made, host.lang)
  return format === 'html' ? renderHtml(document) : renderMarkdown(document)
}

/** The report of a drill that was read, with the owners and dates of the municipality's plan. */
export function drillReportOf(host: Host, { played, verification, targets, incident }: DrillRecord): DrillReport {
  return buildDrillReport({
    ...{ played, verification, targets },
    planTitle: incident.book.plan.title,
    known: knownActions(host, incident.opened.municipality),
    madeAt: wallClock.now().toString({ smallestUnit: 'millisecond' }),
    madeWith: version,
  })
}
