import type { Disk } from './disk.ts'
import { codeOf } from './log-faults.ts'
import { chunksOf, unfinished, writeAll } from './log-segments.ts'

/** Small files beside a log are never near this size. */
const mostBytes = 64 * 1024

/**
 * Writes a file that is there whole or not at all, and takes the place of one with the same name. With `durable` it is on
 * the disk when this returns; the name too, once the caller has synced the folder.
 */
export function placeFile(disk: Disk, path: string, content: string | Buffer, durable: boolean): void {
  const file = createAnew(disk, path + unfinished)
  try {
    writeAll(disk, file, typeof content === 'string' ? Buffer.from(content) : content)
    if (durable) disk.sync(file)
  } finally {
    disk.close(file)
  }
  disk.rename(path + unfinished, path)
}

/** The same for some files that belong together, durable when it resolves; this thread does other things meanwhile. */
export async function placeFilesLater(disk: Disk, paths: readonly string[], content: string): Promise<void> {
  const bytes = Buffer.from(content)
  const files: number[] = []
  try {
    for (const path of paths) {
      const file = createAnew(disk, path + unfinished)
      files.push(file)
      writeAll(disk, file, bytes)
    }
    // Side by side, which a disk likes better than one after the other.
    const synced = await Promise.allSettled(files.map((file) => disk.syncLater(file)))
    for (const one of synced) if (one.status === 'rejected') throw one.reason
  } finally {
    for (const file of files) disk.close(file)
  }
  for (const path of paths) disk.rename(path + unfinished, path)
}

/** What a crash left under that name is nobody's. */
function createAnew(disk: Disk, path: string): number {
  try {
    return disk.open(path, 'create')
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    disk.remove(path)
    return disk.open(path, 'create')
  }
}

/** The text of a small file; null when it isn't there. What is longer than any such file can be is cut off. */
export function readText(disk: Disk, path: string): string | null {
  try {
    const file = disk.open(path, 'read')
    try {
      const parts = [...chunksOf(disk, file, mostBytes + 1)].map((chunk) => Buffer.from(chunk))
      return Buffer.concat(parts).toString('utf8')
    } finally {
      disk.close(file)
    }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}

/** The names in a folder; none when it isn't there. */
export function namesIn(disk: Disk, folder: string): readonly string[] {
  try {
    return disk.list(folder)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
