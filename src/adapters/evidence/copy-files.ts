import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Blob } from '../../core/event.ts'
import { exit, Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { manifestLine, manifestName } from '../../core/manifest.ts'
import { makeFolders } from '../disk/make-folders.ts'
import { storageFault, storeFile } from '../disk/store-file.ts'
import { openRecord } from '../record/open-record.ts'
import type { ReadProgress, RecordSource } from '../record/source.ts'

/** `damaged` are gone from the incident's folder, or no longer have their hash: of them no copy was made. */
export interface Copied {
  readonly copied: readonly Blob[]
  readonly damaged: readonly Blob[]
}

/**
 * Copies files in custody to `target`, made when it isn't there: `blobs/<sha256>` and a MANIFEST.sha256 that
 * `sha256sum -c` reads. Each is read back; one that is there already is only read. `progress` counts both. Throws
 * `copy.not-writable`, `copy.disk-full`, `copy.differs`, and the Faults of the log.
 */
export async function copyFiles(
  source: RecordSource,
  files: readonly Blob[],
  target: string,
  progress: ReadProgress,
): Promise<Copied> {
  const blobs = join(target, 'blobs')
  makeFolder(blobs)
  const there = await openRecord(target)
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
    if (known || (inSource.has(name) && (await copyOne(source, file, blobs, step)))) {
      if (!known && (await there.digest(name, step)) !== file.sha256) throw differs(join(target, name))
      copied.push(file)
    } else damaged.push(file)
  }
  const lines = copied.map((file) => manifestLine(file.sha256, nameOf(file))).join('')
  await storeFile({ folder: target, kind: 'copy', fill: (file) => file.writeFile(lines), name: () => manifestName })
  return { copied, damaged }
}

const nameOf = ({ sha256 }: Blob): string => `blobs/${sha256}`

/** What was read is not what it should be. */
class Damaged extends Error {}

/** False when the original is damaged: then nothing was made. */
async function copyOne(
  source: RecordSource,
  file: Blob,
  folder: string,
  step: (bytes: number) => void,
): Promise<boolean> {
  try {
    await storeFile({
      folder,
      kind: 'copy',
      name: () => file.sha256,
      fill: async (target) => {
        const hash = createHash('sha256')
        for await (const chunk of source.read(nameOf(file))) {
          hash.update(chunk)
          await target.writeFile(chunk)
          step(chunk.length)
        }
        if (hash.digest('hex') !== file.sha256) throw new Damaged()
      },
    })
    return true
  } catch (error) {
    if (error instanceof Damaged) return false
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    makeFolders(folder)
  } catch (error) {
    throw storageFault('copy', folder, error)
  }
}

function differs(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'copy.differs',
    exit: exit.failed,
    message: {
      en: `${shown} reads back as something else than was written`,
      nl: `${shown} leest terug als iets anders dan geschreven werd`,
    },
    hint: {
      en: 'this copy is not recorded: the disk may be failing, take another one',
      nl: 'deze kopie is niet genoteerd: de schijf begeeft het misschien, neem een andere',
    },
  })
}
