import type { Draft, LogEvent } from '../core/event.ts'
import { exerciseMark } from '../core/exercise-mark.ts'
import { instantText } from '../core/exercise-time.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { fold } from '../core/fold.ts'
import { planner } from '../core/planner.ts'
import type { BlobPort, ClockPort } from '../core/ports.ts'
import type { State } from '../core/state.ts'
import type { Book, View } from '../core/view.ts'
import { conditions, watchScope } from '../core/watched-scope.ts'
import { nextHint } from './coach.ts'
import { director, filled, nextDue, sending } from './director.ts'
import { type DrillState, drillAfter, minutesBetween } from './drill-state.ts'
import { carryOut, type Order } from './order.ts'
import type { Inject, Scenario } from './scenario.ts'
import { drillMembers, drillScope } from './scenario-scope.ts'
import { type SharedLog, shareLog } from './shared-log.ts'

interface Parts {
  /** The scenario at the level that is played. */
  readonly scenario: Scenario
  readonly book: Book
  readonly expressions: Expressions
  /** Exercise time. `stood`: for how many milliseconds of real time it stood still because nobody could play. */
  readonly clock: Pick<ClockPort, 'now'> & { stood?(): number }
  /** Keeps the attachments of messages. */
  readonly blobs: Pick<BlobPort, 'putText'>
  /** The state by the log so far. */
  readonly state: State
  readonly drill: DrillState
  /** Whether nobody plays the facilitator: hints come by themselves. */
  readonly coached?: boolean
  /** Gets every event once, when it is durable. */
  told(events: readonly LogEvent[]): void
}

/** A drill that is being played: what the scenario does by itself, and what the facilitator wants. */
export interface Playing {
  readonly log: SharedLog
  drill(): DrillState
  view(): View
  scope(): Scope
  /** Lets everything happen that is due by now. Resolves when that is on record. */
  tick(): Promise<void>
  /** Carries out the orders of the facilitator that stand behind those that were; `orders` are all there are. */
  obey(orders: readonly (Order | null)[]): Promise<void>
}

/** More things than this can't follow from each other at one moment. */
const mostAtOnce = 1000

export function playDrill(parts: Parts, log: Parameters<typeof shareLog>[0]): Playing {
  const { scenario, book, expressions, clock } = parts
  let { state, drill } = parts
  const plan = planner(book, expressions)
  let view: View | null = null
  const took = (events: readonly LogEvent[]): void => {
    state = fold(state, events)
    for (const event of events) drill = drillAfter(drill, event)
    view = null
    parts.told(events)
  }
  const shared = shareLog(log, took, () => stoodStill(clock, drill))
  const viewNow = (): View => {
    view ??= plan(state, clock.now())
    return view
  }
  const minutesNow = (): number => (drill.begun === null ? 0 : minutesBetween(drill.begun, clock.now().toString()))
  const scope = (): Scope => drillScope(scenario, drill, viewNow, minutesNow(), book.base)
  // What the triggers look at, at the minute of the last look.
  let minutes = 0
  const members = drillMembers(
    scenario,
    () => drill,
    viewNow,
    () => minutes,
  )
  const holds = conditions(watchScope(expressions, book.base, members), new Map())
  const dueNow = (): ReturnType<typeof nextDue> => {
    minutes = minutesNow()
    return nextDue(scenario, drill, minutes, holds)
  }
  const send = async (inject: Inject, why: 'planned' | 'facilitator', by = director, more = {}): Promise<void> => {
    const draft = sending(inject, drill, scope(), expressions, why, by)
    const { attachment } = inject
    const kept =
      attachment === undefined
        ? {}
        : {
            attachment: await parts.blobs.putText(
              attachment.name,
              attached(filled(attachment.text, scope(), expressions)),
            ),
          }
    await shared.add([{ ...draft, data: { ...draft.data, ...kept, ...more } }])
  }
  // One look at a time: what happens in one decides what is due in the next.
  let last: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
  return {
    log: shared,
    drill: () => drill,
    view: viewNow,
    scope,
    tick: () =>
      inTurn(async () => {
        if (clock.stood !== undefined) await shared.add([])
        if (drill.speed === 0) return
        for (let count = 0; count < mostAtOnce; count += 1) {
          const due = dueNow()
          if (due === null) break
          if ('draft' in due) await shared.add([due.draft])
          else await send(due.inject, 'planned')
        }
        const hint = parts.coached === true ? nextHint(scenario, drill, scope(), expressions) : null
        if (hint !== null && drill.ended === null) await shared.add([hint])
      }),
    obey: (orders) =>
      inTurn(async () => {
        for (let number = drill.orders + 1; number <= orders.length; number += 1) {
          const now = clock.now().epochMilliseconds
          const carried = carryOut(orders[number - 1] ?? null, { scenario, drill, now, number })
          if ('send' in carried) await send(carried.send, 'facilitator', orders[number - 1]?.by, { order: number })
          else await shared.add('drafts' in carried ? carried.drafts : [refusal(number, carried.refused)])
        }
      }),
  }
}

/** The event that the clock stood still while nobody could play, for as long as the log doesn't say it. */
function stoodStill(clock: Parts['clock'], { speed }: DrillState): readonly Draft[] {
  const stood = clock.stood?.() ?? 0
  if (stood === 0) return []
  const at = instantText(clock.now().epochMilliseconds)
  return [{ type: 'drill.clock', actor: director, data: { at, speed, why: 'resumed', stood } }]
}

function refusal(order: number, why: Extract<Draft, { type: 'drill.refused' }>['data']['why']): Draft {
  return { type: 'drill.refused', actor: director, data: { order, why } }
}

/** An attachment in both languages: who opens it may read either. */
function attached({ en, nl }: { readonly en: string; readonly nl: string }): string {
  return `${[exerciseMark, '', nl, ...(nl === en ? [] : ['', '---', '', en]), '', exerciseMark].join('\n')}\n`
}
