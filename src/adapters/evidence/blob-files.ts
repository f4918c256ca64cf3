import { type FileHandle, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Blob, CustodyFile, NotTaken } from '../../core/event.ts'
import { isFault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { BlobPort, Custody } from '../../core/ports.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { copyHashed } from '../disk/hashed-copy.ts'
import { sha256 as hashOf } from '../disk/sha256.ts'
import { storeFile } from '../disk/store-file.ts'
import { writeAllLater } from '../disk/whole-writes.ts'
import { findFiles, nameForRecord } from './evidence-folder.ts'
import { changedMeanwhile, nothingThere, openEvidence, openFound, reading } from './evidence-source.ts'

const chunkBytes = 1024 * 1024

/**
 * Files kept under their SHA-256 in one folder, which must exist. The same content twice is one file. Large files are
 * copied and hashed in one pass, in flat memory.
 */
export function createBlobs(folder: string, disk: Disk = realDisk): BlobPort {
  const store = <T extends Blob>(fill: (file: number) => Promise<T>) =>
    storeFile({ disk, folder, kind: 'blob', fill, name: (blob) => blob.sha256 })
  return {
    putText(name, content) {
      const bytes = Buffer.from(content, 'utf8')
      return store(async (file) => {
        await writeAllLater(disk, file, bytes)
        return { name: harmlessLine(name, 200), sha256: hashOf(bytes), size: bytes.length }
      })
    },
    async putFile(path, progress) {
      const { name, sha256, size } = await keepFile(path, progress)
      return { name, sha256, size }
    },
    async take(path, progress) {
      return (await isFolder(path))
        ? takeFolder(path, progress)
        : { files: [await keepFile(path, progress)], notTaken: [] }
    },
  }

  async function keepFile(path: string, progress: Progress): Promise<CustodyFile> {
    const { source, taken } = await openEvidence(path)
    const name = harmlessLine(taken === null ? basename(path) : `${basename(path)} (link to ${taken})`, 200)
    return keep(source, path, { name, source: sourceText(path) }, progress)
  }

  async function keep(
    source: FileHandle,
    shown: string,
    as: Pick<CustodyFile, 'name' | 'source'>,
    progress: Progress,
  ): Promise<CustodyFile> {
    try {
      return await store(async (file) => ({ ...as, ...(await copy(source, { disk, file }, shown, progress)) }))
    } finally {
      await source.close()
    }
  }

  /** Takes a folder into custody. What can't be read, or changes meanwhile, is no reason not to take the rest. */
  async function takeFolder(path: string, progress: Progress): Promise<Custody> {
    const root = await reading(path, realpath(path))
    const { files: found, notTaken } = await findFiles(root)
    const total = found.reduce((sum, { size }) => sum + size, 0)
    const files: CustodyFile[] = []
    const failed: NotTaken[] = []
    let before = 0
    for (const { path: bytes, name, size } of found) {
      const as = { name: nameForRecord(name), source: sourceText(join(dirname(root), name)) }
      const step = (done: number): void => progress(Math.min(before + done, total), total)
      try {
        files.push(await keep(await openFound(bytes, name), name, as, step))
      } catch (error) {
        if (!isFault(error, 'evidence.changed', 'evidence.not-a-file', 'evidence.not-found', 'evidence.unreadable'))
          throw error
        failed.push({ name: nameForRecord(name), why: error.text })
      }
      before += size
    }
    if (files.length === 0) throw nothingThere(path)
    return { files, notTaken: [...notTaken, ...failed] }
  }
}

type Progress = (bytes: number, total: number) => void

/** The place where a file was, as the record keeps it. */
function sourceText(path: string): string {
  return harmlessLine(path, 4096)
}

/** Copies and hashes. What changes while it is copied has no content of which a hash would mean anything. */
async function copy(
  source: FileHandle,
  { disk, file }: { readonly disk: Disk; readonly file: number },
  path: string,
  progress: Progress,
): Promise<Pick<CustodyFile, 'sha256' | 'size' | 'modified'>> {
  const before = await source.stat({ bigint: true })
  const copied = (size: number): void => progress(size, Number(before.size))
  const { sha256, size } = await copyHashed(disk, file, chunksFrom(source, before.size, path), { holes: true, copied })
  const after = await source.stat({ bigint: true })
  if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(size) !== after.size) {
    throw changedMeanwhile(path)
  }
  return { sha256, size, modified: after.mtime.toISOString() }
}

/**
 * The content, in one buffer: a chunk is good until the next one is asked for. A file that grows as fast as it is copied has
 * no end: more than it had at the start is enough to know.
 */
async function* chunksFrom(source: FileHandle, size: bigint, path: string): AsyncGenerator<Buffer, void> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let at = 0; at <= size; ) {
    const { bytesRead } = await reading(path, source.read(buffer, 0, chunkBytes, at))
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function isFolder(path: string): Promise<boolean> {
  return !path.includes('\0') && (await reading(path, stat(path))).isDirectory()
}
