import type { ClockPort } from '../../core/ports.ts'
import type { MonotonicClock } from '../clock/monotonic-clock.ts'

/** Durations on the clock of the exercise: a check that must hold for fifteen minutes does so in exercise time. */
export function exerciseDurations({ now, sleep }: ClockPort): MonotonicClock {
  return { now: () => now().epochMilliseconds, sleep, leaps: true }
}
