import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isReallyAbsent } from './stands-there.ts'

/** The number of bytes that this user can still put on the disk of a path; null: nobody can tell. */
export function roomLeft(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
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
