import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are not there, for their owner only; gives the topmost that was made, or null. One
 * by one: Node's own way down waits for ever where nothing can be made, as in /proc.
 */
export function makeFolders(path: string): string | null {
  try {
    mkdirSync(path, { mode: 0o700 })
    return path
  } catch (error) {
    if (isFolder(path)) return null
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path || isFolder(parent)) throw error
    const first = makeFolders(parent)
    return makeFolders(path) === null ? first : (first ?? path)
  }
}

/** Whether a folder is there, also behind a link. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}
