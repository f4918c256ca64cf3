import type { Draft, LogEvent } from '../core/event.ts'
import type { LogPort } from '../core/ports.ts'

/**
 * One log for two writers in one process: the engine, which decides on what it has seen, and the director, who writes beside
 * it. For the engine `size` is the number of events that it has seen; what the director wrote meanwhile comes with its next
 * append, in front of its own events.
 */
export interface SharedLog extends LogPort {
  /** The director's way in. Durable when it resolves. */
  add(drafts: readonly Draft[]): Promise<readonly LogEvent[]>
}

/**
 * `took` gets every event once, in the order of the log, when it is durable. `first` gives what must stand in front of
 * whatever is written next, by whom it may be; where there is such a thing, writing nothing writes it.
 */
export function shareLog(
  log: LogPort,
  took: (events: readonly LogEvent[]) => void,
  first: () => readonly Draft[] = () => [],
): SharedLog {
  let seen = log.size
  let missed: readonly LogEvent[] = []
  let last: Promise<unknown> = Promise.resolve()
  // One append after another: a log takes the next one when the one before is sealed.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
  const write = async (given: readonly Draft[], size: number): Promise<readonly LogEvent[]> => {
    const drafts = [...first(), ...given]
    if (drafts.length === 0) return []
    const events = await log.append(drafts, size)
    took(events)
    return events
  }
  return {
    get size() {
      return seen
    },
    append: (drafts, expectedSize) =>
      inTurn(async () => {
        const events = await write(drafts, expectedSize === seen ? log.size : expectedSize)
        const all = [...missed, ...events]
        missed = []
        seen = log.size
        return all
      }),
    add: (drafts) =>
      inTurn(async () => {
        const events = await write(drafts, log.size)
        missed = [...missed, ...events]
        return events
      }),
    follow: () =>
      inTurn(async () => {
        const others = await log.follow()
        took(others)
        const all = [...missed, ...others]
        missed = []
        seen = log.size
        return all
      }),
  }
}
