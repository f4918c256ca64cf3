import { join } from 'node:path'
import type { Witness } from '../audit/line.ts'
import { GrowingTree } from '../audit/tree.ts'
import type { Verified } from '../audit/verify.ts'
import type { Disk } from './disk.ts'
import { namesIn, placeFile, readText } from './durable-file.ts'
import { codeOf } from './log-faults.ts'
import { writeAll } from './log-segments.ts'

/** What this machine knows of a log that it verified and sealed: up to where, and the SHA-256 of those very bytes. */
export interface RememberedHead {
  /** The name in its seals. */
  readonly origin: string
  readonly verified: Verified
  /** Over all segments, each with its number before it; in hex. */
  readonly digest: string
}

/** What a log is known by: the leaf of its first line, and the name in its seals (null: it names no key yet). */
export interface LogIdentity {
  readonly first: string
  readonly origin: string | null
}

/**
 * A machine's own memory of the logs that it wrote, outside their folders. It says which head was signed last, so that no
 * other one is ever signed, and which bytes were verified, so that they need not be verified again. Whoever recalls must
 * not believe it: it may be old, or somebody else's work.
 */
export interface HeadMemory {
  /** By the first line; else, should that have been changed, by the origin. */
  recall(log: LogIdentity): RememberedHead | null
  /** Loses nothing that matters when it fails. `first` is the leaf of the log's first line. */
  remember(first: string, head: RememberedHead): void
}

/** A file of heads is begun anew when it would grow beyond this. */
const mostBytes = 48 * 1024

/**
 * The memory in a home's `keys/heads/`: a file for each log, to which a line is added at each seal; the last one that can be
 * read counts. What can't be read there is as good as forgotten.
 */
export function headMemory(disk: Disk, keys: string): HeadMemory {
  const folder = join(keys, 'heads')
  const pathOf = (name: string): string => join(folder, `${name}.jsonl`)
  const read = (path: string): RememberedHead | null => {
    try {
      const lines = (readText(disk, path) ?? '').split('\n')
      return (
        lines
          .reverse()
          .values()
          .map(decodedLine)
          .find((head) => head !== null) ?? null
      )
    } catch {
      return null
    }
  }
  const paths = (): readonly string[] =>
    namesIn(disk, folder).flatMap((name) => (name.endsWith('.jsonl') ? [join(folder, name)] : []))
  return {
    recall({ first, origin }) {
      const known = read(pathOf(first))
      if (known !== null || origin === null) return known
      return (
        paths()
          .map(read)
          .find((head) => head?.origin === origin) ?? null
      )
    },
    remember(first, head) {
      try {
        // Where the keys are no more, a home went away: nothing is left in its place.
        if (namesIn(disk, keys).length > 0) add(disk, folder, pathOf(first), `\n${encoded(head)}`)
      } catch {
        // The folder of the log holds the seals too: only the next start takes longer.
      }
    },
  }
}

function add(disk: Disk, folder: string, path: string, line: string): void {
  const file = openToAdd(disk, folder, path)
  try {
    if (disk.identify(file).size + line.length <= mostBytes) {
      writeAll(disk, file, Buffer.from(line))
      return
    }
  } finally {
    disk.close(file)
  }
  placeFile(disk, path, line, false)
}

function openToAdd(disk: Disk, folder: string, path: string): number {
  try {
    return disk.open(path, 'append')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    disk.makeFolder(folder)
    return disk.open(path, 'create')
  }
}

/** null: it was not written by `encoded`, or only in part. */
function decodedLine(line: string): RememberedHead | null {
  try {
    return decoded(JSON.parse(line))
  } catch {
    return null
  }
}

function encoded({ origin, verified, digest }: RememberedHead): string {
  const { tree, witness, ...rest } = verified
  const subtrees = tree.subtrees().map(({ hash }) => hash.toString('hex'))
  const last = witness === null ? null : { ...witness, mono: String(witness.mono) }
  return JSON.stringify({ origin, digest, ...rest, witness: last, subtrees })
}

/** Throws or gives null for what `encoded` never made. */
function decoded(found: ReturnType<typeof JSON.parse>): RememberedHead | null {
  const { origin, digest, lines, head, segment, start, whole, closed, witness, subtrees } = found
  const fits =
    typeof origin === 'string' &&
    typeof closed === 'boolean' &&
    [digest, head, start.head, ...subtrees].every(isHash) &&
    [lines, segment, start.lines, whole].every(isCount)
  if (!fits) return null
  const at = { lines, head, segment, start: { lines: start.lines, head: start.head }, whole, torn: 0 }
  const tree = GrowingTree.from(
    lines,
    subtrees.map((hash: string) => Buffer.from(hash, 'hex')),
  )
  return { origin, digest, verified: { ...at, closed, witness: witnessIn(witness), tree } }
}

function witnessIn(found: ReturnType<typeof JSON.parse>): Witness | null {
  if (found === null) return null
  const { wall, mono, boot, run } = found
  if (!Number.isSafeInteger(wall) || typeof run !== 'string' || (boot !== null && typeof boot !== 'string')) {
    throw new TypeError('no witness')
  }
  return { wall, mono: BigInt(mono), boot, run }
}

function isHash(found: unknown): boolean {
  return typeof found === 'string' && /^[0-9a-f]{64}$/.test(found)
}

function isCount(found: unknown): boolean {
  return Number.isSafeInteger(found) && (found as number) >= 0
}
