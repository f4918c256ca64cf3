import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { realDisk } from './disk.ts'
import { reasonOf } from './disk-errors.ts'
import { readText } from './durable-file.ts'
import { fillNew } from './whole-writes.ts'

/**
 * Writes a small file in a folder, syncs it, reads it back and takes it away: what a disk says of itself is not what it does.
 * null: all of it worked; else what the system says (EROFS, ENOSPC, EIO, …).
 */
export function trialWrite(folder: string): string | null {
  const path = join(folder, `.trial-${randomUUID()}`)
  const content = randomUUID()
  try {
    fillNew(realDisk, realDisk.open(path, 'create'), content, true)
    realDisk.syncFolder(folder)
    return readText(realDisk, path) === content ? null : 'EIO'
  } catch (error) {
    return reasonOf(error)
  } finally {
    remove(path)
  }
}

function remove(path: string): void {
  try {
    realDisk.remove(path)
  } catch {
    // The disk that takes no file takes none away either; that was told.
  }
}
