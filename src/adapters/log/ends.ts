import { leafOf } from '../../audit/chain.ts'
import { EnvelopeScanner } from '../../audit/envelope.ts'
import { genesis, maxLineBytes } from '../../audit/print-line.ts'
import { GrowingTree } from '../../audit/tree.ts'
import { LogVerifier } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { exerciseTimes } from '../../core/exercise-time.ts'
import type { Disk } from '../disk/disk.ts'
import { diskFault, tamperedFault } from './faults.ts'
import { knownSegments, segmentPath } from './segments.ts'

/** The bytes that are read of the beginning, and of the end of a segment: at least one whole line. */
const endBytes = maxLineBytes + 1

/**
 * The first event of a log, as `readLog` would give it, without what follows; null: no line is finished yet. Throws
 * `log.missing`, `log.unusable`, and `log.tampered` when that line is bad.
 */
export function firstEventIn(disk: Disk, folder: string): LogEvent | null {
  try {
    const [index = 0] = knownSegments(disk, folder)
    let first: LogEvent | null = null
    const verifier = new LogVerifier(
      (event) => {
        first = exerciseTimes()(event)
      },
      { until: 1, growsTree: false },
    )
    verifier.begin(index)
    verifier.push(partOf(disk, segmentPath(folder, index), () => 0).bytes)
    if (verifier.finding !== null) throw tamperedFault(folder, verifier.finding)
    return first
  } catch (error) {
    throw diskFault(folder, error)
  }
}

/**
 * Whether the last lines of a long log are whole, of their shapes, and follow from each other, over a seam between two
 * segments too, and none of its segments is missing. What a crash left behind the last line is no fault. False: look at the
 * whole log, because it is short, or its tail is not as it must be. Throws the system's errors.
 */
export function tailHolds(disk: Disk, folder: string): boolean {
  const indices = knownSegments(disk, folder)
  if (indices.some((index, at) => index !== at)) return false
  const parts: Part[] = []
  for (let index = indices.length - 1; index >= 0; index -= 1) {
    const part = partOf(disk, segmentPath(folder, index), (size) => Math.max(0, size - endBytes))
    parts.unshift(part)
    if (parts.reduce((sum, { bytes }) => sum + bytes.length, 0) < endBytes) continue
    return (part.from > 0 || index > 0) && follows(parts, index)
  }
  return false
}

/** A part of a file that was read, and where it begins. */
interface Part {
  readonly from: number
  readonly bytes: Buffer
}

/** One free byte stands in front of the bytes in their memory. */
function partOf(disk: Disk, path: string, start: (size: number) => number): Part {
  const file = disk.open(path, 'read')
  try {
    const from = start(disk.identify(file).size)
    const bytes = Buffer.alloc(1 + endBytes)
    let end = 1
    for (let read = -1; read !== 0 && end < bytes.length; end += read) {
      read = disk.read(file, bytes.subarray(end), from + end - 1)
    }
    return { from, bytes: bytes.subarray(1, end) }
  } finally {
    disk.close(file)
  }
}

/** Whether the lines behind the first whole one follow from it, and from each other. `segment` is that of the first part. */
function follows([first, ...others]: readonly Part[], segment: number): boolean {
  if (first === undefined) return false
  const { from, bytes } = first
  const at = from === 0 ? 0 : bytes.indexOf('\n') + 1
  const lf = bytes.indexOf('\n', at)
  const scanner = new EnvelopeScanner()
  if (lf < 0 || (from > 0 && at === 0) || !scanner.scan(bytes, at, lf)) return false
  const lines = scanner.number + 1
  const line = Buffer.concat([Buffer.alloc(1), bytes.subarray(at, lf)])
  const behind = {
    ...{ segment, start: { lines: lines - 1, head: genesis }, lines, head: leafOf(line), witness: null },
    ...{ whole: 0, closed: false, tree: new GrowingTree() },
  }
  const verifier = new LogVerifier(() => {}, { behind, growsTree: false })
  verifier.push(bytes.subarray(lf + 1))
  for (const [place, other] of others.entries()) {
    verifier.begin(segment + 1 + place)
    verifier.push(other.bytes)
  }
  return verifier.finding === null && verifier.position.lines > lines
}
