import { createHash } from 'node:crypto'
import { type FileHandle, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Blob, CustodyFile, NotTaken } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { BlobPort, Custody } from '../../core/ports.ts'
import { storeFile, withFile } from '../disk/store-file.ts'
import { findFiles, nameForRecord } from './evidence-folder.ts'
import { changedMeanwhile, nothingThere, openEvidence, openFound, reading } from './evidence-source.ts'

const chunkBytes = 1024 * 1024

/**
 * Files kept under their SHA-256 in one folder, which must exist. The same content twice is one file. Large files are
 * copied and hashed in one pass, in flat memory.
 */
export function createBlobs(folder: string): BlobPort {
  const store = <T extends Blob>(fill: (file: FileHandle) => Promise<T>) =>
    storeFile({ folder, kind: 'blob', fill, name: (blob) => blob.sha256 })
  return {
    putText(name, content) {
      const bytes = Buffer.from(content, 'utf8')
      return store(async (file) => {
        await file.writeFile(bytes)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        return { name: harmlessLine(name, 200), sha256, size: bytes.length }
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

  function keep(
    source: FileHandle,
    shown: string,
    as: Pick<CustodyFile, 'name' | 'source'>,
    progress: Progress,
  ): Promise<CustodyFile> {
    return withFile(source, () => store(async (file) => ({ ...as, ...(await copy(source, file, shown, progress)) })))
  }

  /** What can't be read, or changes meanwhile, is no reason not to take the rest. */
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
        if (!(error instanceof Fault) || !error.code.startsWith('evidence.')) throw error
        failed.push({ name: nameForRecord(name), why: error.text })
      }
      before += size
    }
    if (files.length === 0) throw nothingThere(path)
    return { files, notTaken: [...notTaken, ...failed] }
  }
}

type Progress = (bytes: number, total: number) => void

/** Where a file was, as the record keeps it. */
function sourceText(path: string): string {
  return harmlessLine(path, 4096)
}

/** Copies and hashes. What changes while it is copied has no content of which a hash would mean anything. */
async function copy(
  source: FileHandle,
  target: FileHandle,
  path: string,
  progress: Progress,
): Promise<Pick<CustodyFile, 'sha256' | 'size' | 'modified'>> {
  const before = await source.stat({ bigint: true })
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let size = 0
  // A file that grows as fast as it is copied has no end: more than it had at the start is enough to know.
  while (size <= before.size) {
    const { bytesRead } = await reading(path, source.read(buffer, 0, chunkBytes, size))
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    // A disk image is mostly zeros: they become a hole, which reads the same and takes no room.
    if (chunk.equals(zeros.subarray(0, bytesRead))) await target.truncate(size + bytesRead)
    else await writeAt(target, chunk, size)
    size += bytesRead
    progress(size, Number(before.size))
  }
  const after = await source.stat({ bigint: true })
  if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(size) !== after.size) {
    throw changedMeanwhile(path)
  }
  return { sha256: hash.digest('hex'), size, modified: after.mtime.toISOString() }
}

const zeros = Buffer.alloc(chunkBytes)

async function writeAt(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  }
}

async function isFolder(path: string): Promise<boolean> {
  return !path.includes('\0') && (await reading(path, stat(path))).isDirectory()
}
