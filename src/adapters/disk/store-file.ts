import { randomUUID } from 'node:crypto'
import { renameSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exit, Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'

type Kind = 'blob' | 'outbox' | 'archive' | 'copy'

interface NewFile<T> {
  readonly folder: string
  /** For the codes of faults: `blob.disk-full`. */
  readonly kind: Kind
  /** Writes the content. What it throws as a Fault is passed on as it is. */
  fill(file: FileHandle): Promise<T>
  /** The name in the folder, asked at the last moment; null: the file is there already and this one can go. */
  name(made: T): string | null
}

/**
 * Makes a file that is either there in full or not at all, whenever the power goes: written under a hidden name, synced,
 * renamed, and the folder synced. Readable by its owner only. Throws Faults with exit code 5.
 */
export async function storeFile<T>({ folder, kind, fill, name }: NewFile<T>): Promise<T> {
  const hidden = join(folder, `.part-${randomUUID()}`)
  try {
    const made = await withFile(await open(hidden, 'wx', 0o600), async (file) => {
      const result = await fill(file)
      await file.sync()
      return result
    })
    const final = name(made)
    if (final === null) await rm(hidden)
    else renameSync(hidden, join(folder, final))
    await withFile(await open(folder, 'r'), (opened) => opened.sync())
    return made
  } catch (error) {
    await rm(hidden, { force: true }).catch(() => {})
    throw error instanceof Fault ? error : storageFault(kind, folder, error)
  }
}

export async function withFile<T>(file: FileHandle, use: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

const moreRoom: Text = {
  en: 'make room, or copy the incident to a larger disk, and resume',
  nl: 'maak plaats, of kopieer het incident naar een grotere schijf, en hervat',
}
const elsewhere: Text = {
  en: 'nothing half stays behind: make room there, or take another disk, and do it again',
  nl: 'er blijft niets half achter: maak daar plaats, of neem een andere schijf, en doe het opnieuw',
}

/** What a disk reports, as a Fault of this kind of store; another error is passed on as it is. */
export function storageFault(kind: Kind, folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  // A code with an underscore (ERR_…) is a mistake of ours, not of the disk.
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error
  const shown = harmlessLine(folder, 200)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Fault({
      code: `${kind}.disk-full`,
      exit: exit.log,
      cause: error,
      message: {
        en: `the disk is full: nothing more fits in ${shown}`,
        nl: `de schijf is vol: er past niets meer in ${shown}`,
      },
      hint: kind === 'archive' || kind === 'copy' ? elsewhere : moreRoom,
    })
  }
  return new Fault({
    code: `${kind}.not-writable`,
    exit: exit.log,
    cause: error,
    message: { en: `${shown} can't be written (${code})`, nl: `in ${shown} kan niet geschreven worden (${code})` },
    hint: {
      en: 'check that the folder exists, that it is yours and that the disk is not read-only',
      nl: 'ga na of de map bestaat, of ze van u is en of de schijf niet alleen-lezen is',
    },
  })
}
