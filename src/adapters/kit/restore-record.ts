import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readManifest } from '../../core/manifest.ts'
import { realDisk } from '../disk/disk.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { copyHashed } from '../disk/hashed-copy.ts'
import { refuseWithoutRoom } from '../disk/refuse-without-room.ts'
import { sizeOf } from '../disk/size-of.ts'
import { standsThere } from '../disk/stands-there.ts'
import { storageFault, storeFile } from '../disk/store-file.ts'
import { tarEntries } from '../record/tar-entries.ts'
import { openChunks } from './age-file.ts'
import { hashOnDisk } from './hash-on-disk.ts'
import { damagedCopy, noCopy, recordThere } from './kit-faults.ts'
import { readKitText } from './kit-folder.ts'
import { kitNames } from './kit-manifest.ts'

/**
 * Brings a record from a kit to `target`, whole or not at all: every closed file is held against the list, then opened. Throws
 * `kit.no-copy`, `kit.damaged-copy`, `kit.record-there`, `copy.no-room`, `copy.disk-full`, `copy.not-writable`.
 */
export async function restoreRecord(kit: string, incident: string, identity: string, target: string): Promise<void> {
  const source = join(kit, kitNames.records, incident)
  if (standsThere(target)) throw recordThere(target)
  const text = readKitText(source, kitNames.sums)
  if (text === null) throw noCopy(kit, incident)
  const sums = readManifest(text)
  if (sums === null) throw damagedCopy(source)
  for (const [name, sha256] of sums) {
    const isOurs = /^(?:record-\d+\.tar|blobs-[0-9a-f]{64})\.age$/.test(name)
    if (!isOurs || (await hashOnDisk(join(source, name)))?.sha256 !== sha256) throw damagedCopy(join(source, name))
  }
  const sizes = [...sums.keys()].map((name) => ({ size: sizeOf(join(source, name)), before: 0 }))
  refuseWithoutRoom(target, { files: sizes, folders: 8, goes: 0 })
  const hidden = join(dirname(target), `.part-${randomUUID()}`)
  const put = async (path: string, chunks: AsyncIterable<Buffer>): Promise<void> => {
    const folder = dirname(join(hidden, path))
    makeFolderDurably(realDisk, folder)
    await storeFile({
      ...{ disk: realDisk, folder, kind: 'copy', name: () => basename(path) },
      fill: (file) => copyHashed(realDisk, file, chunks),
    })
  }
  try {
    for (const name of sums.keys()) {
      const opened = openChunks(createReadStream(join(source, name)), secretOf(identity))
      const blob = /^blobs-([0-9a-f]{64})\.age$/.exec(name)?.[1]
      if (blob !== undefined) await put(`blobs/${blob}`, opened)
      else
        for await (const entry of tarEntries(opened, name))
          if (entry.type === '0') await put(entry.name, entry.content())
    }
    realDisk.rename(hidden, target)
    realDisk.syncFolder(dirname(target))
  } catch (error) {
    realDisk.removeFolder(hidden)
    throw error instanceof Error && error.message.startsWith('no identity')
      ? damagedCopy(source)
      : storageFault('copy', target, error)
  }
}

/** The key in a file as age-keygen writes it. */
function secretOf(text: string): string {
  return text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? ''
}
