import { leafOf } from '../../audit/chain.ts'
import type { NewerEvents } from '../../audit/newer.ts'
import { GrowingTree } from '../../audit/tree.ts'
import type { FoundProblem } from '../../audit/verification.ts'
import { LogVerifier, type Position } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import type { Disk } from '../disk/disk.ts'
import { chunksOf } from '../disk/whole-writes.ts'
import { readDisclosures, revealWith } from './disclosure-file.ts'
import { segmentPath } from './segments.ts'

/** The whole lines that were read of one segment. `begins`: its number, where it is a new one. */
export interface ReadPart {
  readonly begins: number | null
  readonly bytes: Buffer
}

/** What others wrote behind a position. */
export interface OthersLines {
  readonly at: Position
  readonly events: readonly LogEvent[]
  readonly leaves: readonly string[]
  readonly parts: readonly ReadPart[]
  readonly closed: boolean
  /** The bytes behind the last LF. */
  readonly torn: number
  readonly finding: FoundProblem | null
}

interface Where {
  readonly disk: Disk
  readonly folder: string
  /** The last segment, locked. */
  readonly live: number
  /** The segments, from that of the position on. */
  readonly indices: readonly number[]
}

/** Reads and verifies the lines behind a position, each against the one before it. */
export function readOthers(
  { disk, folder, live, indices }: Where,
  behind: Position,
  closed: boolean,
  newer: NewerEvents,
): OthersLines {
  const events: LogEvent[] = []
  const leaves: string[] = []
  const parts: ReadPart[] = []
  let reveal: ReturnType<typeof revealWith> | null = null
  const verifier = new LogVerifier(
    (event, bytes, at, lf) => {
      newer.take(event)
      events.push(event)
      leaves.push(leafOf(bytes.subarray(at - 1, lf)))
    },
    {
      behind: { ...behind, closed, tree: new GrowingTree() },
      growsTree: false,
      // They are read only where a line hides something.
      reveal: (data) => {
        reveal ??= revealWith(readDisclosures(disk, folder))
        return reveal(data)
      },
    },
  )
  for (const index of indices) {
    const from = index === behind.segment ? behind.whole : 0
    if (index !== behind.segment) verifier.begin(index)
    const isLive = index === indices.at(-1)
    const file = isLive ? live : disk.open(segmentPath(folder, index), 'read')
    try {
      const chunks: Buffer[] = []
      for (const chunk of chunksOf(disk, file, Number.POSITIVE_INFINITY, from)) {
        chunks.push(Buffer.from(chunk))
        verifier.push(chunk)
      }
      const bytes = Buffer.concat(chunks).subarray(0, Math.max(0, verifier.position.whole - from))
      parts.push({ begins: index === behind.segment ? null : index, bytes })
    } finally {
      if (!isLive) disk.close(file)
    }
  }
  const { position: at, torn, finding } = verifier
  return { at, events, leaves, parts, closed: verifier.closed, torn, finding }
}

/** Whether a file begins with the lines of a segment up to a position, each of them. */
export function holdsUpTo(disk: Disk, file: number, at: Position): boolean {
  if (at.whole === 0) return true
  const verifier = new LogVerifier(null, { from: at, growsTree: false })
  verifier.begin(at.segment)
  for (const chunk of chunksOf(disk, file, at.whole)) verifier.push(chunk)
  return verifier.finding === null && verifier.position.head === at.head
}
