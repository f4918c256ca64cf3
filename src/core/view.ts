import type { Clock } from './clocks.ts'
import type { Json } from './event.ts'
import type { Scope } from './expressions.ts'
import type { Channel, Obligation, Plan, Runbook, Step } from './model.ts'
import type { State, StepRecord } from './state.ts'
import type { Text } from './text.ts'

export type StepStatus =
  | 'waiting'
  | 'ready'
  | 'doing'
  | 'done'
  | 'failed'
  | 'unknown'
  | 'skipped'
  | 'blocked'
  | 'not-applicable'

/** One instance of a step as the operator sees it. `instance` is `isolate/cut-links[internet]`. */
export interface StepView {
  readonly instance: string
  readonly runbook: string
  readonly runbookTitle: Text
  readonly step: Step
  /** Position in its runbook, from 1, and the runbook's number of steps. */
  readonly position: number
  readonly of: number
  readonly title: Text
  readonly text: Text | null
  readonly doneWhen: Text
  readonly status: StepStatus
  /** True when the step's list is unknown and the operator must name its items first. */
  readonly needsItems: boolean
  /** Done without the proof that the runbook asks for, or with one that proves nothing. */
  readonly unproven: boolean
  /** Done, though the record speaks against it. */
  readonly contradicted: boolean
  /** Steps (`runbook/step`) that this one waits for, or was taken up before. */
  readonly waitsFor: readonly string[]
  /** Whether its condition holds by what is known now, also while it waits. */
  readonly applies: boolean
  readonly scope: Scope
  /** The value of an expression with the step's names and these; null: not known, or it can't be worked out. */
  look(expression: string, more: Scope): Json
  /** A text with its templates filled in. */
  fill(template: string): string
  readonly record: StepRecord | null
}

/** The view: what the log and the runbooks say may happen now. `ready` is ordered, most urgent first. */
export interface View {
  readonly state: State
  readonly steps: readonly StepView[]
  readonly ready: readonly StepView[]
  /** The names that expressions see, without those of a step. */
  readonly scope: Scope
  /** One instance; null: there is none. Who wants one or a few doesn't go through all of them. */
  step(instance: string): StepView | null
  /** The instances of a step by its id (`isolate/cut-links`). */
  instances(id: string): readonly StepView[]
  /** The most urgent ready step that fits. */
  next(fits: (step: StepView) => boolean): StepView | null
  readonly clocks: readonly Clock[]
  /** Who can be told, for what is sent. */
  readonly channels: readonly Channel[]
  /** Whether nothing is left to do: every step is settled. */
  readonly finished: boolean
}

/** The files that an incident is planned from: pinned at its start, the same for as long as it lasts. */
export interface Book {
  readonly plan: Plan
  /** The runbooks in the order of the plan. */
  readonly runbooks: readonly Runbook[]
  readonly obligations: readonly Obligation[]
  readonly channels?: readonly Channel[]
  /** The names that expressions see besides facts and steps: profile, municipality, incident, the texts of the plan. */
  readonly base: Scope
  /** Every fact that some step can give. Until it does, the fact is null. */
  readonly factNames: readonly string[]
}
