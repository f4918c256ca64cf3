import { createHash } from 'node:crypto'
import { constants, existsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, constants as zlib } from 'node:zlib'
import { manifestLine, manifestName } from '../../core/manifest.ts'
import { type Withheld, type WithheldWhy, withheldName, withheldText } from '../../core/withheld.ts'
import { realDisk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { copyHashed } from '../disk/hashed-copy.ts'
import { isInside } from '../disk/inside.ts'
import { storeFile } from '../disk/store-file.ts'
import { NameTaken, refusing } from '../disk/whole-file.ts'
import { diskFault } from '../log/faults.ts'
import { refuseStrange } from '../log/strange-places.ts'
import { type ArchiveContents, type ArchiveEntry, archiveContents, inOrder } from './archive-contents.ts'
import { archiveExists, changedWhileArchived, insideIncident, noFolderThere } from './archive-faults.ts'
import type { ReadProgress } from './source.ts'
import { padding, tarEnd, tarHeader } from './tar-format.ts'

/** An archive as it was written. `damaged` names blobs whose content no longer has the hash that is their name. */
export interface Archived {
  readonly file: string
  readonly sha256: string
  readonly size: number
  readonly files: number
  readonly leftOut: readonly string[]
  readonly damaged: readonly string[]
  readonly withheld: readonly Withheld[]
}

interface ArchiveParts {
  readonly folder: string
  /** The file of the archive, which must not be there yet. */
  readonly file: string
  readonly disclosures: boolean
  readonly progress: ReadProgress
  /** Chooses what is withheld, of the files that would go along; without it nothing is. */
  choose?(names: readonly string[]): Promise<Choice>
}

/** What an archive withholds, and why. `before` was withheld already from the copy that is packed; `shared` are the files in their place. */
export interface Choice {
  why(name: string): WithheldWhy | null
  readonly before: readonly Withheld[]
  readonly shared: readonly { readonly name: string; readonly bytes: Buffer }[]
}

/**
 * Writes an incident's folder as one .tar.gz, in flat memory, without the lock of its log: what is there at this moment.
 * The same content gives the same bytes. Throws `archive.exists`, `archive.no-folder`, `archive.changed`,
 * `archive.disk-full`, `archive.not-writable`, and the Faults of the log.
 */
export async function writeArchive(parts: ArchiveParts): Promise<Archived> {
  const { folder, file, disclosures, progress } = parts
  if (isInside(folder, dirname(file))) throw insideIncident(file)
  if (existsSync(file)) throw archiveExists(file)
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true) throw noFolderThere(dirname(file))
  const all = look(folder, disclosures)
  const { contents, withheld } = await withholding(folder, all, parts)
  const damaged: string[] = []
  const { sha256, size } = await storeFile({
    disk: realDisk,
    folder: dirname(file),
    kind: 'archive',
    fill: (target) =>
      pipeline(
        tarOf(folder, contents, damaged, progress),
        // Most of it is evidence, often packed already: the quickest level loses little.
        createGzip({ level: zlib.Z_BEST_SPEED, chunkSize: chunkBytes }),
        (chunks: AsyncIterable<Buffer>) => copyHashed(realDisk, target, chunks),
      ),
    name: () => basename(file),
    naming: whereNoneIs,
  })
  const files = contents.entries.filter(({ type }) => type === 'file').length
  return { file, sha256, size, files, leftOut: contents.leftOut, damaged, withheld }
}

const chunkBytes = 256 * 1024

/** An archive that came meanwhile is left alone. */
const whereNoneIs: typeof refusing = (disk, hidden, path) => {
  try {
    refusing(disk, hidden, path)
  } catch (error) {
    throw error instanceof NameTaken ? archiveExists(path) : error
  }
}

function look(folder: string, disclosures: boolean): ArchiveContents {
  try {
    refuseStrange(realDisk, folder)
    return archiveContents(folder, { disclosures })
  } catch (error) {
    throw diskFault(folder, error)
  }
}

/** The contents without what is withheld, and with the list of it. */
async function withholding(
  folder: string,
  contents: ArchiveContents,
  { choose }: ArchiveParts,
): Promise<{ readonly contents: ArchiveContents; readonly withheld: readonly Withheld[] }> {
  const files = contents.entries.filter(({ type }) => type === 'file')
  const choice = await choose?.(files.map(({ name }) => name))
  if (choice === undefined) return { contents, withheld: [] }
  const withheld = new Map(choice.before.map((one) => [one.path, one]))
  const gone = new Set<string>()
  for (const entry of files) {
    const why = choice.why(entry.name)
    if (why === null) withheld.delete(entry.name)
    else {
      gone.add(entry.name)
      withheld.set(entry.name, { path: entry.name, ...(await hashOf(folder, entry)), why })
    }
  }
  const all = [...withheld.values()]
  const list = all.length === 0 ? [] : [{ name: withheldName, bytes: Buffer.from(withheldText(all)) }]
  const added = [...choice.shared, ...list].map(
    ({ name, bytes }): ArchiveEntry => ({ name, type: 'file', size: bytes.length, bytes }),
  )
  const replaced = new Set([withheldName, ...added.map(({ name }) => name)])
  const kept = contents.entries.filter(({ name }) => !gone.has(name) && !replaced.has(name))
  return { contents: { ...contents, entries: [...kept, ...added].sort(inOrder) }, withheld: all }
}

async function hashOf(
  folder: string,
  entry: ArchiveEntry,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256')
  for await (const chunk of contentOf(folder, entry)) hash.update(chunk)
  return { sha256: hash.digest('hex'), size: entry.size }
}

async function* tarOf(
  folder: string,
  { entries }: ArchiveContents,
  damaged: string[],
  progress: ReadProgress,
): AsyncGenerator<Buffer, void> {
  const top = basename(folder)
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  let manifest = ''
  yield tarHeader({ name: `${top}/`, type: '5', size: 0 })
  for (const entry of entries) {
    const { name, type, size } = entry
    if (type === 'folder') {
      yield tarHeader({ name: `${top}/${name}/`, type: '5', size: 0 })
      continue
    }
    yield tarHeader({ name: `${top}/${name}`, type: '0', size })
    const hash = createHash('sha256')
    for await (const chunk of contentOf(folder, entry)) {
      hash.update(chunk)
      done += chunk.length
      progress(done, total)
      yield chunk
    }
    yield padding(size)
    const sha256 = hash.digest('hex')
    if (/^blobs\/[0-9a-f]{64}$/.test(name) && name !== `blobs/${sha256}`) damaged.push(name)
    manifest += manifestLine(sha256, name)
  }
  const bytes = Buffer.from(manifest)
  yield tarHeader({ name: `${top}/${manifestName}`, type: '0', size: bytes.length })
  yield Buffer.concat([bytes, padding(bytes.length), tarEnd])
}

/** Exactly as many bytes as were announced. */
async function* contentOf(folder: string, { name, size, bytes }: ArchiveEntry): AsyncGenerator<Buffer, void> {
  if (bytes !== null) {
    yield bytes
    return
  }
  const file = await saying(folder, name, open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW))
  try {
    for (let at = 0; at < size; ) {
      // Not one buffer for all: the compressor still holds the last ones.
      const buffer = Buffer.allocUnsafeSlow(Math.min(chunkBytes, size - at))
      const { bytesRead } = await saying(folder, name, file.read(buffer, 0, buffer.length, at))
      if (bytesRead === 0) throw changedWhileArchived(name)
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function saying<T>(folder: string, name: string, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? changedWhileArchived(name) : diskFault(folder, error)
  }
}
