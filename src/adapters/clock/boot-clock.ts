import { uptime } from 'node:os'
import { type MonotonicClock, monotonicClock } from './monotonic-clock.ts'

/** The system's count of seconds since its start goes in hundredths; less than this is no sleep (milliseconds). */
const grain = 1000

let first: number | null = null
let asleep = 0

/**
 * Time since the machine was started, also while it slept with its lid closed. The fine clock of the process stands still then
 * (CLOCK_MONOTONIC), so what is too much in the coarse one (CLOCK_BOOTTIME, /proc/uptime) is added to it. Timers stand still
 * too: who sleeps wakes late, and sees by this clock how late.
 */
export const bootClock: MonotonicClock = {
  now: () => {
    const fine = monotonicClock.now()
    const apart = uptime() * 1000 - fine
    first ??= apart
    if (apart - first - asleep > grain) asleep = apart - first
    return fine + asleep
  },
  sleep: monotonicClock.sleep,
}
