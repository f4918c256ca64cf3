import type { Disk } from './disk.ts'

/** The number of bytes of a file that are read at once. */
export const chunkBytes = 256 * 1024
/** Stands behind the name of a new file until it is whole. */
export const unfinished = '.new'

/** The bytes of a file up to a size, in chunks. A chunk is good until the next one is asked for. */
export function* chunksOf(disk: Disk, file: number, size: number, from = 0): Generator<Buffer, void> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let at = from; at < size; ) {
    const read = disk.read(file, buffer.subarray(0, Math.min(chunkBytes, size - at)), at)
    if (read === 0) return
    yield buffer.subarray(0, read)
    at += read
  }
}

/** The bytes of a file, or its first `most`: only for files that fit in memory. */
export function bytesOf(disk: Disk, file: number, most = Number.POSITIVE_INFINITY): Buffer {
  return Buffer.concat(Array.from(chunksOf(disk, file, most), (chunk) => Buffer.from(chunk)))
}

/** Writes all of it to a new file, which is closed. `durable`: its content is on the disk when this returns. */
export function fillNew(disk: Disk, file: number, content: string | Uint8Array, durable: boolean): void {
  try {
    writeAll(disk, file, typeof content === 'string' ? Buffer.from(content) : content)
    if (durable) disk.sync(file)
  } finally {
    disk.close(file)
  }
}

/** Writes all of a buffer to a file that nobody reads yet: there, a short count is only a reason to go on. */
export function writeAll(disk: Disk, file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const taken = disk.write(file, bytes.subarray(at))
    if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' })
    at += taken
  }
}

/** The same, while this thread goes on. */
export async function writeAllLater(disk: Disk, file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const taken = await disk.later.write(file, bytes.subarray(at))
    if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' })
    at += taken
  }
}
