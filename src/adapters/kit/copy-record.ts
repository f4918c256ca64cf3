import { createReadStream, existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isFault } from '../../core/fault.ts'
import { manifestLine, readManifest } from '../../core/manifest.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { copyHashed } from '../disk/hashed-copy.ts'
import { type Planned, refuseWithoutRoom } from '../disk/refuse-without-room.ts'
import { sizeOf } from '../disk/size-of.ts'
import { copyAway, copying, copyingLater, folderGone, readsDifferent, storeFile } from '../disk/store-file.ts'
import { writeAllLater } from '../disk/whole-writes.ts'
import { type ArchiveEntry, archiveContents } from '../record/archive-contents.ts'
import { blockBytes, padding, tarEnd, tarHeader } from '../record/tar-format.ts'
import { closeChunks, closedSize } from './age-file.ts'
import { hashOnDisk } from './hash-on-disk.ts'
import { halfFiles, readKit, readKitText } from './kit-folder.ts'
import { kitNames } from './kit-manifest.ts'

/** A copy of a record on a stick. `sha256` is that of `file`, the newest part, which holds all but the evidence. */
export interface RecordCopy {
  readonly folder: string
  readonly file: string
  readonly sha256: string
  /** How many files of evidence are on the stick, and how many of these came now. */
  readonly blobs: number
  readonly fresh: number
}

const record = /^record-(\d+)\.tar\.age$/

/**
 * Copies a record, closed for `recipient`, to `records/` of a kit: each file of evidence by itself, once, and the rest as one tar.
 * All is read back, and named in a SHA256SUMS that comes last; a copy that is cut off goes on from there. Works while the
 * record is written. Throws `kit.none` and `kit.manifest` (the stick is gone), `copy.no-room` before anything is written,
 * `copy.away`, `copy.disk-full`, `copy.not-writable`, `copy.differs`.
 */
export async function copyRecord(
  folder: string,
  kit: string,
  recipient: string,
  progress: (done: number, total: number) => void,
  disk: Disk = realDisk,
): Promise<RecordCopy> {
  try {
    return await makeCopy(folder, kit, recipient, progress, disk)
  } catch (error) {
    const isOfStick = isFault(error, 'copy.differs', 'copy.not-writable')
    if (isOfStick && !existsSync(join(kit, kitNames.manifest))) {
      throw copyAway(kit, folderGone, error)
    }
    throw error
  }
}

async function makeCopy(
  folder: string,
  kit: string,
  recipient: string,
  progress: (done: number, total: number) => void,
  disk: Disk,
): Promise<RecordCopy> {
  // A stick that was pulled leaves an empty folder behind, on the laptop's own disk.
  readKit(kit)
  const target = join(kit, kitNames.records, basename(folder))
  const { entries } = archiveContents(folder, { disclosures: true })
  const files = entries.filter(({ type }) => type === 'file')
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  // Each byte is written, and read back.
  const step = (bytes: number): void => {
    done += bytes / 2
    progress(Math.min(done, total), total)
  }
  copying(target, () => [dirname(target), target].forEach(refuseLink))
  const known = readManifest(readKitText(target, kitNames.sums) ?? '') ?? new Map<string, string>()
  const half = copying(target, () => halfFiles(target))
  refuseWithoutRoom(target, plannedCopy(target, files, known, half))
  copying(target, () => {
    makeFolderDurably(disk, target)
    for (const path of half) disk.remove(path)
  })
  const sums = new Map<string, string>()
  const close = async (name: string, chunks: AsyncIterable<Buffer>): Promise<void> => {
    const { sha256 } = await storeFile({
      ...{ disk, folder: target, kind: 'copy', name: () => name },
      fill: (file) => copyHashed(disk, file, closeChunks(chunks, recipient), { steady: true }),
    })
    if ((await digest(target, name, disk, step)) !== sha256) throw readsDifferent(join(target, name))
    sums.set(name, sha256)
  }
  let fresh = 0
  for (const entry of files.filter(isBlob)) {
    const name = closedName(entry)
    const before = known.get(name)
    if (before !== undefined && (await digest(target, name, disk, step)) === before) {
      sums.set(name, before)
      step(entry.size)
      continue
    }
    fresh += 1
    await close(name, contentOf(folder, entry, step))
  }
  const numbers = [...known.keys()].flatMap((name) => Number(record.exec(name)?.[1] ?? []))
  const file = `record-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}.tar.age`
  await close(
    file,
    tarOf(
      folder,
      files.filter((entry) => !isBlob(entry)),
      step,
    ),
  )
  const lines = [...sums].map(([name, sha256]) => manifestLine(sha256, name)).join('')
  await storeFile({
    ...{ disk, folder: target, kind: 'copy', name: () => kitNames.sums },
    fill: (into) => writeAllLater(disk, into, Buffer.from(lines)),
  })
  for (const name of readdirSync(target)) if (isOurs(name) && !sums.has(name)) disk.remove(join(target, name))
  return { folder: target, file, sha256: sums.get(file) ?? '', blobs: sums.size - 1, fresh }
}

function isBlob({ name }: ArchiveEntry): boolean {
  return /^blobs\/[0-9a-f]{64}$/.test(name)
}

function closedName({ name }: ArchiveEntry): string {
  return `${name.replace('/', '-')}.age`
}

/** What will be written: the evidence that is not there yet, each by itself, and the rest as one tar beside the older one. */
function plannedCopy(
  target: string,
  files: readonly ArchiveEntry[],
  known: ReadonlyMap<string, string>,
  half: readonly string[],
): Planned {
  const evidence = files.filter(isBlob).map((entry) => {
    const name = closedName(entry)
    return { size: closedSize(entry.size), before: sizeOf(join(target, name)), isThere: known.has(name) }
  })
  const rest = files.filter((entry) => !isBlob(entry))
  const tar = rest.reduce((sum, { size }) => sum + size + 2 * blockBytes, tarEnd.length)
  return {
    files: [
      ...evidence.filter(({ before, isThere }) => !isThere || before === 0),
      { size: closedSize(tar), before: 0 },
    ],
    folders: 2,
    goes: half.reduce((sum, path) => sum + sizeOf(path), 0),
  }
}

/** Whether a name is one that copies have: what a person put there is left as it is. */
function isOurs(name: string): boolean {
  return record.test(name) || /^blobs-[0-9a-f]{64}\.age$/.test(name)
}

/** A link on a stick would lead somewhere else on this laptop, where nothing may be written or taken away. */
function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw Object.assign(new Error('a link'), { code: 'ELOOP' })
  }
}

async function digest(folder: string, name: string, disk: Disk, step: (bytes: number) => void): Promise<string | null> {
  return (await copyingLater(folder, () => hashOnDisk(join(folder, name), step, disk)))?.sha256 ?? null
}

async function* tarOf(
  folder: string,
  entries: readonly ArchiveEntry[],
  step: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  for (const entry of entries) {
    yield tarHeader({ name: entry.name, type: '0', size: entry.size })
    yield* contentOf(folder, entry, step)
    yield padding(entry.size)
  }
  yield tarEnd
}

/** Exactly as many bytes as were announced: a log only grows. */
async function* contentOf(
  folder: string,
  { name, size, bytes }: ArchiveEntry,
  step: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  if (bytes !== null) {
    step(bytes.length)
    yield bytes
    return
  }
  if (size === 0) return
  for await (const chunk of createReadStream(join(folder, name), { end: size - 1, highWaterMark: 256 * 1024 })) {
    step(chunk.length)
    yield chunk
  }
}
