import { createHash } from 'node:crypto'
import type { Disk } from './disk.ts'
import { writeAllLater } from './whole-writes.ts'

/** A copy that was made: its SHA-256 in hex, and its length in bytes. */
export interface HashedCopy {
  readonly sha256: string
  readonly size: number
}

/**
 * Writes chunks at the end of a new file and hashes them in the same pass, in flat memory. `copied` is called with how many
 * bytes were taken so far. With `holes` a chunk of zeros takes no room: a disk image is mostly zeros, and a hole reads the same.
 */
export async function copyHashed(
  disk: Disk,
  file: number,
  chunks: AsyncIterable<Buffer>,
  { holes = false, copied = () => {} }: { readonly holes?: boolean; copied?(bytes: number): void } = {},
): Promise<HashedCopy> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    if (holes && isZero(chunk)) disk.truncate(file, size + chunk.length)
    else await writeAllLater(disk, file, chunk)
    size += chunk.length
    copied(size)
  }
  return { sha256: hash.digest('hex'), size }
}

const zeros = Buffer.alloc(64 * 1024)

function isZero(chunk: Buffer): boolean {
  for (let at = 0; at < chunk.length; at += zeros.length) {
    const part = chunk.subarray(at, at + zeros.length)
    if (!part.equals(zeros.subarray(0, part.length))) return false
  }
  return true
}
