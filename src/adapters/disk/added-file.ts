import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf } from './disk-errors.ts'

/** Opens a file at whose end something is added, and makes it when it isn't there. Whoever asks closes it. */
export function openToAdd(disk: Disk, path: string): { readonly file: number; readonly isNew: boolean } {
  try {
    return { file: disk.open(path, 'append'), isNew: false }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  try {
    return { file: disk.open(path, 'create'), isNew: true }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    // Another process made it meanwhile.
    return { file: disk.open(path, 'append'), isNew: false }
  }
}

/**
 * Adds a line at the end of a file in one write, so that any number of processes may do so; durable when it returns, with the
 * file's name, which who made it may not have come to. A line that a crash or a full disk left half is ended first. Throws what the disk says, ENOSPC when only
 * a part was taken.
 */
export function addLine(disk: Disk, path: string, line: string): void {
  const { file } = openToAdd(disk, path)
  try {
    const bytes = Buffer.from(`${endsHalfway(disk, file) ? '\n' : ''}${line}\n`)
    if (disk.write(file, bytes) < bytes.length) throw Object.assign(new Error('a part was written'), { code: 'ENOSPC' })
    disk.sync(file)
  } finally {
    disk.close(file)
  }
  disk.syncFolder(dirname(path))
}

function endsHalfway(disk: Disk, file: number): boolean {
  const { size } = disk.identify(file)
  const last = Buffer.alloc(1)
  return size > 0 && disk.read(file, last, size - 1) === 1 && last[0] !== 0x0a
}
