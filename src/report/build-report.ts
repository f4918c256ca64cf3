import { recorder } from '../audit/batch.ts'
import type { Verification } from '../audit/verification.ts'
import type { Clock } from '../core/clocks.ts'
import type { EventType, LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import { isAfterwards, remarked, statementsOf, type Told } from '../core/statements.ts'
import { plain, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { eventText } from '../ui/event.ts'
import { afterwards, marksOf, rulesOf, toldJson, withMarks, writtenOf } from '../ui/stated.ts'
import { tally } from '../ui/tally.ts'
import { bothLangs } from './both-langs.ts'
import { evidenceLines, fileLines, notTakenLines } from './evidence-lines.ts'
import { peopleOf } from './people.ts'
import type { ClockLine, Happening, IncidentLine, KeyLine, NoticeLine, Phase, Report, StepLine } from './report.ts'
import { stepLines } from './step-lines.ts'

/** `events` are the lines that verify, `view` what follows from them; `madeWith` is the version of this program. */
export interface ReportParts {
  readonly events: readonly LogEvent[]
  readonly view: View
  readonly verification: Verification
  readonly planTitle: Text
  readonly madeAt: string
  readonly madeWith: string
}

/** The report of an incident: pure, the same record and moment give the same report. */
export function buildReport(parts: ReportParts): Report {
  const { events, view, verification, madeAt, madeWith } = parts
  const rules = rulesOf(view)
  const told = remarked(statementsOf(events), rules)
  const stated = told.map((one) => toldJson(one, rules))
  const timeline = happenings(events, view, told)
  const steps = stepLines(view, events)
  const of = (types: ReadonlySet<EventType>): readonly Happening[] => timeline.filter(({ type }) => types.has(type))
  return {
    format: 'cyber-respond/report@1',
    madeAt,
    madeWith,
    incident: incidentLine(parts),
    record: verification,
    counts: tally(view),
    clocks: view.clocks.map(clockLine),
    phases: phasesOf(view, steps),
    people: peopleOf(events, view).filter(({ name }) => name !== recorder),
    steps,
    decisions: timeline.filter((line, index) => decided.has(line.type) || chose(events[index], view)),
    setbacks: timeline.filter((_line, index) => isSetback(events[index])),
    notices: noticeLines(view),
    evidence: evidenceLines(events),
    notTaken: notTakenLines(events),
    files: fileLines(events),
    notes: of(new Set(['note.added'])),
    stated,
    writtenAfterwards: afterwards(told).map((one) => toldJson(one, rules)),
    disturbances: of(disturbing),
    keys: events.flatMap(keyLine),
    timeline,
  }
}

const decided = typesThatAre('told-as-decision')

const disturbing = typesThatAre('disturbance')

function chose(event: LogEvent | undefined, view: View): boolean {
  if (event?.type !== 'step.outcome' || event.data.result !== 'done') return false
  return view.steps.some(({ instance, step }) => instance === event.step && step.action.kind === 'choose')
}

function isSetback(event: LogEvent | undefined): boolean {
  return (event?.type === 'step.outcome' || event?.type === 'cloud.outcome') && event.data.result !== 'done'
}

function happenings(events: readonly LogEvent[], view: View, told: readonly Told[]): readonly Happening[] {
  const byInstance = new Map<string, StepView>()
  for (const step of view.steps) {
    byInstance.set(step.instance, step)
    // A step whose items were named later stands in the record under its own name too.
    const whole = `${step.runbook}/${step.step.id}`
    if (!byInstance.has(whole)) byInstance.set(whole, step)
  }
  const rules = rulesOf(view)
  const bySeq = Map.groupBy(told, ({ seq }) => seq)
  return events.map((event) => {
    const marks = marksOf(event.seq, bySeq.get(event.seq) ?? [], rules)
    const step = event.step === undefined ? undefined : byInstance.get(event.step)
    const own = step?.instance === event.step
    return {
      line: event.seq + 1,
      at: event.t,
      actor: event.actor,
      type: event.type,
      step: event.step ?? null,
      code: step?.step.code ?? null,
      title: step === undefined ? null : own ? step.title : (step.step.each?.ask ?? step.title),
      said: withMarks(eventText(event, view), marks),
    }
  })
}

function incidentLine({ events, view, planTitle, madeAt }: ReportParts): IncidentLine {
  const { opened, openedAt, closed } = view.state
  if (opened === null) throw new Error('a report is of an incident that was opened')
  return {
    name: opened.incident,
    municipality: opened.municipality,
    plan: opened.plan,
    planTitle,
    nis2: opened.nis2,
    openedAt: openedAt ?? madeAt,
    openedBy: events.find(({ type }) => type === 'incident.opened')?.actor ?? '',
    openedWith: opened.version,
    closedAt: closed?.at ?? null,
    closing: closed === null ? null : bothLangs(closed.summary),
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

function keyLine(event: LogEvent): readonly KeyLine[] {
  return event.type === 'key.added' ? [{ line: event.seq + 1, at: event.t, ...event.data }] : []
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
