import { uptime } from 'node:os'
import { type ExerciseClock, exerciseNow } from '../../core/exercise-time.ts'
import type { ClockPort } from '../../core/ports.ts'
import { type MonotonicClock, monotonicClock } from '../clock/monotonic-clock.ts'

/**
 * The milliseconds of real time after which a sleeper looks again whether the clock was paused, jumped or made faster.
 */
const look = 100

/** More than this between two looks is no time that passed, but a clock of the machine that was set, or a lid that was shut. */
const jumpMs = 1000

/**
 * The clocks in milliseconds: what the wall shows, since the epoch; what passing time moves while the machine is awake;
 * and what it moves always.
 */
interface Clocks extends Pick<MonotonicClock, 'sleep'> {
  wall(): number
  mono(): number
  boot?(): number
}

const thisMachine: Clocks = {
  wall: () => Date.now(),
  mono: monotonicClock.now,
  boot: () => uptime() * 1000,
  sleep: monotonicClock.sleep,
}

/** The milliseconds without a look after which nobody could play: who plays looks at the clock five times a second. */
export const stillMs = 3000

/** The clock of an exercise, which stands still while the program that plays it can't run. */
export interface PlayedClock extends ClockPort {
  /** The milliseconds of real time for which it stood still so; 0 once the log has set the clock anew. */
  stood(): number
}

/**
 * The clock of an exercise as its log set it. While it is paused, who sleeps by it sleeps on. Where the clock of the
 * machine jumps, the log says so with its next line; until then this one keeps the jump out. `still`: when nobody looked
 * for longer than so many milliseconds, the program was stopped, or the lid was shut: that time did not pass.
 */
export function exerciseClock(
  setting: () => ExerciseClock,
  machine: Clocks = thisMachine,
  still = Number.POSITIVE_INFINITY,
): PlayedClock {
  const { wall, mono, boot = mono } = machine
  let last = { set: setting(), wall: wall(), mono: mono(), boot: boot() }
  let jumped = 0
  let stood = 0
  const now = (): number => {
    const at = { set: setting(), wall: wall(), mono: mono(), boot: boot() }
    const off = at.wall - last.wall - (at.mono - last.mono)
    const gap = Math.max(at.mono - last.mono, at.boot - last.boot)
    const isSet = at.set.wall !== last.set.wall || at.set.at !== last.set.at
    if (isSet) {
      jumped = 0
      stood = 0
    }
    if (gap > still && at.set.speed > 0) {
      // A line that was begun before the program was stopped holds nothing of it, one from afterwards all.
      const out = Math.max(0, at.wall - (isSet ? Math.max(at.set.wall, last.wall) : last.wall))
      if (!isSet || out > still) {
        jumped += out
        stood += isSet ? out : gap
      }
    } else if (!isSet && Math.abs(off) > jumpMs) jumped += off
    last = at
    return exerciseNow(at.set, at.wall - jumped)
  }
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(now())),
    stood: () => {
      now()
      return Math.round(stood)
    },
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
