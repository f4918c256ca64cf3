import { maxLineBytes } from '../../audit/print-line.ts'
import { isSegment } from '../../audit/segment-name.ts'
import type { RecordSource } from './source.ts'

type Peek = NonNullable<RecordSource['peek']>

const lf = 0x0a
/** The bytes that are read at once when the place is nearly found. */
const blockBytes = 128 * 1024

/**
 * The line with this `seq`, without its LF, by a search in the segments that halves what is left: each line tells its
 * number. null: it isn't where it should be. The line found is only as good as what its reader checks.
 */
export function findLine(source: RecordSource, peek: Peek, seq: number): Buffer | null {
  const segments = source.list().filter(isSegment)
  const name = segments.findLast((one) => seqAt(peek, one, 0) <= seq)
  if (name === undefined) return null
  let low = 0
  let high = source.size(name)
  while (high - low > blockBytes) {
    const middle = Math.floor((low + high) / 2)
    const next = peek(name, middle, maxLineBytes + 1).indexOf(lf)
    const start = middle + next + 1
    if (next < 0 || start >= high) high = middle + 1
    else if (seqAt(peek, name, start) <= seq) low = start
    else high = start
  }
  return lineIn(peek(name, low, high - low + maxLineBytes + 1), seq - seqAt(peek, name, low))
}

function seqAt(peek: Peek, name: string, position: number): number {
  const { seq } = JSON.parse(lineIn(peek(name, position, maxLineBytes + 1), 0)?.toString('utf8') ?? '')
  return seq
}

function lineIn(block: Buffer, index: number): Buffer | null {
  let start = 0
  for (let at = 0; ; at += 1) {
    const end = block.indexOf(lf, start)
    if (end < 0) return null
    if (at === index) return block.subarray(start, end)
    start = end + 1
  }
}
