import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Blob } from '../core/event.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { BlobPort } from '../core/ports.ts'
import { changedMeanwhile, openEvidence, reading } from './evidence-source.ts'
import { storeFile, withFile } from './store-file.ts'

const chunkBytes = 1024 * 1024

/**
 * Files kept under their SHA-256 in one folder, which must exist. The same content twice is one file. Large files are
 * copied and hashed in one pass, in flat memory.
 */
export function createBlobs(folder: string): BlobPort {
  const store = (fill: (file: FileHandle) => Promise<Blob>) =>
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
      const { source, taken } = await openEvidence(path)
      const name = harmlessLine(taken === null ? basename(path) : `${basename(path)} (link to ${taken})`, 200)
      return withFile(source, () => store(async (file) => ({ name, ...(await copy(source, file, path, progress)) })))
    },
  }
}

/** Copies and hashes. What changes while it is copied has no content of which a hash would mean anything. */
async function copy(
  source: FileHandle,
  target: FileHandle,
  path: string,
  progress: (bytes: number, total: number) => void,
): Promise<Pick<Blob, 'sha256' | 'size'>> {
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
    await target.writeFile(chunk)
    size += bytesRead
    progress(size, Number(before.size))
  }
  const after = await source.stat({ bigint: true })
  if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(size) !== after.size) {
    throw changedMeanwhile(path)
  }
  return { sha256: hash.digest('hex'), size }
}
