import type { Disk, FileIdentity } from '../disk/disk.ts'

/** The identity of an open file when its path still leads to it, or null. */
export function sameFile(disk: Disk, path: string, file: number): FileIdentity | null {
  try {
    const named = disk.identify(path)
    const opened = disk.identify(file)
    return named.inode === opened.inode && named.device === opened.device && opened.links > 0 ? opened : null
  } catch {
    return null
  }
}
