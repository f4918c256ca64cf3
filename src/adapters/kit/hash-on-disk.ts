import { createHash } from 'node:crypto'
import { type Disk, realDisk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import type { HashedCopy } from '../disk/hashed-copy.ts'
import { chunksOf } from '../disk/whole-writes.ts'

/**
 * The SHA-256 and the size of a plain file as the disk gives it; null: there is none. Throws what the disk says. Others may go on
 * between two reads: on a slow stick a screen has to move, and somebody may want to stop it.
 */
export async function hashOnDisk(
  path: string,
  progress: (bytes: number) => void = () => {},
  disk: Disk = realDisk,
): Promise<HashedCopy | null> {
  let file: number
  try {
    file = disk.open(path, 'read')
  } catch (error) {
    if (absent.has(codeOf(error))) return null
    throw error
  }
  try {
    const hash = createHash('sha256')
    let size = 0
    for (const chunk of chunksOf(disk, file, Number.POSITIVE_INFINITY)) {
      hash.update(chunk)
      size += chunk.length
      progress(chunk.length)
      await new Promise(setImmediate)
    }
    return { sha256: hash.digest('hex'), size }
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return null
    throw error
  } finally {
    disk.close(file)
  }
}

/** Nothing is there, or something that is no file: a link (ELOOP), a socket (ENXIO). */
const absent: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'])
