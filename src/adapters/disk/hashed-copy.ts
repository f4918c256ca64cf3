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
 * `steady`: what was taken is on the disk, but for the last few seconds of a slow one; else the memory of the machine takes all of
 * it at once, and whoever looks sees nothing move while it goes to the disk.
 */
export async function copyHashed(
  disk: Disk,
  file: number,
  chunks: AsyncIterable<Buffer>,
  {
    holes = false,
    steady = false,
    copied = () => {},
  }: { readonly holes?: boolean; readonly steady?: boolean; copied?(bytes: number): void } = {},
): Promise<HashedCopy> {
  const hash = createHash('sha256')
  let size = 0
  let synced = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    if (holes && isZero(chunk)) disk.truncate(file, size + chunk.length)
    else await writeAllLater(disk, file, chunk)
    size += chunk.length
    if (steady && size - synced >= steadyBytes) {
      await disk.later.sync(file)
      synced = size
    }
    copied(size)
  }
  return { sha256: hash.digest('hex'), size }
}

/** A slow stick takes half a second for it. */
const steadyBytes = 4 * 1024 * 1024
const zeros = Buffer.alloc(64 * 1024)

function isZero(chunk: Buffer): boolean {
  for (let at = 0; at < chunk.length; at += zeros.length) {
    const part = chunk.subarray(at, at + zeros.length)
    if (!part.equals(zeros.subarray(0, part.length))) return false
  }
  return true
}
