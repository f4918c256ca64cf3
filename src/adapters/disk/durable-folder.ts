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

/** The folder itself, behind all those above it but the root. */
function pathsTo(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [] : [...pathsTo(parent), folder]
}

/**
 * Syncs a folder that was there before, where that is allowed: who made it could sync the one above it, and who may not
 * read that did not; nor did anybody where folders can't be synced at all.
 */
function syncAsFound(disk: Disk, folder: string): void {
  try {
    disk.syncFolder(folder)
  } catch (error) {
    if (!unsynced.has(codeOf(error))) throw error
  }
}

const unsynced: ReadonlySet<string | null> = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EROFS'])
