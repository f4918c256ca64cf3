import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Disk } from './disk.ts'
import { codeOf } from './disk-errors.ts'
import { fillNew, writeAll } from './whole-writes.ts'

/** Something has the name that a new file was to get. It is left as it is. */
export class NameTaken extends Error {
  readonly code = 'EEXIST'
}

/**
 * Writes a file that is there whole or not at all, whenever the power goes, and is durable with its name when this returns:
 * under a hidden name, synced, named, and the folder synced. It takes the place of a file with that name. Any number of
 * processes may do so. Throws what the disk says; nothing half stays behind.
 */
export function replaceFile(disk: Disk, path: string, content: string | Uint8Array): void {
  write(disk, path, content, replacing)
}

/** The same where no file is yet. Throws `NameTaken`. */
export function createFile(disk: Disk, path: string, content: string | Uint8Array): void {
  write(disk, path, content, refusing)
}

/** Gives a hidden file its name. */
type Naming = (disk: Disk, hidden: string, path: string) => void

export const replacing: Naming = (disk, hidden, path) => disk.rename(hidden, path)

/** Names a file by a link, which unlike a rename never replaces a file that came meanwhile. USB sticks have no links. */
export const refusing: Naming = (disk, hidden, path) => {
  try {
    disk.link(hidden, path)
  } catch (error) {
    if (isTaken(disk, path, error)) throw new NameTaken(path)
    if (!linkless.has(codeOf(error))) throw error
    disk.rename(hidden, path)
    return
  }
  disk.remove(hidden)
}

const linkless: ReadonlySet<string | null> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** A file that is written part by part. It has its name, and is durable with it, once it is kept; to be dropped in any case. */
export interface FileInTheMaking {
  write(content: string | Uint8Array): void
  keep(): void
  drop(): void
}

/** Begins such a file. `naming` says what becomes of one that has its name when it is kept. */
export function beginFile(disk: Disk, path: string, naming: Naming): FileInTheMaking {
  const folder = dirname(path)
  const hidden = hiddenIn(folder)
  const file = disk.open(hidden, 'create')
  let isOpen = true
  const close = (): void => {
    if (isOpen) disk.close(file)
    isOpen = false
  }
  return {
    write: (content) => writeAll(disk, file, typeof content === 'string' ? Buffer.from(content) : content),
    keep() {
      disk.sync(file)
      close()
      naming(disk, hidden, path)
      disk.syncFolder(folder)
    },
    drop() {
      close()
      forget(disk, hidden)
    },
  }
}

interface WholeFile<T> {
  readonly folder: string
  /** Writes the content at the end of the file. */
  fill(file: number): Promise<T>
  /** The name in the folder, asked at the last moment; null: the file is there already and this one can go. */
  name(made: T): string | null
  readonly naming: Naming
}

/** Fills a file of any length, while this thread goes on: durable with its name when the promise resolves. */
export async function fillFile<T>(disk: Disk, { folder, fill, name, naming }: WholeFile<T>): Promise<T> {
  const hidden = hiddenIn(folder)
  try {
    const made = await filled(disk, hidden, fill)
    const final = name(made)
    if (final === null) disk.remove(hidden)
    else naming(disk, hidden, join(folder, final))
    await disk.later.syncFolder(folder)
    return made
  } catch (error) {
    forget(disk, hidden)
    throw error
  }
}

async function filled<T>(disk: Disk, path: string, fill: (file: number) => Promise<T>): Promise<T> {
  const file = await disk.later.create(path)
  try {
    const made = await fill(file)
    await disk.later.sync(file)
    return made
  } finally {
    disk.close(file)
  }
}

/** Writes new files in a folder that nobody knows yet, durable when it returns: each file is synced, then the folder once. */
export function writeTogether(
  disk: Disk,
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): void {
  for (const { name, bytes } of files) fillNew(disk, disk.open(join(folder, name), 'create'), bytes, true)
  disk.syncFolder(folder)
}

function write(disk: Disk, path: string, content: string | Uint8Array, naming: Naming): void {
  const file = beginFile(disk, path, naming)
  try {
    file.write(content)
    file.keep()
  } finally {
    file.drop()
  }
}

/** No archive takes a file of this name along. */
function hiddenIn(folder: string): string {
  return join(folder, `.part-${randomUUID()}`)
}

function isTaken(disk: Disk, path: string, error: unknown): boolean {
  if (codeOf(error) === 'EEXIST') return true
  try {
    disk.identify(path)
    return true
  } catch {
    return false
  }
}

/** Removes a file that was not finished: what went wrong before is told, and not that it can't be taken away either. */
function forget(disk: Disk, hidden: string): void {
  try {
    disk.remove(hidden)
  } catch {
    // As above.
  }
}
