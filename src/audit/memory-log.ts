import type { ClockPort, LogPort } from '../core/ports.ts'
import { genesis, printLine } from './print-line.ts'
import { wrongSize } from './wrong-size.ts'

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
      const events = drafts.map((draft, index) => printLine(draft, lines + index, genesis, witness).event)
      lines += events.length
      return events
    },
  }
}
