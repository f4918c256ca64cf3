import { type ExerciseClock, exerciseNow } from '../core/exercise-time.ts'
import type { ClockPort } from '../core/ports.ts'
import { type MonotonicClock, monotonicClock } from './monotonic-clock.ts'

/** How often a sleeper looks whether the clock was paused, jumped or made faster (milliseconds of real time). */
const look = 100

/** Its `now` is that of the wall, in epoch milliseconds. */
const thisMachine: MonotonicClock = { now: () => Date.now(), sleep: monotonicClock.sleep }

/** The clock of an exercise as its log set it. While it is paused, who sleeps by it sleeps on. */
export function exerciseClock(setting: () => ExerciseClock, machine: MonotonicClock = thisMachine): ClockPort {
  const now = (): number => exerciseNow(setting(), machine.now())
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(now())),
    sleep: async (ms, signal) => {
      const until = now() + ms
      while (!signal.aborted) {
        const left = until - now()
        if (left <= 0) return
        const { speed } = setting()
        await machine.sleep(speed === 0 ? look : Math.min(left / speed, look), signal)
      }
    },
  }
}

/** A clock for rehearsals: it shows what it was set to, and whoever sleeps by it moves it. `moved` is told before. */
export interface RehearsalClock extends ClockPort {
  advance(ms: number): Promise<void>
}

/** `pass` takes the clock to a later moment (epoch milliseconds) and lets happen what is due on the way, through `set`. */
export function rehearsalClock(
  start: number,
  pass: (to: number, set: (at: number) => void) => Promise<void>,
): RehearsalClock {
  let at = start
  const advance = (ms: number): Promise<void> =>
    pass(at + ms, (moment) => {
      at = Math.max(at, moment)
    })
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(at)),
    advance,
    sleep: (ms) => advance(ms),
  }
}
