import type { Text } from './text.ts'

/** A step by its name in front of a person. */
export interface NamedStep {
  readonly instance: string
  readonly code: string
  readonly title: Text
}

/** An act that goes on while something else is chosen. */
export interface RunningAct extends NamedStep {
  readonly since: Temporal.Instant
  /** The last line that it said; empty: nothing yet. */
  readonly said: string
  /** It begins when one of the others is over: no more go on at once. */
  readonly isWaiting: boolean
}

/** What goes on while something is chosen. */
export interface Behind {
  readonly running: readonly RunningAct[]
  /** The acts that want to know something, in the order in which they asked. */
  readonly questions: readonly NamedStep[]
  /** Aborted when one of the acts is over, or asks something, or others wrote in the record. */
  readonly changed: AbortSignal
}

/** Nothing goes on while something is chosen. */
export const nothingBehind: Behind = { running: [], questions: [], changed: new AbortController().signal }
