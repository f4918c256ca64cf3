import { dirname } from 'node:path'
import type { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { type Disk, realDisk } from './disk.ts'
import { codeOf } from './disk-errors.ts'
import { makeFolderDurably } from './durable-folder.ts'
import { beginFile, type FileInTheMaking, NameTaken, refusing, replacing } from './whole-file.ts'

/**
 * The faults for when a file stands there already, and for when it can't be written. Both are given the path as it can
 * be shown.
 */
export interface NewFileFaults {
  taken(shown: string): Fault
  notWritable(shown: string, why: string, cause: unknown): Fault
}

/**
 * Writes a text file that a person asked for, readable by its owner only: whole or not at all, durable when it returns.
 * Without `force` a file that stands there is left alone. Makes the folder. Throws the Faults that it is given.
 */
export function writeNewFile(
  path: string,
  text: string,
  force: boolean,
  faults: NewFileFaults,
  disk: Disk = realDisk,
): void {
  const file = beginNewFile(path, force, faults, disk)
  try {
    file.write(text)
    file.keep()
  } finally {
    file.drop()
  }
}

/** Begins such a file, which is written part by part. Makes the folder. Its methods throw the Faults too. */
export function beginNewFile(
  path: string,
  force: boolean,
  faults: NewFileFaults,
  disk: Disk = realDisk,
): FileInTheMaking {
  const saying = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      const shown = harmlessLine(path, 200)
      if (error instanceof NameTaken) throw faults.taken(shown)
      const why = codeOf(error)
      throw why === null ? error : faults.notWritable(shown, why, error)
    }
  }
  const file = saying(() => {
    makeFolderDurably(disk, dirname(path))
    return beginFile(disk, path, force ? replacing : refusing)
  })
  return {
    write: (text) => saying(() => file.write(text)),
    keep: () => saying(() => file.keep()),
    drop: () => file.drop(),
  }
}
