import type { MonotonicClock } from './monotonic-clock.ts'

/** The milliseconds after which it is looked again whether the program still runs. */
const beatMs = 500

/** Notices when the program stood still: stopped by a signal, or with a machine that slept, also in the middle of a look. */
export interface Heartbeat {
  /** The longest time without a beat since it was asked last, in milliseconds. */
  longest(): number
  stop(): void
}

export function startHeartbeat(clock: MonotonicClock): Heartbeat {
  let last = clock.now()
  let longest = 0
  const beat = () => {
    const now = clock.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(beat, beatMs)
  timer.unref()
  return {
    longest: () => {
      beat()
      const found = longest
      longest = 0
      return found
    },
    stop: () => clearInterval(timer),
  }
}
