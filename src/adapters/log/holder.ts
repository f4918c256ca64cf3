import type { Disk } from '../disk/disk.ts'
import { writeAll } from '../disk/whole-writes.ts'

/** Holds the id of the process whose session it is, for people. It proves nothing: the kernel's lock does. */
const nameOf = (folder: string): string => `${folder}/holder`

/** Leaves the process id for whoever finds the log locked. A log is no worse without it. */
export function nameHolder(disk: Disk, folder: string, pid: number): void {
  try {
    disk.remove(nameOf(folder))
    const file = disk.open(nameOf(folder), 'create')
    try {
      writeAll(disk, file, Buffer.from(`${pid}\n`))
    } finally {
      disk.close(file)
    }
  } catch {
    // A full or read-only disk: what matters is reported by whoever writes the log.
  }
}

export function forgetHolder(disk: Disk, folder: string): void {
  try {
    disk.remove(nameOf(folder))
  } catch {
    // As above.
  }
}

/** The id that was left there; null: none. */
export function holderOf(disk: Disk, folder: string): number | null {
  try {
    const file = disk.open(nameOf(folder), 'read')
    try {
      const buffer = Buffer.alloc(16)
      const text = buffer.toString('latin1', 0, disk.read(file, buffer, 0))
      return /^[1-9]\d{0,9}\n$/.test(text) ? Number(text) : null
    } finally {
      disk.close(file)
    }
  } catch {
    return null
  }
}
