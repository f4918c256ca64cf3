import { leftOpen } from './cloud-fold.ts'
import type { State } from './state.ts'

/** The state when nobody is at work any more: how far a step came that was being done, nobody knows. */
export function cutOff(state: State): State {
  const steps = Object.entries(state.steps).map(([instance, step]): [string, State['steps'][string]] => [
    instance,
    step.status === 'doing' ? { ...step, status: 'unknown' } : step,
  ])
  return { ...state, steps: Object.fromEntries(steps), cloud: leftOpen(state.cloud, null) }
}
