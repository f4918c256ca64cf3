import type { Clock } from './clocks.ts'
import type { Step } from './model.ts'
import type { Scope } from './ports.ts'
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
  /** Done without the proof that the runbook asks for. */
  readonly unproven: boolean
  /** Instances or steps that this one waits for. */
  readonly waitsFor: readonly string[]
  readonly scope: Scope
  readonly record: StepRecord | null
}

/** What the log and the runbooks say may happen now. `ready` is ordered, most urgent first. */
export interface View {
  readonly state: State
  readonly steps: readonly StepView[]
  readonly ready: readonly StepView[]
  readonly clocks: readonly Clock[]
  /** Nothing is left to do: every step is settled. */
  readonly finished: boolean
}
