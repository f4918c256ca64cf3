import type { Disk } from './disk.ts'
import { codeOf } from './disk-errors.ts'
import { bytesOf, fillNew, unfinished, writeAll } from './whole-writes.ts'

/** Small files beside a log are never near this size. */
const mostBytes = 64 * 1024

/**
 * Writes a file that is there whole or not at all, and takes the place of one with the same name. For whoever is the only
 * writer (the log's lock, a home's key): its hidden name is always the same, so that what a crash left is found. With
 * `durable` it is on the disk when this returns; the name too, once the caller has synced the folder, for several at once.
 */
export function placeFile(disk: Disk, path: string, content: string | Buffer, durable: boolean): void {
  fillNew(disk, createAnew(disk, path + unfinished), content, durable)
  disk.rename(path + unfinished, path)
}

/** The same, durable when it resolves; this thread does other things meanwhile. */
export async function placeFileLater(disk: Disk, path: string, content: Buffer): Promise<void> {
  const file = await createAnewLater(disk, path + unfinished)
  try {
    writeAll(disk, file, content)
    await disk.later.sync(file)
  } finally {
    disk.close(file)
  }
  await disk.later.rename(path + unfinished, path)
}

/** Creates a file anew: what a crash left under that name is nobody's. */
function createAnew(disk: Disk, path: string): number {
  try {
    return disk.open(path, 'create')
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    disk.remove(path)
    return disk.open(path, 'create')
  }
}

async function createAnewLater(disk: Disk, path: string): Promise<number> {
  try {
    return await disk.later.create(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    disk.remove(path)
    return disk.later.create(path)
  }
}

/** The text of a small file; null when it isn't there. What is longer than any such file can be is cut off. */
export function readText(disk: Disk, path: string): string | null {
  try {
    const file = disk.open(path, 'read')
    try {
      return bytesOf(disk, file, mostBytes + 1).toString('utf8')
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
