import { randomBytes } from 'node:crypto'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { writeAll } from '../disk/whole-writes.ts'

const nameOf = (folder: string): string => `${folder}/ballast`

/** Sets space apart, durably; does nothing when it is there. Random bytes, because a file system may compress others. */
export function takeBallast(disk: Disk, folder: string, bytes: number): void {
  if (ballastSize(disk, folder) === bytes) return
  disk.remove(nameOf(folder))
  const file = disk.open(nameOf(folder), 'create')
  try {
    writeAll(disk, file, randomBytes(bytes))
    disk.sync(file)
  } catch (error) {
    disk.remove(nameOf(folder))
    throw error
  } finally {
    disk.close(file)
  }
}

/** Gives the space back; how many bytes that were. */
export function dropBallast(disk: Disk, folder: string): number {
  const freed = ballastSize(disk, folder)
  disk.remove(nameOf(folder))
  // Some file systems hand out what was freed only after the deletion itself is on the disk.
  disk.syncFolder(folder)
  return freed
}

function ballastSize(disk: Disk, folder: string): number {
  try {
    return disk.identify(nameOf(folder)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}
