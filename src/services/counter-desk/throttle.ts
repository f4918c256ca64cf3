const free = 5
const longestMs = 30_000
const forgetMs = 15 * 60_000
const mostSources = 1000

/** Slows down whoever guesses access codes, without shutting anybody out for longer than half a minute. */
export interface Throttle {
  /** How long this source must wait before its next try, in milliseconds. 0: it may try. */
  waitMs(source: string, now: number): number
  /** Counts one try; whoever gets it right calls `forget`. */
  count(source: string, now: number): void
  forget(source: string): void
}

/** Five tries are free; each wrong one after that doubles the wait, from 1 to 30 seconds. `now` is in milliseconds. */
export function createThrottle(): Throttle {
  const sources = new Map<string, { tries: number; last: number }>()
  return {
    waitMs: (source, now) => {
      const seen = sources.get(source)
      if (seen === undefined || seen.tries < free || now - seen.last >= forgetMs) return 0
      const wait = Math.min(longestMs, 1000 * 2 ** (seen.tries - free))
      return Math.max(0, seen.last + wait - now)
    },
    count: (source, now) => {
      const seen = sources.get(source)
      const tries = seen === undefined || now - seen.last >= forgetMs ? 1 : seen.tries + 1
      // The newest source goes last, so that a flood of addresses pushes the oldest one out and takes no memory.
      sources.delete(source)
      sources.set(source, { tries, last: now })
      if (sources.size > mostSources) for (const [oldest] of sources) return void sources.delete(oldest)
    },
    forget: (source) => void sources.delete(source),
  }
}
