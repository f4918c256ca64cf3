import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { stateNow } from '../../adapters/home/live-records.ts'
import { walkAgain } from '../../adapters/record/log.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { maxLineBytes } from '../../audit/print-line.ts'
import type { Verification } from '../../audit/verification.ts'
import type { TakeLine } from '../../audit/verify.ts'
import { empty, startFold } from '../../core/fold.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { remarked, type Statement, startStatements, type Told } from '../../core/statements.ts'
import type { Lang, Text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { reportFrame } from '../../report/build-report.ts'
import { csvHead, csvLine } from '../../report/csv.ts'
import { startGathering } from '../../report/gathered.ts'
import { happenings, listsOf } from '../../report/happenings.ts'
import { closes, ocsfEvent } from '../../report/ocsf.ts'
import { type LinesOf, printReport } from '../../report/print-report.ts'
import { rulesOf } from '../../ui/stated.ts'
import type { Host } from '../wiring/host.ts'
import { incidentIn, openedOf } from '../wiring/incident.ts'
import { walkVerified } from '../wiring/read-verified.ts'
import { startRecordClock } from '../wiring/record-now.ts'
import type { TrustOptions } from '../wiring/trust.ts'
import { version } from '../wiring/version.ts'
import { nothingVerifies } from './report-faults.ts'

/** A report that is made while the record is gone through again and again: none of its lines is kept. */
export interface LongReport {
  readonly verification: Verification
  /** Whether it is of a drill, which as JSON has a report of its own. */
  readonly isOfDrill: boolean
  print(add: (part: string) => void): Promise<void>
}

/** Reads a record through its verification, and knows then what follows from it. */
export async function longReport(
  host: Host,
  source: RecordSource,
  format: 'json' | 'ocsf' | 'csv',
  trust: TrustOptions,
): Promise<LongReport> {
  const folding = startFold(empty, { lists: false })
  const clock = startRecordClock()
  const statements = startStatements()
  const stated: Statement[] = []
  const last = Buffer.alloc(maxLineBytes)
  let lastSize = 0
  const verification = await walkVerified(
    host,
    source,
    (event, bytes, at, lf) => {
      folding.take(event)
      clock.take(event)
      stated.push(...statements.take(event))
      lastSize = bytes.copy(last, 0, at, lf)
    },
    trust,
  )
  const { state: recorded } = folding
  const state = stateNow(source.path, recorded)
  if (state.opened === null && verification.verdict === 'tampered') throw nothingVerifies(source.path, verification)
  const incident = await incidentIn(source, openedOf(state, source.path))
  const view = plan(incident.book, state, incident.expressions, clock.now(host, source.path))
  const told = remarked(stated, rulesOf(view))
  const seen = { until: recorded.size, last: last.toString('utf8', 0, lastSize) }
  const again = (take: TakeLine): Promise<void> => walkAgain(source, seen, take)
  const { title } = incident.book.plan
  const known = { again, view, told }
  const prints = {
    json: (add: (part: string) => void) => printJson(known, { verification, planTitle: title }, add),
    ocsf: (add: (part: string) => void) => printOcsf(known, add),
    csv: (add: (part: string) => void) => printCsv(known, host.lang, add),
  }
  return { verification, isOfDrill: state.opened?.exercise !== undefined, print: prints[format] }
}

interface Known {
  again(take: TakeLine): Promise<void>
  readonly view: View
  readonly told: readonly Told[]
}

async function printOcsf({ again, view, told }: Known, add: (part: string) => void): Promise<void> {
  const bySeq = Map.groupBy(told, ({ seq }) => seq)
  let isClosed = false
  await again((event, bytes, at, lf) => {
    const line = bytes.toString('utf8', at, lf)
    const found = ocsfEvent({ event, line, view, told: bySeq.get(event.seq) ?? [], isClosed, madeWith: version })
    isClosed ||= closes(event)
    add(`${harmlessJson(found)}\n`)
  })
}

async function printCsv({ again, view, told }: Known, lang: Lang, add: (part: string) => void): Promise<void> {
  const tell = happenings(view, told)
  add(csvHead(lang))
  await again((event) => add(csvLine(tell(event), view.state, lang)))
}

async function printJson(
  { again, view, told }: Known,
  made: { readonly verification: Verification; readonly planTitle: Text },
  add: (part: string) => void,
): Promise<void> {
  const isIn = listsOf(view)
  const counts = { decisions: 0, setbacks: 0, notes: 0, disturbances: 0, timeline: 0 }
  const names = Object.keys(counts) as readonly (keyof typeof counts)[]
  const gathering = startGathering(view)
  await again((event) => {
    gathering.take(event)
    for (const name of names) if (isIn[name](event)) counts[name] += 1
  })
  const madeAt = wallClock.now().toString({ smallestUnit: 'millisecond' })
  const frame = reportFrame({ ...made, view, told, gathered: gathering.end(), madeAt, madeWith: version })
  const tellOf = happenings(view, told)
  const linesOf: LinesOf = async (list, tell) => {
    let left = counts[list]
    if (left === 0) return
    await again((event) => {
      if (left === 0 || !isIn[list](event)) return
      left -= 1
      tell(tellOf(event))
    })
  }
  await printReport(frame, linesOf, add)
}
