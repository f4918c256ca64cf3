import type { Verdict } from '../core/event.ts'
import { elapsed } from './elapsed.ts'
import type { MonotonicClock } from './monotonic-clock.ts'
import type { Sighting } from './sighting.ts'

/** Durations in milliseconds; 0 for `hold` and `within` means: one look decides. */
export interface WatchTerms {
  /** How long it must hold without a break. */
  readonly hold: number
  /** The pause between two looks. */
  readonly every: number
  /** Until when it may begin to hold. After a break it may begin again, as long as this time is not out. */
  readonly within: number
}

interface WatchParts {
  readonly clock: MonotonicClock
  readonly signal: AbortSignal
  look(): Promise<Sighting>
  progress(line: string): void
}

interface Watched {
  readonly verdict: Verdict
  readonly seen: string
}

/** No look follows the one before it faster than this, whatever the runbook asks. */
const shortestPause = 100

/**
 * Looks until the verdict is clear. `pass`: it held, without a break, from the end of the first good look to the
 * beginning of the last one. `fail`: it did not, and there is no `within`. `timed-out`: `within` is over. `error`: it
 * could not be seen, now or (with `within`) to the end.
 */
export async function watch({ hold, every, within }: WatchTerms, parts: WatchParts): Promise<Watched> {
  const { clock, signal, look, progress } = parts
  const pause = (most: number) => clock.sleep(Math.min(Math.max(every, shortestPause), Math.max(most, 0)), signal)
  const began = clock.now()
  let since: number | null = null
  for (;;) {
    const at = clock.now()
    const sighting = await look()
    if (signal.aborted) return { verdict: 'error', seen: 'interrupted' }
    const { seen } = sighting
    if (sighting.kind === 'holds') {
      const held = since === null ? 0 : at - since
      since ??= clock.now()
      if (held >= hold) return { verdict: 'pass', seen: hold === 0 ? seen : `${seen}, for ${elapsed(held)}` }
      progress(`${seen}: ${elapsed(held)} of ${elapsed(hold)}`)
      await pause(since + hold - clock.now())
    } else {
      const story = since === null ? seen : `${seen}, after ${elapsed(at - since)} of ${elapsed(hold)}`
      since = null
      const left = began + within - clock.now()
      const lasting = sighting.kind === 'error' && sighting.lasting
      if (lasting || left <= 0) return { verdict: end(sighting, within), seen: untilThen(story, within, lasting) }
      progress(`${story}; looking for another ${elapsed(left)}`)
      await pause(left)
    }
    if (signal.aborted) return { verdict: 'error', seen: 'interrupted' }
  }
}

function end(sighting: Sighting, within: number): Verdict {
  if (sighting.kind === 'error') return 'error'
  return within === 0 ? 'fail' : 'timed-out'
}

function untilThen(story: string, within: number, lasting: boolean): string {
  return within === 0 || lasting ? story : `${story}; no longer looked for after ${elapsed(within)}`
}
