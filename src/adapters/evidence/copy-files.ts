import { join } from 'node:path'
import type { Blob } from '../../core/event.ts'
import { manifestLine, manifestName } from '../../core/manifest.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { copyHashed } from '../disk/hashed-copy.ts'
import { refuseWithoutRoom } from '../disk/refuse-without-room.ts'
import { sizeOf } from '../disk/size-of.ts'
import { copying, readsDifferent, storeFile } from '../disk/store-file.ts'
import { writeAllLater } from '../disk/whole-writes.ts'
import { openRecord } from '../record/open-record.ts'
import type { ReadProgress, RecordSource } from '../record/source.ts'

/** `damaged` are gone from the incident's folder, or no longer have their hash: of them no copy was made. */
export interface Copied {
  readonly copied: readonly Blob[]
  readonly damaged: readonly Blob[]
}

/** The disk that takes copies, and how what was written there is read back. */
interface Onto {
  readonly disk: Disk
  open(folder: string): Promise<RecordSource>
}

/**
 * Copies files in custody to `target`, made when it isn't there: `blobs/<sha256>` and a MANIFEST.sha256 that
 * `sha256sum -c` reads; all durable when it resolves. Each is read back; one that is there already is only read. `progress`
 * counts both. Throws `copy.no-room` before anything is written, `copy.not-writable`, `copy.disk-full`, `copy.differs`, and the Faults of the log.
 */
export async function copyFiles(
  source: RecordSource,
  files: readonly Blob[],
  target: string,
  progress: ReadProgress,
  { disk, open }: Onto = { disk: realDisk, open: openRecord },
): Promise<Copied> {
  const blobs = join(target, 'blobs')
  const missing = files.filter((file) => sizeOf(join(target, nameOf(file))) !== file.size)
  refuseWithoutRoom(blobs, { files: missing.map(({ size }) => ({ size, before: 0 })), folders: 2, goes: 0 })
  copying(blobs, () => makeFolderDurably(disk, blobs))
  const there = await open(target)
  const present = new Set(there.list())
  const inSource = new Set(source.list())
  const total = 2 * files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  const step = (bytes: number): void => {
    done += bytes
    progress(Math.min(done, total), total)
  }
  const copied: Blob[] = []
  const damaged: Blob[] = []
  for (const file of files) {
    const name = nameOf(file)
    const known = present.has(name) && (await there.digest(name, step)) === file.sha256
    if (known) step(file.size)
    if (known || (inSource.has(name) && (await copyOne(source, file, { disk, folder: blobs }, step)))) {
      if (!known && (await there.digest(name, step)) !== file.sha256) throw readsDifferent(join(target, name))
      copied.push(file)
    } else damaged.push(file)
  }
  const lines = copied.map((file) => manifestLine(file.sha256, nameOf(file))).join('')
  // Also for those that an earlier run left there, which may have ended before it came to this.
  copying(blobs, () => disk.syncFolder(blobs))
  await storeFile({
    ...{ disk, folder: target, kind: 'copy', name: () => manifestName },
    fill: (file) => writeAllLater(disk, file, Buffer.from(lines)),
  })
  return { copied, damaged }
}

const nameOf = ({ sha256 }: Blob): string => `blobs/${sha256}`

/** The error that what was read is not what it should be. */
class Damaged extends Error {}

/** False when the original is damaged: then nothing was made. */
async function copyOne(
  source: RecordSource,
  file: Blob,
  { disk, folder }: { readonly disk: Disk; readonly folder: string },
  step: (bytes: number) => void,
): Promise<boolean> {
  try {
    await storeFile({
      ...{ disk, folder, kind: 'copy', name: () => file.sha256 },
      fill: async (target) => {
        let before = 0
        const copied = (bytes: number): void => {
          step(bytes - before)
          before = bytes
        }
        const { sha256 } = await copyHashed(disk, target, source.read(nameOf(file)), { copied, steady: true })
        if (sha256 !== file.sha256) throw new Damaged()
      },
    })
    return true
  } catch (error) {
    if (error instanceof Damaged) return false
    throw error
  }
}
