import type { LogEvent } from '../core/event.ts'
import type { ClockPort, LogPort } from '../core/ports.ts'
import { genesis, printLine } from './print-line.ts'
import { wrongSize } from './wrong-size.ts'

/** A log in memory with any number of writers, who see of each other what they see in a file. */
export interface MemoryStore {
  /** All that was written, in order. */
  readonly events: readonly LogEvent[]
  /** A writer who knows so many lines; those that are there now when nothing is said. */
  open(known?: number): LogPort
}

/** `size` is the number of events that went before. It takes and refuses what the file log takes and refuses. */
export function memoryStore(size: number, clock: Pick<ClockPort, 'now'>): MemoryStore {
  const events: LogEvent[] = []
  const lines = (): number => size + events.length
  return {
    events,
    open: (known = lines()) => writerOf(known, { size, events, lines, clock }),
  }
}

interface Store {
  readonly size: number
  readonly events: LogEvent[]
  lines(): number
  readonly clock: Pick<ClockPort, 'now'>
}

function writerOf(known: number, { size, events, lines, clock }: Store): LogPort {
  let seen = known
  return {
    get size() {
      return seen
    },
    append: async (drafts, expectedSize) => {
      if (expectedSize !== seen) throw wrongSize(expectedSize, seen)
      if (seen !== lines()) throw wrongSize(seen, lines())
      const witness = { wall: clock.now().epochMilliseconds, mono: 0n, boot: null, run: 'rehearsal' }
      const added = drafts.map((draft, index) => printLine(draft, seen + index, genesis, witness).event)
      for (const event of added) events.push(event)
      seen = lines()
      return added
    },
    follow: async () => {
      const news = events.slice(seen - size)
      seen = lines()
      return news
    },
  }
}

/** A log with one writer that is forgotten when the program ends: for rehearsals. */
export function memoryLog(size: number, clock: Pick<ClockPort, 'now'>): LogPort {
  return memoryStore(size, clock).open()
}
