import type { Verification } from '../audit/verification.ts'
import type { Clock } from '../core/clocks.ts'
import type { LogEvent } from '../core/event.ts'
import { isAfterwards, remarked, statementsOf, type Told } from '../core/statements.ts'
import { asText, plain, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { correctionText } from '../ui/correction.ts'
import { afterwards, rulesOf, toldJson, writtenOf } from '../ui/stated.ts'
import { tally } from '../ui/tally.ts'
import { showExact } from '../ui/time.ts'
import { type Gathered, startGathering } from './gathered.ts'
import { happenings, type Listed, listsOf } from './happenings.ts'
import type { ClockLine, IncidentLine, NoticeLine, Phase, Report, StepLine } from './report.ts'

/** `events` are the lines that verify, `view` what follows from them; `madeWith` is the version of this program. */
export interface ReportParts extends Omit<FrameParts, 'told' | 'gathered'> {
  readonly events: readonly LogEvent[]
}

/** The report of an incident: pure, the same record and moment give the same report. */
export function buildReport({ events, ...parts }: ReportParts): Report {
  const { view } = parts
  const gathering = startGathering(view)
  for (const event of events) gathering.take(event)
  const told = remarked(statementsOf(events), rulesOf(view))
  const tell = happenings(view, told)
  const timeline = events.map(tell)
  const isIn = listsOf(view)
  const listed = (name: Listed) => timeline.filter((_line, index) => isIn[name](events[index] as LogEvent))
  return {
    ...reportFrame({ ...parts, told, gathered: gathering.end() }),
    decisions: listed('decisions'),
    setbacks: listed('setbacks'),
    notes: listed('notes'),
    disturbances: listed('disturbances'),
    timeline,
  }
}

/** The parts of a report but for its lists of lines. `told`: what persons stated; `gathered`: what the lines say. */
export interface FrameParts {
  readonly view: View
  readonly verification: Verification
  readonly planTitle: Text
  readonly madeAt: string
  readonly madeWith: string
  readonly told: readonly Told[]
  readonly gathered: Gathered
}

/** A report with its members in order, and its lists of lines empty: those of a long record are not kept. */
export function reportFrame(parts: FrameParts): Report {
  const { view, verification, madeAt, madeWith, told, gathered } = parts
  const rules = rulesOf(view)
  const { steps, people, evidence, notTaken, files, keys, writtenWith } = gathered
  return {
    format: 'cyber-respond/report@1',
    madeAt,
    madeWith,
    writtenWith,
    incident: incidentLine(parts),
    record: verification,
    counts: tally(view),
    clocks: view.clocks.map(clockLine),
    phases: phasesOf(view, steps),
    people,
    steps,
    decisions: [],
    ...(view.state.alone.length === 0
      ? {}
      : { alone: view.state.alone.map(({ seq, ...one }) => ({ line: seq + 1, ...one })) }),
    ...correctionLines(view),
    setbacks: [],
    notices: noticeLines(view),
    evidence,
    notTaken,
    files,
    notes: [],
    stated: told.map((one) => toldJson(one, rules)),
    writtenAfterwards: afterwards(told).map((one) => toldJson(one, rules)),
    disturbances: [],
    keys,
    timeline: [],
  }
}

function incidentLine({ view, planTitle, madeAt, gathered }: FrameParts): IncidentLine {
  const { opened, openedAt, closed } = view.state
  if (opened === null) throw new Error('a report is of an incident that was opened')
  return {
    name: opened.incident,
    municipality: opened.municipality,
    plan: opened.plan,
    planTitle,
    nis2: opened.nis2,
    openedAt: openedAt ?? madeAt,
    openedBy: gathered.openedBy ?? '',
    openedWith: opened.version,
    closedAt: closed?.at ?? null,
    closing: closed === null ? null : asText(closed.summary),
    ...(closed?.falseAlarm === undefined ? {} : { falseAlarm: closed.falseAlarm }),
  }
}

function correctionLines(view: View): Pick<Report, 'corrections'> {
  const { corrections } = view.state
  if (corrections.length === 0) return {}
  return {
    corrections: corrections.map(({ seq, of, ...one }) => ({
      ...{ line: seq + 1, of: of + 1, ...one },
      said: correctionText({ seq, of, ...one }, view, (lang) => showExact(one.at, lang)),
    })),
  }
}

function clockLine({ obligation, ...clock }: Clock): ClockLine {
  const { status, due, metAt, metWritten, leftMs } = clock
  const late = status === 'met-late' && due !== null && metAt !== null ? Date.parse(metAt) - Date.parse(due) : null
  const overdue = status === 'overdue' && leftMs !== null
  const isWrittenLate = metWritten !== null && due !== null && isAfterwards({ at: due, written: metWritten })
  return {
    id: obligation.id,
    title: obligation.title,
    source: obligation.source,
    ...clock,
    leftMs: overdue ? null : leftMs,
    lateMs: overdue ? -leftMs : late,
    writtenLateMs: isWrittenLate ? Date.parse(metWritten) - Date.parse(due) : null,
  }
}

const settled: ReadonlySet<string> = new Set(['done', 'skipped', 'not-applicable'])

function phasesOf(view: View, steps: readonly StepLine[]): readonly Phase[] {
  const titles = new Map(view.steps.map(({ runbook, runbookTitle }) => [runbook, runbookTitle]))
  return [...titles].map(([runbook, title]) => {
    const mine = steps.filter((step) => step.runbook === runbook)
    const startedAt = mine.map((step) => step.startedAt).reduce(earliest, null)
    const over = mine.every(({ status }) => settled.has(status))
    const endedAt = over ? mine.map((step) => step.endedAt).reduce(latest, null) : null
    return {
      runbook,
      title,
      steps: mine.length,
      settled: mine.filter(({ status }) => settled.has(status)).length,
      startedAt,
      endedAt,
      lastedMs: startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt),
    }
  })
}

// Times of the record all have the same form, so their order is that of their texts.
function earliest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a
}

function latest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a
}

function noticeLines(view: View): readonly NoticeLine[] {
  return Object.entries(view.state.notices).map(([id, { prepared, files, sent }]) => ({
    id,
    title: view.clocks.find(({ obligation }) => obligation.id === id)?.obligation.title ?? plain(id),
    preparedAt: prepared,
    files,
    sent: sent === null ? null : { ...sent, ...writtenOf(id, view) },
  }))
}
