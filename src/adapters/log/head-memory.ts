import { join } from 'node:path'
import { leafOf } from '../../audit/chain.ts'
import type { ClockReading } from '../../audit/clock-reading.ts'
import { GrowingTree } from '../../audit/tree.ts'
import type { Verified } from '../../audit/verify.ts'
import { openToAdd } from '../disk/added-file.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { namesIn, placeFile, readText } from '../disk/durable-file.ts'
import { writeAll } from '../disk/whole-writes.ts'

/**
 * The head that this machine knows of a log that it verified and sealed: up to where, and the SHA-256 of those very
 * bytes.
 */
export interface RememberedHead {
  /** The name in its seals. */
  readonly origin: string
  readonly verified: Verified
  /** The digest over all segments, each with its number before it; in hex. */
  readonly digest: string
}

/**
 * The marks by which a log is known: the leaf of its first line, and the name in its seals (null: it names no key yet).
 */
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
  /** Recalls a log by its first line; else, should that have been changed, by the origin. */
  recall(log: LogIdentity): RememberedHead | null
  /** Loses nothing that matters when it fails. `first` is the leaf of the log's first line. */
  remember(first: string, head: RememberedHead): void
}

/** A file of heads is begun anew when it would grow beyond this. */
const mostBytes = 48 * 1024

/**
 * The memory in a home's `keys/heads/`: a file for each log, to which a line is added at each seal; the last one that can be
 * read counts. What can't be read there is as good as forgotten. With `isMade` the folder of keys was made before: where it
 * is no more, its disk went away, and nothing is left in its place.
 */
export function headMemory(disk: Disk, keys: string, isMade = false): HeadMemory {
  const folder = join(keys, 'heads')
  const pathOf = (name: string): string => join(folder, `${name}.jsonl`)
  return {
    recall({ first, origin }) {
      const known = lastHead(disk, pathOf(first))
      if (known !== null || origin === null) return known
      return rememberedHeads(disk, keys).find(({ head }) => head.origin === origin)?.head ?? null
    },
    remember(first, head) {
      try {
        if (!isMade || namesIn(disk, keys).length > 0) add(disk, folder, pathOf(first), `\n${encoded(head)}`)
      } catch {
        // The folder of the log holds the seals too: only the next start takes longer.
      }
    },
  }
}

/** The heads that are remembered, with the leaf of each log's first line and the file. */
export function rememberedHeads(
  disk: Disk,
  keys: string,
): readonly { readonly first: string; readonly path: string; readonly head: RememberedHead }[] {
  const folder = join(keys, 'heads')
  return namesIn(disk, folder).flatMap((name) => {
    const path = join(folder, name)
    const head = name.endsWith('.jsonl') ? lastHead(disk, path) : null
    return head === null ? [] : [{ first: name.slice(0, -'.jsonl'.length), path, head }]
  })
}

/** The files of heads of which nothing can be read: what this machine sealed of their logs is as good as forgotten. */
export function forgottenHeads(disk: Disk, keys: string): readonly string[] {
  const folder = join(keys, 'heads')
  try {
    return namesIn(disk, folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(folder, name))
      .filter((path) => lastHead(disk, path) === null)
  } catch {
    return [folder]
  }
}

function lastHead(disk: Disk, path: string): RememberedHead | null {
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

/** The identity of a log from its first bytes; null: it has no line yet. Nothing of it was verified. */
export function identityIn(bytes: Buffer): LogIdentity | null {
  const lf = bytes.indexOf(0x0a)
  if (lf < 0) return null
  const first = leafOf(Buffer.concat([Buffer.of(0), bytes.subarray(0, lf)]))
  // The key is named in the first lines.
  const origin = /,"data":\{"key":"[^"]+","name":"([^"\\]+)","person":"","use":"log"\},/.exec(bytes.toString('utf8'))
  return { first, origin: origin?.[1] ?? null }
}

function add(disk: Disk, folder: string, path: string, line: string): void {
  const file = openIn(disk, folder, path)
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

function openIn(disk: Disk, folder: string, path: string): number {
  try {
    return openToAdd(disk, path).file
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    disk.makeFolder(folder)
    return openToAdd(disk, path).file
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
  const at = { lines, head, segment, start: { lines: start.lines, head: start.head }, whole }
  const tree = GrowingTree.from(
    lines,
    subtrees.map((hash: string) => Buffer.from(hash, 'hex')),
  )
  return { origin, digest, verified: { ...at, closed, witness: witnessIn(witness), tree } }
}

function witnessIn(found: ReturnType<typeof JSON.parse>): ClockReading | null {
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
