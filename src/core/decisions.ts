import type { EventType } from './event.ts'

/** What a person decided about a step or about who leads, as one event each. The outcome of a `choose` is one more. */
export const decisions: readonly EventType[] = [
  'step.approved',
  'step.refused',
  'step.skipped',
  'step.blocked',
  'step.unblocked',
  'step.reopened',
  'step.decided',
  'handover.made',
]
