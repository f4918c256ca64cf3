import { countAlone } from '../core/alone-act.ts'
import type { Clock } from '../core/clocks.ts'
import type { Text } from '../core/text.ts'
import { type AnswerTimes, answerTimes } from './answer-times.ts'
import { inMinutes } from './director.ts'
import type { Message } from './drill-state.ts'
import { isJumpedOver, jumpsOf } from './interventions.ts'
import { ownerless } from './ownerless.ts'
import { isCutShort, lastedMinutes, type Replayable } from './played.ts'
import { type Response, responses } from './responses.ts'
import { type ServiceTarget, type ServiceTime, serviceTimes } from './service-times.ts'

/** The figures of a drill. Minutes count from the beginning of the exercise, in its own time; null: it did not happen. */
export interface DrillMetrics {
  /** The minutes that the exercise lasted. */
  readonly lasted: number
  /** The minutes until the incident was declared: the plan's milestone `declared`, or `isolate/declare`. */
  readonly declare: number | null
  /** The minutes until the last link of the world was closed; null while one is open, or where there is none. */
  readonly isolate: number | null
  /** The minutes until the first notice went out. */
  readonly warning: number | null
  /** The minutes until the citizens were told (`notify/public-statement`). */
  readonly publicMessage: number | null
  readonly clocks: readonly Margin[]
  readonly steps: { readonly done: number; readonly proven: number; readonly unproven: readonly string[] }
  /** The lines of decisions that nobody of the team answers for. */
  readonly ownerless: readonly number[]
  readonly refused: number
  /** The acts that went on without a second person, and what one said of them later; absent where there is none. */
  readonly alone?: ReturnType<typeof countAlone>
  /** The steps that were taken up before what they waited for. Absent where there were none. */
  readonly early?: readonly string[]
  readonly services: readonly ServiceTime[]
  readonly messages: AnswerTimes
  readonly responses: readonly Response[]
}

/** The time that a clock had left when it was met, or by which it is overdue (negative). Null: it does not say. */
export interface Margin {
  readonly id: string
  readonly title: Text
  readonly weight: Clock['weight']
  readonly status: Clock['status']
  readonly minutes: number | null
  /** The same, counted to when it was written down that it was met; null where nobody stated it. */
  readonly writtenMinutes: number | null
}

/** The figures of a drill; pure, and never throws for a drill that was folded. */
export function metrics(played: Replayable, targets: readonly ServiceTarget[]): DrillMetrics {
  const { events, drill, view } = played
  const done = view.steps.filter(({ status }) => status === 'done')
  const asked = done.filter(({ step, record }) => step.proof !== undefined || (record?.proof ?? null) !== null)
  const early = events.flatMap(({ type, step }) => (type === 'step.advanced' && step !== undefined ? [step] : []))
  return {
    lasted: lastedMinutes(played),
    declare: declared(played),
    isolate: isolated(played),
    warning: first(Object.values(drill.sent)),
    publicMessage: drill.done['notify/public-statement'] ?? null,
    clocks: view.clocks.filter(({ startedAt }) => startedAt !== null).map(marginOf),
    steps: {
      done: done.length,
      proven: asked.filter(({ unproven }) => !unproven).length,
      unproven: asked.filter(({ unproven }) => unproven).map(({ instance }) => instance),
    },
    ownerless: ownerless(played),
    refused: events.filter(({ type }) => type === 'step.refused').length,
    ...(view.state.alone.length === 0 ? {} : { alone: countAlone(view.state.alone) }),
    ...(early.length === 0 ? {} : { early }),
    services: serviceTimes(played, targets),
    messages: answerTimes(drill, leftOpen(played)),
    responses: responses(played),
  }
}

/** The minutes that an answer may take where the scenario doesn't say it. */
const patience = 5

/** The test for messages that there was no time to answer: the exercise was cut short, or its clock set forward. */
function leftOpen(played: Replayable): (message: Message) => boolean {
  const { scenario, events } = played
  const [end, isShort, jumps] = [lastedMinutes(played), isCutShort(played), jumpsOf(events, scenario)]
  const terms = new Map(scenario.injects.map(({ id, expect }) => [id, expect?.within]))
  return ({ inject, minute }) => {
    const within = terms.get(inject ?? '')
    const due = minute + (within === undefined ? patience : inMinutes(within))
    return (isShort && end < due) || isJumpedOver(jumps, minute, due)
  }
}

/** Plans of 0.2.0 and before name no milestones. */
function declared({ drill, book }: Replayable): number | null {
  const steps = book.plan.milestones?.declared ?? ['isolate/declare']
  const minutes = steps.flatMap((step) => drill.done[step] ?? [])
  return minutes.length < steps.length ? null : Math.max(...minutes)
}

function isolated({ drill }: Replayable): number | null {
  const links = Object.entries(drill.world.links)
  if (links.length === 0 || links.some(([, { state }]) => state === 'open')) return null
  return Math.max(...links.map(([id]) => drill.closed[id] ?? 0))
}

function first(minutes: readonly number[]): number | null {
  return minutes.length === 0 ? null : Math.min(...minutes)
}

function marginOf({ obligation, weight, status, due, metAt, metWritten, leftMs }: Clock): Margin {
  const until = (end: string | null): number | null =>
    due === null || end === null ? null : Date.parse(due) - Date.parse(end)
  const minutes = wholeMinutes(until(metAt) ?? leftMs)
  return {
    id: obligation.id,
    title: obligation.title,
    weight,
    status,
    minutes,
    writtenMinutes: wholeMinutes(until(metWritten)),
  }
}

function wholeMinutes(ms: number | null): number | null {
  return ms === null || Number.isNaN(ms) ? null : Math.floor(ms / 60_000)
}
