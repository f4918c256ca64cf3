import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Fault } from '../../core/fault.ts'
import { manifestName, readManifest } from '../../core/manifest.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { archiveFault } from './archive-faults.ts'
import type { ReadProgress, RecordSource } from './source.ts'
import { tarEntries } from './tar-entries.ts'

/**
 * The most that is kept in memory of an archive, in bytes: small files, so that reading them doesn't take a pass each;
 * names.
 */
const kept = { file: 64 * 1024, all: 16 * 1024 * 1024, names: 64 * 1024 * 1024, manifest: 128 * 1024 * 1024 }

interface Entry {
  readonly size: number
  readonly sha256: string
  readonly content: Buffer | null
}

/**
 * A .tar.gz that holds one folder, read as it is. The first pass takes down every name, size and hash, and compares them
 * with MANIFEST.sha256 where there is one; reading a file that isn't small is another pass up to it.
 */
export async function openArchive(path: string, progress: ReadProgress): Promise<RecordSource> {
  const { entries, folders } = await index(path, progress)
  const entry = (name: string): Entry => {
    const found = entries.get(name)
    if (found === undefined) throw archiveFault(path, 'altered', { en: `no ${name}`, nl: `geen ${name}` })
    return found
  }
  return {
    path,
    peek: null,
    list: () => [...entries.keys()].sort(),
    // An archive with a link, or with anything else that is neither file nor folder, was refused.
    entries: () => ({ files: [...entries.keys()].sort(), others: [...folders].sort() }),
    size: (name) => entry(name).size,
    async *read(name) {
      const { content } = entry(name)
      if (content === null) yield* contentOf(path, name)
      else if (content.length > 0) yield Buffer.from(content)
    },
    async digest(name, tell = () => {}) {
      tell(entry(name).size)
      return entry(name).sha256
    },
  }
}

interface Index {
  readonly entries: ReadonlyMap<string, Entry>
  readonly folders: ReadonlySet<string>
}

async function index(path: string, progress: ReadProgress): Promise<Index> {
  const entries = new Map<string, Entry>()
  const tops = new Set<string>()
  const folders = new Set<string>()
  let names = 0
  let held = 0
  for await (const { name, type, size, content } of tarEntries(unzipped(path, progress), path)) {
    const [top, inside] = splitTop(name)
    names += name.length
    if (names > kept.names) {
      throw archiveFault(path, 'hostile', { en: 'names without end', nl: 'namen zonder einde' })
    }
    tops.add(top)
    if (tops.size > 1) throw archiveFault(path, 'hostile', notOne)
    for (const folder of foldersOf(type === '5' ? `${inside}/` : inside)) folders.add(folder)
    if (type === '5') continue
    if (inside === '') throw archiveFault(path, 'hostile', notOne)
    if (entries.has(inside)) throw archiveFault(path, 'hostile', { en: `${inside}, twice`, nl: `${inside}, twee keer` })
    const keep = inside === manifestName ? size <= kept.manifest : size <= kept.file && held + size <= kept.all
    const hash = createHash('sha256')
    const parts: Buffer[] = []
    for await (const chunk of content()) {
      hash.update(chunk)
      if (keep) parts.push(Buffer.from(chunk))
    }
    if (keep) held += size
    entries.set(inside, { size, sha256: hash.digest('hex'), content: keep ? Buffer.concat(parts) : null })
  }
  // A file cannot be a folder too: which one is there, depends on who unpacks it.
  const both = [...folders].find((folder) => entries.has(folder.slice(0, -1)))
  if (both !== undefined) throw archiveFault(path, 'hostile', { en: `${both}, twice`, nl: `${both}, twee keer` })
  compare(path, entries)
  return { entries, folders }
}

const notOne = { en: 'more or less than one folder', nl: 'meer of minder dan één map' }

function splitTop(name: string): readonly [folder: string, inside: string] {
  const slash = name.indexOf('/')
  return slash < 0 ? [name, ''] : [name.slice(0, slash), name.slice(slash + 1)]
}

/** The folders that a name goes through, each with its slash. A folder need not have an entry of its own. */
function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1)
  return parts.map((_part, index) => `${parts.slice(0, index + 1).join('/')}/`).filter((folder) => folder !== '/')
}

/** The manifest names every other file with its hash, and no file that isn't there. */
function compare(path: string, entries: ReadonlyMap<string, Entry>): void {
  const manifest = entries.get(manifestName)
  if (manifest === undefined) return
  const lines = manifest.content === null ? null : readManifest(manifest.content.toString('utf8'))
  if (lines === null) throw archiveFault(path, 'altered', manifestName)
  for (const [name, sha256] of lines) {
    if (entries.get(name)?.sha256 !== sha256) throw archiveFault(path, 'altered', name)
  }
  for (const name of entries.keys()) {
    if (name !== manifestName && !lines.has(name)) throw archiveFault(path, 'altered', name)
  }
}

async function* contentOf(path: string, wanted: string): AsyncGenerator<Buffer, void> {
  for await (const { name, content } of tarEntries(
    unzipped(path, () => {}),
    path,
  )) {
    if (splitTop(name)[1] !== wanted) continue
    yield* content()
    return
  }
  // It was there a moment ago.
  throw archiveFault(path, 'truncated', wanted)
}

/** The bytes of a gzip, in flat memory however much they grow. Trailing bytes behind it are the caller's to find. */
async function* unzipped(path: string, progress: ReadProgress): AsyncGenerator<Buffer, void> {
  const total = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  pipeline(file, gunzip, () => {})
  try {
    for await (const chunk of gunzip) {
      progress(file.bytesRead, total)
      yield chunk
    }
  } catch (error) {
    throw readFault(path, error)
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

function readFault(path: string, error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof Fault || code === null) return error
  if (code === 'Z_BUF_ERROR') return archiveFault(path, 'truncated', undefined, error)
  if (code.startsWith('Z_')) return archiveFault(path, isGzip(path) ? 'damaged' : 'garbage', undefined, error)
  return /^E[A-Z0-9]+$/.test(code) ? archiveFault(path, 'unreadable', code, error) : error
}

/** Whether a file begins as a gzip does (RFC 1952). */
function isGzip(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const magic = Buffer.alloc(2)
    return readSync(file, magic) === 2 && magic.readUInt16BE() === 0x1f8b
  } finally {
    closeSync(file)
  }
}
