import { leftBy } from './cloud-fold.ts'
import type { State } from './state.ts'

/**
 * The state when nobody is at work any more: how far a step came that was being done, nobody knows, and what somebody had taken up
 * is free.
 */
export function cutOff(state: State): State {
  let { steps } = state
  for (const [instance, { claim, ...step }] of steps) {
    if (step.status === 'doing') steps = steps.with(instance, { ...step, status: 'unknown' })
    else if (claim !== undefined) steps = steps.with(instance, step)
  }
  return { ...state, sessions: {}, steps, cloud: leftBy(() => true, state.cloud) }
}
