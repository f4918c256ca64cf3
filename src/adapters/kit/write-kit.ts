import { chmodSync, createReadStream, existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Fault, isFault } from '../../core/fault.ts'
import { manifestLine } from '../../core/manifest.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { copyHashed, type HashedCopy } from '../disk/hashed-copy.ts'
import { sha256 as hashOf } from '../disk/sha256.ts'
import { standsThere } from '../disk/stands-there.ts'
import { copyAway, copying, copyingLater, folderGone, readsDifferent, storeFile } from '../disk/store-file.ts'
import { hashOnDisk } from './hash-on-disk.ts'
import { halfFiles } from './kit-folder.ts'
import { type KitEntry, kitNames } from './kit-manifest.ts'
import { notWhole } from './make-faults.ts'

/** A file for a kit: `path` from its folder; the content, or where it lies. `runs`: it may be started, where a disk can say so. */
export interface KitFile {
  readonly path: string
  readonly content: Buffer | { readonly from: string }
  readonly runs?: boolean
  /** The day on which the file that is copied was last changed, where that says how old it is. */
  readonly changed?: string | null
}

/** A file for a kit of which it is known how large it is, in bytes. */
export type SizedFile = KitFile & { readonly size: number }

export type KitAct = 'write' | 'read'

interface KitParts {
  readonly folder: string
  readonly files: readonly KitFile[]
  /** Paths of the kit that this one takes the place of. */
  readonly before: readonly string[]
  /** The text of `kit.json`, and of its signature (null: nobody signs), once the files are known. */
  describe(files: readonly KitEntry[]): Promise<{ readonly manifest: string; readonly signature: string | null }>
  /** So many more bytes were written, and after all of them read back. What it throws stops the work. */
  progress(bytes: number, act: KitAct): void
}

/**
 * Writes a kit: the files, each read back from the disk, and at last the manifest, by which a kit is one. All is durable when it
 * resolves. Throws `copy.away`, `copy.disk-full`, `copy.not-writable`, `copy.differs`, and what reading a source throws.
 */
export async function writeKit(parts: KitParts, disk: Disk = realDisk): Promise<readonly KitEntry[]> {
  const { folder, files, before } = parts
  const place = (path: string, text: string): Promise<KitEntry> =>
    writeOne(folder, { path, content: Buffer.from(text) }, () => {}, disk)
  const remove = (paths: readonly string[]): void =>
    copying(folder, () => paths.forEach((path) => void disk.remove(join(folder, path))))
  copying(folder, () => makeFolderDurably(disk, folder))
  const isRenewed = standsThere(join(folder, kitNames.manifest))
  await place(kitNames.unfinished, 'This kit is not whole yet. Deze kit is nog niet af.\n')
  copying(folder, () => {
    for (const path of halfFiles(folder)) disk.remove(path)
  })
  remove([kitNames.manifest, kitNames.signature, kitNames.sums, ...goingFirst(files, before, isRenewed)])
  copying(folder, () => disk.syncFolder(folder))
  try {
    return await writeFiles(parts, place, disk)
  } catch (error) {
    const isOfStick = isFault(error, 'copy.away', 'copy.differs', 'copy.disk-full', 'copy.not-writable')
    if (isOfStick && !isThere(folder)) throw pulled(folder)
    throw isOfStick ? notWhole(error) : error
  }
}

/**
 * The paths of the files that go before anything is written: those of the kit that is renewed and no longer wanted; without one
 * whatever an attempt that was cut off left, which is of no kit and takes room.
 */
export function goingFirst(
  files: readonly KitFile[],
  before: readonly string[],
  isRenewed: boolean,
): readonly string[] {
  const wanted = new Set(files.map(({ path }) => path))
  return isRenewed ? before.filter((path) => !wanted.has(path)) : [...wanted]
}

/** Whether what is being made is still where it was begun. */
function isThere(folder: string): boolean {
  return existsSync(join(folder, kitNames.unfinished))
}

function pulled(folder: string): Fault {
  return notWhole(copyAway(folder, folderGone))
}

async function writeFiles(
  { folder, files, progress, describe }: KitParts,
  place: (path: string, text: string) => Promise<KitEntry>,
  disk: Disk,
): Promise<readonly KitEntry[]> {
  const made: KitEntry[] = []
  for (const file of files) {
    // Where a stick was pulled its folder would be made once more, on the disk of the laptop.
    if (!isThere(folder)) throw pulled(folder)
    made.push(await writeOne(folder, file, (bytes) => progress(bytes, 'write'), disk))
  }
  for (const entry of made) await readBack(folder, entry, (bytes) => progress(bytes, 'read'), disk)
  const { manifest, signature } = await describe(made)
  const named = { path: kitNames.manifest, sha256: hashOf(Buffer.from(manifest)) }
  const sums = [...made, named].map(({ path, sha256 }) => manifestLine(sha256, path)).join('')
  await place(kitNames.sums, sums)
  if (signature !== null) await place(kitNames.signature, signature)
  await readBack(folder, await place(kitNames.manifest, manifest), () => {}, disk)
  copying(folder, () => disk.remove(join(folder, kitNames.unfinished)))
  return made
}

async function writeOne(
  folder: string,
  file: KitFile,
  progress: (bytes: number) => void,
  disk: Disk,
): Promise<KitEntry> {
  const path = join(folder, file.path)
  copying(folder, () => makeFolderDurably(disk, dirname(path)))
  let before = 0
  const copied = (bytes: number): void => {
    progress(bytes - before)
    before = bytes
  }
  const { sha256, size } = await storeFile<HashedCopy>({
    ...{ disk, folder: dirname(path), kind: 'copy', name: () => basename(path) },
    fill: (target) => copyHashed(disk, target, chunksOf(file), { copied, steady: true }),
  })
  if (file.runs === true) mayRun(path)
  const { changed = null } = file
  return { path: file.path, size, sha256, ...(changed === null ? {} : { changed }) }
}

async function* chunksOf({ content }: KitFile): AsyncGenerator<Buffer, void> {
  if (Buffer.isBuffer(content)) yield content
  else yield* createReadStream(content.from, { highWaterMark: 1024 * 1024 })
}

async function readBack(
  folder: string,
  { path, sha256 }: KitEntry,
  progress: (bytes: number) => void,
  disk: Disk,
): Promise<void> {
  const found = await copyingLater(folder, () => hashOnDisk(join(folder, path), progress, disk))
  if (found?.sha256 !== sha256) throw readsDifferent(join(folder, path))
}

/** FAT has no modes: there everything may run, or nothing, as it was mounted. */
function mayRun(path: string): void {
  try {
    chmodSync(path, 0o700)
  } catch (error) {
    if (!modeless.has(codeOf(error))) throw error
  }
}

const modeless: ReadonlySet<string | null> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'])
