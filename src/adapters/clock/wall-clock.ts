import type { ClockPort } from '../../core/ports.ts'
import { monotonicClock } from './monotonic-clock.ts'

/** The wall clock. Sleeping goes by monotonic time. */
export const wallClock: ClockPort = {
  now: () => Temporal.Now.instant(),
  sleep: (ms, signal) => monotonicClock.sleep(ms, signal),
}
