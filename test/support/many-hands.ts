import { wrongSize } from '../../src/audit/wrong-size.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import type { LogPort } from '../../src/core/ports.ts'

/** A writer of a log that several write. `appends` are the sizes of those that came through, in lines. */
export interface Hand extends LogPort {
  readonly run: string
  readonly appends: readonly number[]
}

/**
 * A log in memory that several processes write, each under a run of its own. `pause` is waited for before a line is looked
 * at, and again when it is durable and nobody knows yet.
 */
export function manyHands(clock: { now(): Temporal.Instant }, pause: (what: string) => Promise<void> = async () => {}) {
  const events: LogEvent[] = []
  const open = (run: string, known = events.length): Hand => {
    let seen = known
    const appends: number[] = []
    return {
      run,
      appends,
      get size() {
        return seen
      },
      append: async (drafts: readonly Draft[], expected: number) => {
        await pause(`${run} asks for its turn`)
        if (expected !== events.length) throw wrongSize(expected, events.length)
        const added = drafts.map((draft, index) => ({
          ...draft,
          seq: expected + index,
          t: clock.now().toString(),
          run,
        }))
        events.push(...added)
        appends.push(added.length)
        seen = events.length
        await pause(`${run} is durable`)
        return added
      },
      follow: async () => {
        const news = events.slice(seen)
        seen = events.length
        return news
      },
    }
  }
  return { events, open }
}
