import { type ExerciseClock, exerciseNow } from '../core/exercise-time.ts'
import type { ClockPort } from '../core/ports.ts'
import { type MonotonicClock, monotonicClock } from './monotonic-clock.ts'

/** How often a sleeper looks whether the clock was paused, jumped or made faster (milliseconds of real time). */
const look = 100

/** More than this between two looks is no time that passed, but a clock of the machine that was set, or a lid that was shut. */
const jumpMs = 1000

/** Both in milliseconds: what the wall shows, since the epoch, and what only passing time moves. */
interface Clocks extends Pick<MonotonicClock, 'sleep'> {
  wall(): number
  mono(): number
}

const thisMachine: Clocks = { wall: () => Date.now(), mono: monotonicClock.now, sleep: monotonicClock.sleep }

/**
 * The clock of an exercise as its log set it. While it is paused, who sleeps by it sleeps on. Where the clock of the
 * machine jumps, the log says so with its next line; until then this one keeps the jump out.
 */
export function exerciseClock(setting: () => ExerciseClock, machine: Clocks = thisMachine): ClockPort {
  const { wall, mono } = machine
  let last = { set: setting(), wall: wall(), mono: mono() }
  let jumped = 0
  const now = (): number => {
    const at = { set: setting(), wall: wall(), mono: mono() }
    const off = at.wall - last.wall - (at.mono - last.mono)
    if (at.set.wall !== last.set.wall || at.set.at !== last.set.at) jumped = 0
    else if (Math.abs(off) > jumpMs) jumped += off
    last = at
    return exerciseNow(at.set, at.wall - jumped)
  }
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
