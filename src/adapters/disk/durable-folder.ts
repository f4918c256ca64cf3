import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf } from './disk-errors.ts'

/**
 * Makes a folder, and those above it: durable when it returns, also one that was there before. They are made one by one,
 * each durable before the next, so that of what an earlier attempt left behind only the deepest can be lost.
 */
export function makeFolderDurably(disk: Disk, folder: string): void {
  let isNew = false
  for (const path of pathsTo(folder)) {
    if (disk.makeFolder(path) === null) continue
    if (!isNew) syncAsFound(disk, dirname(dirname(path)))
    isNew = true
    disk.syncFolder(dirname(path))
  }
  if (!isNew) syncAsFound(disk, dirname(folder))
}

/** The same where what is there already is somebody else's, and is taken to be durable: only what is made is synced. */
export function makeMissingFolders(disk: Disk, folder: string): void {
  const topmost = disk.makeFolder(folder)
  for (let path = folder; topmost !== null; path = dirname(path)) {
    syncAsFound(disk, dirname(path))
    if (path === topmost) return
  }
}

/** The folder itself, behind all those above it but the root. */
function pathsTo(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [] : [...pathsTo(parent), folder]
}

/**
 * Syncs a folder that was there before, where that is allowed: who made it could sync the one above it, and who may not
 * read that did not.
 */
function syncAsFound(disk: Disk, folder: string): void {
  try {
    disk.syncFolder(folder)
  } catch (error) {
    if (codeOf(error) !== 'EACCES') throw error
  }
}
