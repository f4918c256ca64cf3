import type { Disk, FileIdentity } from '../disk/disk.ts'
import { writeAll } from '../disk/whole-writes.ts'
import { lockedFault } from './faults.ts'
import { knownSegments, segmentPath, segmentsIn } from './segments.ts'

/** Holds the id of the process that writes, for people. It proves nothing: the kernel's lock does. */
const nameOf = (folder: string): string => `${folder}/holder`

/** Leaves the process id for whoever finds the log locked. A log is no worse without it. */
export function nameHolder(disk: Disk, folder: string, pid: number): void {
  try {
    disk.remove(nameOf(folder))
    const file = disk.open(nameOf(folder), 'create')
    try {
      writeAll(disk, file, Buffer.from(`${pid}\n`))
    } finally {
      disk.close(file)
    }
  } catch {
    // A full or read-only disk: what matters is reported by whoever writes the log.
  }
}

export function forgetHolder(disk: Disk, folder: string): void {
  try {
    disk.remove(nameOf(folder))
  } catch {
    // As above.
  }
}

function holderOf(disk: Disk, folder: string): number | null {
  try {
    const file = disk.open(nameOf(folder), 'read')
    try {
      const buffer = Buffer.alloc(16)
      const text = buffer.toString('latin1', 0, disk.read(file, buffer, 0))
      return /^[1-9]\d{0,9}\n$/.test(text) ? Number(text) : null
    } finally {
      disk.close(file)
    }
  } catch {
    return null
  }
}

/**
 * Opens the last segment with the lock on it. The lock is on the segment itself and not on a file beside it: somebody who
 * deletes that file lets nobody in. Throws `log.locked` and `log.missing`.
 */
export function lockLastSegment(
  disk: Disk,
  folder: string,
): { readonly file: number; readonly indices: readonly number[] } {
  // A holder may begin a new segment between our look at the folder and our lock.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const indices = knownSegments(disk, folder)
    const last = indices.at(-1) as number
    const path = segmentPath(folder, last)
    const file = disk.open(path, 'append')
    try {
      if (!disk.lock(file)) throw lockedFault(folder, holderOf(disk, folder))
      if (sameFile(disk, path, file) !== null && segmentsIn(disk, folder).at(-1) === last) return { file, indices }
    } catch (error) {
      disk.close(file)
      throw error
    }
    disk.close(file)
  }
  throw lockedFault(folder, null)
}

/** The identity of an open file when its path still leads to it, or null. */
export function sameFile(disk: Disk, path: string, file: number): FileIdentity | null {
  try {
    const named = disk.identify(path)
    const opened = disk.identify(file)
    return named.inode === opened.inode && named.device === opened.device && opened.links > 0 ? opened : null
  } catch {
    return null
  }
}
