import type { ClockPort, LogPort } from '../core/ports.ts'
import { printLine } from './print-line.ts'
import { wrongSize } from './wrong-size.ts'

/** Nobody asks what comes before a line that is forgotten. */
const noLeaf = '0'.repeat(64)

/**
 * A log that is forgotten when the program ends: for rehearsals. It takes and refuses what the file log takes and refuses.
 * `size` is the number of events that went before.
 */
export function memoryLog(size: number, clock: Pick<ClockPort, 'now'>): LogPort {
  let lines = size
  return {
    get size() {
      return lines
    },
    append: async (drafts, expectedSize) => {
      if (expectedSize !== lines) throw wrongSize(expectedSize, lines)
      const witness = { wall: clock.now().epochMilliseconds, mono: 0n, boot: null, run: 'rehearsal' }
      const events = drafts.map((draft, index) => printLine(draft, lines + index, noLeaf, witness).event)
      lines += events.length
      return events
    },
  }
}
