import type { Verdict } from '../../core/event.ts'
import { elapsed } from '../clock/elapsed.ts'
import type { MonotonicClock } from '../clock/monotonic-clock.ts'
import type { Sighting } from './sighting.ts'

/** Durations in milliseconds; 0 for `hold` and `within` means: one look decides. */
export interface WatchTerms {
  /** The milliseconds for which it must hold without a break. */
  readonly hold: number
  /** The pause between two looks. */
  readonly every: number
  /**
   * The milliseconds within which it may begin to hold. After a break it may begin again, as long as this time is not
   * out.
   */
  readonly within: number
}

interface WatchParts {
  readonly clock: MonotonicClock
  readonly signal: AbortSignal
  look(): Promise<Sighting>
  progress(line: string): void
  /** The longest time for which the program stood still since this was asked last, in milliseconds. */
  stoodStill?(): number
  /** The time of the day so many milliseconds ago. */
  timeOfDay?(msAgo: number): string
}

interface Watched {
  readonly verdict: Verdict
  readonly seen: string
}

/** No look follows the one before it faster than this, whatever the runbook asks. */
const shortestPause = 100
/** A busy machine is no pause. */
const shortestGap = 1000

/**
 * Looks until the verdict is clear. `pass`: it held, without a break, from the end of the first good look to the
 * beginning of the last one. `fail`: it did not, and there is no `within`. `timed-out`: `within` is over. `error`: it
 * could not be seen, now or (with `within`) to the end. Where nobody looked for longer than two intervals (the program was
 * stopped, the lid was closed), what held before counts no more and `within` stands still, and that is told.
 */
export async function watch({ hold, every, within }: WatchTerms, parts: WatchParts): Promise<Watched> {
  const { clock, signal, look, progress } = parts
  const interval = Math.max(every, shortestPause)
  const pause = (most: number) => clock.sleep(Math.min(interval, Math.max(most, 0)), signal)
  const missed: string[] = []
  const tell = (seen: string): string => [seen, ...missed].join('; ')
  let began = clock.now()
  let since: number | null = null
  let last: number | null = null
  parts.stoodStill?.()
  for (;;) {
    const at = clock.now()
    const sighting = await look()
    if (signal.aborted) return { verdict: 'error', seen: 'interrupted' }
    const { seen } = sighting
    const gap = clock.leaps === true ? 0 : Math.max(last === null ? 0 : at - last, parts.stoodStill?.() ?? 0)
    if (gap > Math.max(2 * interval, shortestGap)) {
      missed.push(notLooked(gap, since !== null, parts))
      progress(missed.at(-1) ?? '')
      since = null
      began += gap
    }
    last = clock.now()
    if (sighting.kind === 'holds') {
      const held = since === null ? 0 : at - since
      since ??= last
      if (held >= hold) return { verdict: 'pass', seen: tell(hold === 0 ? seen : `${seen}, for ${elapsed(held)}`) }
      progress(`${seen}: ${elapsed(held)} of ${elapsed(hold)}`)
      await pause(since + hold - clock.now())
    } else {
      const story = since === null ? seen : `${seen}, after ${elapsed(at - since)} of ${elapsed(hold)}`
      since = null
      const left = began + within - clock.now()
      const lasting = sighting.kind === 'error' && sighting.lasting
      if (lasting || left <= 0) {
        return { verdict: end(sighting, within), seen: tell(untilThen(story, within, lasting)) }
      }
      progress(`${story}; looking for another ${elapsed(left)}`)
      await pause(left)
    }
    if (signal.aborted) return { verdict: 'error', seen: 'interrupted' }
  }
}

/** The words for the time in which nobody looked. They stand in the record, so the moments are those of the day. */
function notLooked(gap: number, held: boolean, { timeOfDay }: WatchParts): string {
  const when = timeOfDay === undefined ? `for ${elapsed(gap)}` : `from ${timeOfDay(gap)} to ${timeOfDay(0)}`
  return `nobody looked ${when}${held ? ', so it was counted anew from then on' : ''}`
}

function end(sighting: Sighting, within: number): Verdict {
  if (sighting.kind === 'error') return 'error'
  return within === 0 ? 'fail' : 'timed-out'
}

function untilThen(story: string, within: number, lasting: boolean): string {
  return within === 0 || lasting ? story : `${story}; no longer looked for after ${elapsed(within)}`
}
