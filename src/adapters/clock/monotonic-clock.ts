import { setTimeout as after } from 'node:timers/promises'

/** The longest that a timer can wait: one that is set for longer would fire at once. */
export const longestTimer = 2 ** 31 - 1

/** Time that only goes forward: for durations, never for dates. Both in milliseconds. */
export interface MonotonicClock {
  now(): number
  /** Somebody makes it leap, as in an exercise: then time in which nobody looked is part of the play. */
  readonly leaps?: true
  /** Resolves after `ms`, or at once when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const monotonicClock: MonotonicClock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    after(Math.min(Math.max(ms, 0), longestTimer), undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    }),
}
