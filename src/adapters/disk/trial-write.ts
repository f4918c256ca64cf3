import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './disk-errors.ts'
import { syncFolder } from './write-together.ts'

/**
 * Writes a small file in a folder, syncs it, reads it back and takes it away: what a disk says of itself is not what it does.
 * null: all of it worked; else what the system says (EROFS, ENOSPC, EIO, …).
 */
export function trialWrite(folder: string): string | null {
  const path = join(folder, `.trial-${randomUUID()}`)
  const content = randomUUID()
  try {
    const file = openSync(path, 'wx', 0o600)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    syncFolder(folder)
    return readFileSync(path, 'utf8') === content ? null : 'EIO'
  } catch (error) {
    return codeOf(error) ?? String(error)
  } finally {
    remove(path)
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The disk that takes no file takes none away either; that was told.
  }
}
