import { dirname, join } from 'node:path'
import { refuseWithoutRoom } from '../disk/refuse-without-room.ts'
import type { Room } from '../disk/room-left.ts'
import { sizeOf } from '../disk/size-of.ts'
import { standsThere } from '../disk/stands-there.ts'
import { halfFiles } from './kit-folder.ts'
import { kitNames } from './kit-manifest.ts'
import { goingFirst, type SizedFile } from './write-kit.ts'

/** What is written beside the files, and not known before: the lists, their signature, the closed file and the README. In bytes. */
const besides = 256 * 1024

/**
 * Looks whether a kit fits, in the order in which `writeKit` writes it: what goes first makes room, and each file stands beside the
 * one whose place it takes. Throws `copy.no-room`.
 */
export function refuseKitWithoutRoom(
  folder: string,
  files: readonly SizedFile[],
  before: readonly string[],
  room?: (path: string) => Room | null,
): void {
  const isRenewed = standsThere(join(folder, kitNames.manifest))
  const first = new Set(goingFirst(files, before, isRenewed))
  const goes = [kitNames.manifest, ...first].map((path) => join(folder, path))
  const planned = {
    files: [
      ...files.map(({ path, size }) => ({ size, before: first.has(path) ? 0 : sizeOf(join(folder, path)) })),
      { size: besides, before: 0 },
    ],
    folders: new Set(files.map(({ path }) => dirname(path))).size,
    goes: [...goes, ...halfFiles(folder)].reduce((sum, path) => sum + sizeOf(path), 0),
  }
  refuseWithoutRoom(folder, planned, ...(room === undefined ? [] : [room]))
}
