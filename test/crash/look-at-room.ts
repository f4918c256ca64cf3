import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { contentOf, type Kept, type Room } from './rooms.ts'

/** The files below a folder, with their paths; hidden ones, which nobody takes for anything, apart. */
export function filesOn(
  disk: Disk,
  folder: string,
): { readonly named: readonly string[]; readonly hidden: readonly string[] } {
  if (!isThere(disk, folder)) return { named: [], hidden: [] }
  const folders = new Set(disk.others(folder))
  const found = disk.list(folder).map((name) => {
    const path = join(folder, name)
    if (name.startsWith('.')) return { named: [], hidden: [path] }
    return folders.has(`${name}/`) ? filesOn(disk, path) : { named: [path], hidden: [] }
  })
  return { named: found.flatMap(({ named }) => named), hidden: found.flatMap(({ hidden }) => hidden) }
}

/** Whether a folder is there. */
export function isThere(disk: Disk, folder: string): boolean {
  try {
    return disk.list(folder).length >= 0
  } catch {
    return false
  }
}

/** Of what was told all is there, and what stands under a name of its own is whole. Throws what is wrong. */
export function look(
  disk: Disk,
  { folder, fits, holds = (there, told) => there.equals(told) }: Room,
  told: readonly Kept[],
): void {
  const last = new Map(told.map((kept) => [`${kept.path} ${kept.part}`, kept]))
  for (const { path, bytes } of last.values()) {
    if (!isThere(disk, dirname(path)) || !disk.list(dirname(path)).includes(basename(path))) {
      throw new Error(`${path} was kept and is not there`)
    }
    if (!holds(contentOf(disk, path), bytes)) throw new Error(`${path} was kept and holds something else`)
  }
  const files = filesOn(disk, folder).named
  for (const path of files.filter((one) => /\/(blobs|outbox|profiles|pinned|control)\/[^/]+$/.test(one))) {
    if (!fits(path, contentOf(disk, path))) throw new Error(`${path} is not whole`)
  }
}

/** Keeps everything once; gives what went wrong, or null, and adds to `told` what was told until then. */
export async function keepAll(room: Room, disk: Disk, told: Kept[]): Promise<unknown> {
  try {
    await room.keep(disk, (kept) => void told.push(kept))
    return null
  } catch (error) {
    return error
  }
}
