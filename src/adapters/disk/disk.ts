import {
  chmodSync,
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  open,
  openSync,
  constants as osFlags,
  readdirSync,
  readSync,
  rename,
  renameSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs'
import { promisify } from 'node:util'
import { tryLock, unlock } from 'fs-native-extensions'
import { makeFolders } from './make-folders.ts'

/** The file that a path or a descriptor stands for, and its length. */
export interface FileIdentity {
  readonly device: number
  readonly inode: number
  readonly links: number
  readonly size: number
}

/**
 * The few things that this program does with a disk when it writes, so that a test can stand a disk behind it that loses what
 * was not synced.
 * Paths are absolute; every method throws the system's error (`code`). What it does is done when it returns.
 */
export interface Disk {
  /** The names in a folder. */
  list(folder: string): readonly string[]
  /** The names of everything that is no plain file: folders, with a `/` at their end, links, pipes and the like. */
  others(folder: string): readonly string[]
  /** Makes a folder, and those above it; gives the topmost that was made, or null. Only its owner can read it. */
  makeFolder(folder: string): string | null
  /**
   * `append`: for reading and for writing at the end. `create`: the same for a file that must not be there yet. A link is not
   * followed (ELOOP), a pipe not waited for.
   */
  open(path: string, how: 'read' | 'append' | 'create'): number
  close(file: number): void
  /** One read at a position; 0 at the end. */
  read(file: number, into: Uint8Array, position: number): number
  /** One write at the end; gives how many bytes were taken, which may be fewer. */
  write(file: number, bytes: Uint8Array): number
  truncate(file: number, size: number): void
  /** Content and size are durable when it returns. */
  sync(file: number): void
  /** The names in a folder are durable when it returns. */
  syncFolder(folder: string): void
  identify(at: string | number): FileIdentity
  /** Whether something has this name. What can't be looked at counts as not there. */
  isThere(path: string): boolean
  /**
   * false: somebody else's lock forbids it. Closing the file, or the end of the process, lets it go. A `shared` one forbids
   * only one that isn't.
   */
  lock(file: number, kind?: 'shared'): boolean
  /** Lets a lock go. */
  unlock(file: number): void
  /** Renames a file or a folder within one folder. It takes the place of a file with that name. */
  rename(from: string, to: string): void
  /** Gives a file a second name in the same folder. EEXIST: something has that name. Not every disk can. */
  link(from: string, to: string): void
  remove(path: string): void
  /** A folder with all that is in it. */
  removeFolder(path: string): void
  makeReadOnly(path: string): void
  readonly later: LaterDisk
}

/** The calls that take a disk its time, while this thread goes on: done when the promise resolves. */
export interface LaterDisk {
  /** Creates a file as `open` does. */
  create(path: string): Promise<number>
  write(file: number, bytes: Uint8Array): Promise<number>
  sync(file: number): Promise<void>
  rename(from: string, to: string): Promise<void>
  syncFolder(folder: string): Promise<void>
}

const asItIs = osFlags.O_NOFOLLOW | osFlags.O_NONBLOCK
const appending = osFlags.O_RDWR | osFlags.O_APPEND | asItIs
const creating = appending | osFlags.O_CREAT | osFlags.O_EXCL

const openLater = promisify(open)
const syncNames = promisify(fsync)

const later: LaterDisk = {
  create: (path) => openLater(path, creating, 0o600),
  write: (file, bytes) =>
    new Promise((resolve, reject) => {
      write(file, bytes, (error, taken) => (error === null ? resolve(taken) : reject(error)))
    }),
  sync: promisify(fdatasync),
  rename: promisify(rename),
  async syncFolder(folder) {
    const opened = openSync(folder, 'r')
    try {
      await syncNames(opened)
    } finally {
      closeSync(opened)
    }
  },
}

export const realDisk: Disk = {
  list: (folder) => readdirSync(folder),
  others: (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isFile()) return []
      return [entry.isDirectory() ? `${entry.name}/` : entry.name]
    }),
  makeFolder: makeFolders,
  open(path, how) {
    if (how === 'read') return openSync(path, osFlags.O_RDONLY | asItIs)
    return openSync(path, how === 'append' ? appending : creating, 0o600)
  },
  close: closeSync,
  read: (file, into, position) => readSync(file, into, 0, into.length, position),
  write: (file, bytes) => writeSync(file, bytes),
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncFolder(folder) {
    const opened = openSync(folder, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  },
  identify(at) {
    const { dev, ino, nlink, size } = typeof at === 'string' ? lstatSync(at) : fstatSync(at)
    return { device: dev, inode: ino, links: nlink, size }
  },
  isThere: existsSync,
  lock: (file, kind) => (kind === undefined ? tryLock(file) : tryLock(file, { shared: true })),
  unlock: (file) => unlock(file),
  rename: renameSync,
  link: linkSync,
  remove: (path) => rmSync(path, { force: true }),
  removeFolder: (path) => rmSync(path, { recursive: true, force: true }),
  makeReadOnly: (path) => chmodSync(path, 0o400),
  later,
}
