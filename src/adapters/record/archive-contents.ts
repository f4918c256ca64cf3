import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isSegment } from '../../audit/segment-name.ts'
import { manifestName } from '../../core/manifest.ts'
import { realDisk } from '../disk/disk.ts'
import { unfinished } from '../disk/whole-writes.ts'
import { knownSegments, segmentPath } from '../log/segments.ts'

/** An entry of an archive. `bytes` is what was read at once; else the first `size` bytes of the file are to be taken. */
export interface ArchiveEntry {
  readonly name: string
  readonly type: 'file' | 'folder'
  readonly size: number
  readonly bytes: Buffer | null
}

/** The contents of an incident's folder at this moment. `leftOut` names what is neither a file nor a folder. */
export interface ArchiveContents {
  readonly entries: readonly ArchiveEntry[]
  readonly leftOut: readonly string[]
}

/**
 * The folders that a log refers to, so looked at after the log. What vouches for the log, its checkpoints, is looked at
 * before it.
 */
const later: ReadonlySet<string> = new Set(['blobs', 'cloud', 'outbox', 'pinned', 'quarantine'])
/** The names that are left out: of this machine only, or made anew. */
const never: ReadonlySet<string> = new Set(['holder', 'ballast', 'tree', 'locks', manifestName])
const personal = 'disclosures.jsonl'
const smallBytes = 64 * 1024

/**
 * Looks at an incident's folder without its lock, so that what is taken fits together whoever writes in it: a checkpoint
 * is never newer than the log, a blob never older, and the log ends with a whole line. In the order of the archive: by
 * name, but blobs last, because they are large and whoever reads the log has to read what stands before it. Throws
 * `log.missing`, and what the disk throws.
 */
export function archiveContents(folder: string, options: { readonly disclosures: boolean }): ArchiveContents {
  const segments = knownSegments(realDisk, folder)
  const leftOut: string[] = []
  const wanted = (name: string): boolean =>
    !never.has(name) && (name !== personal || options.disclosures) && !name.endsWith(unfinished)
  const top = readdirSync(folder).filter((name) => wanted(name) && !isSegment(name))
  const walk = (names: readonly string[]) => names.flatMap((name) => entriesOf(folder, name, leftOut))
  const vouching = walk(top.filter((name) => !later.has(name)))
  const log = segments.map((index): ArchiveEntry => {
    const path = segmentPath(folder, index)
    const size = index === segments.at(-1) ? wholeLines(path) : statSync(path).size
    return { name: path.slice(folder.length + 1), type: 'file', size, bytes: null }
  })
  const entries = [...vouching, ...log, ...walk(top.filter((name) => later.has(name)))]
  return { entries: entries.sort(inOrder), leftOut: leftOut.sort() }
}

function entriesOf(folder: string, name: string, leftOut: string[]): readonly ArchiveEntry[] {
  if (/(^|\/)\.part-/.test(name)) return []
  const path = join(folder, name)
  const found = lstatSync(path)
  if (found.isDirectory()) {
    const inside = readdirSync(path).flatMap((one) => entriesOf(folder, `${name}/${one}`, leftOut))
    return [{ name, type: 'folder', size: 0, bytes: null }, ...inside]
  }
  if (!found.isFile()) {
    leftOut.push(name)
    return []
  }
  const bytes = found.size <= smallBytes && !name.startsWith('blobs/') ? readFileSync(path) : null
  return [{ name, type: 'file', size: bytes?.length ?? found.size, bytes }]
}

/** The bytes of the file up to its last LF. */
function wholeLines(path: string): number {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(smallBytes)
    for (let end = fstatSync(file).size; end > 0; ) {
      const start = Math.max(0, end - buffer.length)
      const read = readSync(file, buffer, 0, end - start, start)
      const lf = buffer.subarray(0, read).lastIndexOf(0x0a)
      if (lf >= 0) return start + lf + 1
      end = start
    }
    return 0
  } finally {
    closeSync(file)
  }
}

/** By name, but blobs last. */
export function inOrder(a: ArchiveEntry, b: ArchiveEntry): number {
  const place = ({ name }: ArchiveEntry): number => (name === 'blobs' || name.startsWith('blobs/') ? 1 : 0)
  if (place(a) !== place(b)) return place(a) - place(b)
  return a.name < b.name ? -1 : 1
}
