import type { LogEvent } from '../core/event.ts'
import { empty, startFold } from '../core/fold.ts'
import { type Book, plan, type View } from '../core/planner.ts'
import type { Expressions, Scope } from '../core/ports.ts'
import type { Profile } from '../core/profile.ts'
import { drillScope } from './drill-scope.ts'
import { type DrillState, drillAfter, drillOf, minutesBetween } from './drill-state.ts'
import type { Scenario } from './scenario.ts'

/** A drill that was played, or is being played: what it is judged from. Times are exercise time. */
export interface Played {
  /** At the level that was played. */
  readonly scenario: Scenario
  readonly events: readonly LogEvent[]
  readonly drill: DrillState
  readonly view: View
  readonly expressions: Expressions
}

/** The same, with what it can be gone through again from. */
export interface Replayable extends Played {
  readonly book: Book
  readonly profile: Profile
}

/** A drill folded to its end. `now` is the time of the exercise at its last event. */
export function playedFrom(parts: Omit<Replayable, 'drill' | 'view'>): Replayable {
  const { scenario, events, profile, book, expressions } = parts
  const drill = drillOf(scenario, profile, events)
  const folding = startFold(empty)
  for (const event of events) folding.take(event)
  const view = plan(book, folding.state, expressions, instantOf(endOf(events)?.t))
  return { ...parts, drill, view }
}

/** Each event with the drill after it. `scope` is what the scenario's expressions see then; it is made when asked for. */
export function* momentsOf(played: Replayable): Generator<{
  readonly event: LogEvent
  readonly drill: DrillState
  readonly minute: number
  scope(): Scope
}> {
  const { scenario, events, profile, book, expressions } = played
  const folding = startFold(empty)
  let drill = drillOf(scenario, profile, [])
  for (const event of events) {
    folding.take(event)
    drill = drillAfter(drill, event)
    const [now, minute] = [drill, minutesBetween(drill.begun ?? event.t, event.t)]
    const scope = (): Scope =>
      drillScope(scenario, now, () => plan(book, folding.state, expressions, instantOf(event.t)), minute, book.base)
    yield { event, drill, minute, scope }
  }
}

/** The event with which the exercise was over, or the last one: what is answered afterwards takes no time of it. */
export function endOf(events: readonly LogEvent[]): LogEvent | undefined {
  return events.find(({ type }) => type === 'drill.ended') ?? events.at(-1)
}

/** How long the exercise lasted, in minutes of its own time. */
export function lastedMinutes({ events, drill }: Pick<Played, 'events' | 'drill'>): number {
  const end = endOf(events)
  return end === undefined || drill.begun === null ? 0 : Math.max(0, minutesBetween(drill.begun, end.t))
}

/** What the scenario's expressions see at the end. */
export function endScope({ scenario, events, drill, view }: Omit<Played, 'expressions'>): Scope {
  return drillScope(scenario, drill, () => view, lastedMinutes({ events, drill }))
}

function instantOf(at: string | undefined): Temporal.Instant {
  try {
    return Temporal.Instant.from(at ?? '')
  } catch {
    return Temporal.Instant.fromEpochMilliseconds(0)
  }
}
