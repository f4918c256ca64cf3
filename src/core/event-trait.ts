import type { EventData, EventType } from './event.ts'
import type { MembersOf } from './shape.ts'

/**
 * A trait of a type of event:
 * - `decision`: what a person decided about a step, or about who leads. The outcome of a `choose` is one more.
 * - `owned`: a decision of which somebody must be able to say who took it and why
 * - `told-as-decision`: in the report's list of decisions
 * - `sealed`: sealed as soon as it is on record (the outcome of a `choose` is too)
 * - `after-closing`: may follow when the incident is closed, because it is still looked after
 * - `other-time`: may stand at the head of lines whose time is another; the jump is told in it, or a little later
 * - `disturbance`: something was not as it should be: the report lists it
 * - `ends-step`: after it the operator chooses again
 * - `settles-answers`: what was answered in its step is on record, or useless
 * - `ends-approval`: what was approved before it is not done by that approval any more
 * - `piles-up`: kept in the state one by one, so that a long record makes a large state
 * - `checked`: verification itself looks into it
 * - `timing`: says a time, or what a stated time is held against (an outcome does where it has answers, a note where it has a time)
 * - `backstage`: only who leads an exercise sees it
 */
export type Trait =
  | 'decision'
  | 'owned'
  | 'told-as-decision'
  | 'sealed'
  | 'after-closing'
  | 'other-time'
  | 'disturbance'
  | 'ends-step'
  | 'settles-answers'
  | 'ends-approval'
  | 'piles-up'
  | 'checked'
  | 'timing'
  | 'backstage'

/** The groups of events that a reader of a record can ask for alone (`replay --only`). */
export const replayFilters = ['steps', 'decisions', 'notices', 'clocks', 'evidence', 'notes'] as const
export type ReplayFilter = (typeof replayFilters)[number]

/**
 * The OCSF names of an event: what it does to the incident, and how severe the line is. `medium if failed`: by its
 * result.
 */
export interface OcsfTraits {
  readonly activity: 'create' | 'update' | 'close'
  readonly severity: 'informational' | 'medium' | 'medium if failed' | 'high'
}

/** The traits of one type of event. `filters`: what `replay --only` shows it under, whatever its data say. */
export interface EventTraits<T extends EventType> {
  readonly shape: MembersOf<EventData[T]>
  readonly is: readonly Trait[]
  readonly filters: readonly ReplayFilter[]
  readonly ocsf: OcsfTraits
}

export const calm: OcsfTraits = { activity: 'update', severity: 'informational' }
export const troubling: OcsfTraits = { activity: 'update', severity: 'medium' }
