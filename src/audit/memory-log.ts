import type { ClockPort, LogPort } from '../core/ports.ts'
import { batchOf, type Head } from './batch.ts'
import { genesis } from './chain.ts'
import { wrongSize } from './wrong-size.ts'

/**
 * A log that is forgotten when the program ends: for rehearsals. It takes and refuses what the file log takes and refuses.
 * `size` is the number of events that went before.
 */
export function memoryLog(size: number, clock: Pick<ClockPort, 'now'>): LogPort {
  let head: Head = { lines: size, head: genesis, witness: null }
  return {
    get size() {
      return head.lines
    },
    append: async (drafts, expectedSize) => {
      if (expectedSize !== head.lines) throw wrongSize(expectedSize, head.lines)
      const wall = clock.now().epochMilliseconds
      const batch = batchOf(head, drafts, { wall, mono: 0n, boot: null, run: 'rehearsal' })
      head = batch.next
      return batch.events
    },
  }
}
