import type { LogEvent } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { empty, startFold } from '../core/fold.ts'
import { plan } from '../core/planner.ts'
import type { Profile } from '../core/profile.ts'
import type { Book, View } from '../core/view.ts'
import { never } from '../runbook/never.ts'
import { inMinutes } from './director.ts'
import { type DrillState, drillAfter, drillOf, minutesBetween } from './drill-state.ts'
import type { Inject, Scenario } from './scenario.ts'
import { drillScope } from './scenario-scope.ts'

/** A drill that was played, or is being played: what it is judged from. Times are exercise time. */
export interface Played {
  /** The scenario at the level that was played. */
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

/** The minutes that the exercise lasted, of its own time. */
export function lastedMinutes({ events, drill }: Pick<Played, 'events' | 'drill'>): number {
  const end = endOf(events)
  return end === undefined || drill.begun === null ? 0 : Math.max(0, minutesBetween(drill.begun, end.t))
}

/** Whether it was over before its own end: a person ended it, or it is still being played. */
export function isCutShort({ scenario, events, drill }: Pick<Played, 'scenario' | 'events' | 'drill'>): boolean {
  if (drill.ended === 'scenario' || drill.ended === 'finished') return false
  return lastedMinutes({ events, drill }) < plannedMinutes(scenario)
}

/** The minutes that an exercise lasts when nobody ends it: to its end, where that has a time of its own. */
export function plannedMinutes({ length, end }: Pick<Scenario, 'length' | 'end'>): number {
  const isFixed = end.at !== undefined && end.when === undefined
  return Math.min(inMinutes(length), isFixed ? inMinutes(end.at ?? '') : never)
}

/** The messages of the script that never came. */
export function unsentOf({ scenario, drill }: Pick<Played, 'scenario' | 'drill'>): readonly Inject[] {
  const sent = new Set(drill.messages.map(({ inject }) => inject))
  return scenario.injects.filter(({ id }) => !sent.has(id))
}

/** The scope of the scenario's expressions at the end. */
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
