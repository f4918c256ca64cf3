import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isReallyAbsent } from './stands-there.ts'

/** The room that this user still has on a disk, and the piece by which the disk gives it away. In bytes. */
export interface Room {
  readonly free: number
  readonly unit: number
}

/** The room on the disk of a path; null: nobody can tell, as on a disk without a size. */
export function roomOn(path: string): Room | null {
  try {
    const { bavail, blocks, bsize, frsize } = statfsSync(path)
    // Where a disk says both, its counts are of the smaller piece: a network disk has the one for its transfers.
    const unit = frsize > 0 ? frsize : bsize
    return blocks === 0 ? null : { free: bavail * unit, unit }
  } catch {
    return null
  }
}

/** The number of bytes that this user can still put on the disk of a path; null: nobody can tell. */
export function roomLeft(path: string): number | null {
  return roomOn(path)?.free ?? null
}

/** The path itself, or the nearest folder above it that is there; null: nobody can tell. */
export function nearestThere(path: string): string | null {
  try {
    statSync(path)
    return path
  } catch (error) {
    if (!isReallyAbsent(path, error) || dirname(path) === path) return null
    return nearestThere(dirname(path))
  }
}

/** Whether this user may read and write what stands at a path. */
export function mayReadAndWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}
