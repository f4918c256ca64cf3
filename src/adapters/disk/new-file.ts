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
  const file = beginNewFile(path, force, faults)
  try {
    file.write(text)
    file.keep()
  } finally {
    file.drop()
  }
}

/** A file that is written part by part. It has its name once it is kept; to be dropped in any case. */
export interface NewFile {
  write(text: string): void
  keep(): void
  drop(): void
}

/** Begins such a file. Makes the folder. Its methods throw the Faults too. */
export function beginNewFile(path: string, force: boolean, faults: NewFileFaults): NewFile {
  const folder = dirname(path)
  const hidden = `${path}.part-${randomUUID()}`
  const saying = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      const why = codeOf(error)
      if (error instanceof Fault || why === undefined) throw error
      throw faults.notWritable(harmlessLine(path, 200), why, error)
    }
  }
  const file = saying(() => {
    makeFolders(folder)
    return openSync(hidden, 'wx', 0o600)
  })
  return {
    write: (text) => saying(() => writeFileSync(file, text)),
    keep: () =>
      saying(() => {
        fsyncSync(file)
        if (force) renameSync(hidden, path)
        else putWhereNothingIs(hidden, path, faults)
        syncFolder(folder)
      }),
    drop() {
      closeSync(file)
      rmSync(hidden, { force: true })
    },
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
