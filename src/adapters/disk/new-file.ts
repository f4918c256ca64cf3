import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { makeFolders } from './make-folders.ts'

/** What is told when a file stands there already, or when it can't be written. Both are given the path as it can be shown. */
export interface NewFileFaults {
  taken(shown: string): Fault
  notWritable(shown: string, why: string, cause: unknown): Fault
}

/**
 * Writes a text file, readable by its owner only: it is there in full or not at all. Without `force` a file that stands
 * there is left alone. Makes the folder. Throws the Faults that it is given.
 */
export function writeNewFile(path: string, text: string, force: boolean, faults: NewFileFaults): void {
  const folder = dirname(path)
  const hidden = `${path}.part-${randomUUID()}`
  try {
    makeFolders(folder)
    try {
      writeDurably(hidden, text)
      if (force) renameSync(hidden, path)
      else putWhereNothingIs(hidden, path, faults)
    } finally {
      rmSync(hidden, { force: true })
    }
    syncFolder(folder)
  } catch (error) {
    const why = codeOf(error)
    throw error instanceof Fault || why === undefined ? error : faults.notWritable(harmlessLine(path, 200), why, error)
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A link, unlike a rename, never replaces a file that came meanwhile. USB sticks have no links. */
function putWhereNothingIs(hidden: string, path: string, faults: NewFileFaults): void {
  try {
    linkSync(hidden, path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' || existsSync(path)) throw faults.taken(harmlessLine(path, 200))
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code ?? '')) throw error
    renameSync(hidden, path)
  }
}

function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
