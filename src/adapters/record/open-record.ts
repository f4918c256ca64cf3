import { createHash } from 'node:crypto'
import { closeSync, constants, lstatSync, opendirSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { isReallyAbsent } from '../disk/stands-there.ts'
import { diskFault, missingFault } from '../log/faults.ts'
import type { Entries, ReadProgress, RecordSource } from './source.ts'

/**
 * Opens an incident's folder, or a .tar.gz of one. An archive is read once from beginning to end, so that a broken one is
 * refused here. Throws `log.missing` for what is neither, and the Faults of archives.
 */
export async function openRecord(path: string, progress: ReadProgress = () => {}): Promise<RecordSource> {
  const found = statOf(path)
  if (found?.isFile() === true) {
    // Only an archive needs the packages that unpack one.
    const { openArchive } = await import('./archive-source.ts')
    return openArchive(path, progress)
  }
  if (found?.isDirectory() !== true) throw missingFault(path)
  return openFolder(path)
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (isReallyAbsent(path, error)) return undefined
    throw diskFault(path, error)
  }
}

const chunkBytes = 256 * 1024
/** Should a file have become a link or a pipe since it was listed, it is not followed and not waited for. */
const asItIs = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

function openFolder(path: string): RecordSource {
  const read = async function* (name: string): AsyncGenerator<Buffer, void> {
    const file = await saying(path, open(inside(path, name), asItIs))
    try {
      let [buffer, next] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)]
      let reading = file.read(buffer, 0, chunkBytes)
      for (;;) {
        const { bytesRead } = await saying(path, reading)
        if (bytesRead === 0) return
        // The next is read while this one is looked at.
        reading = file.read(next, 0, chunkBytes)
        reading.catch(() => {})
        yield buffer.subarray(0, bytesRead)
        ;[buffer, next] = [next, buffer]
      }
    } finally {
      await file.close()
    }
  }
  return {
    path,
    peek: (name, position, length) => peekIn(path, name, position, length),
    list: () => entriesIn(path).files,
    entries: () => entriesIn(path),
    size(name) {
      try {
        return lstatSync(inside(path, name)).size
      } catch (error) {
        throw diskFault(path, error)
      }
    },
    read,
    async digest(name, progress = () => {}) {
      const hash = createHash('sha256')
      for await (const chunk of read(name)) {
        hash.update(chunk)
        progress(chunk.length)
      }
      return hash.digest('hex')
    },
  }
}

function peekIn(folder: string, name: string, position: number, length: number): Buffer {
  try {
    const file = openSync(inside(folder, name), asItIs)
    try {
      const buffer = Buffer.allocUnsafe(length)
      return buffer.subarray(0, readSync(file, buffer, 0, length, position))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw diskFault(folder, error)
  }
}

function entriesIn(folder: string): Entries {
  const files: string[] = []
  const others: string[] = []
  // Not the recursion of `readdir`, which follows links to folders, nor all entries at once: a long log has many seals.
  const walk = (path: string): void => {
    const opened = opendirSync(join(folder, path), { bufferSize: 256 })
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        const name = path === '' ? entry.name : `${path}/${entry.name}`
        if (entry.isFile()) files.push(name)
        else others.push(entry.isDirectory() ? `${name}/` : name)
        if (entry.isDirectory()) walk(name)
      }
    } finally {
      opened.closeSync()
    }
  }
  try {
    walk('')
    return { files: files.sort(), others: others.sort() }
  } catch (error) {
    throw diskFault(folder, error)
  }
}

/** The path of a file in the folder: never outside it, and never behind a link. */
function inside(folder: string, name: string): string {
  const parts = name.split('/')
  let path = folder
  for (const [index, part] of parts.entries()) {
    path = join(path, part)
    if (
      part === '..' ||
      (index < parts.length - 1 && lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    )
      throw missing(folder)
  }
  return path
}

function missing(folder: string): unknown {
  return diskFault(folder, Object.assign(new Error('outside the folder'), { code: 'ENOENT' }))
}

async function saying<T>(folder: string, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw diskFault(folder, error)
  }
}
