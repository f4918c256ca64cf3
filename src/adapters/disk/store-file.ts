import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import type { Disk } from './disk.ts'
import { codeOf, isFull } from './disk-errors.ts'
import { fillFile, replacing } from './whole-file.ts'

type Kind = 'blob' | 'outbox' | 'archive' | 'copy'

interface NewFile<T> extends Omit<Parameters<typeof fillFile<T>>[1], 'naming'> {
  readonly disk: Disk
  /** The first word in the codes of faults: `blob.disk-full`. */
  readonly kind: Kind
  /** `replacing` when none is given. */
  readonly naming?: Parameters<typeof fillFile<T>>[1]['naming']
}

/** Makes a whole file (`fillFile`). Throws Faults with exit code 5, and as they are those that `fill` and `name` throw. */
export async function storeFile<T>({ disk, kind, naming = replacing, ...file }: NewFile<T>): Promise<T> {
  try {
    return await fillFile(disk, { ...file, naming })
  } catch (error) {
    throw error instanceof Fault ? error : storageFault(kind, file.folder, error)
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

/** Does work on the disk to which something is copied. What that disk reports is told as the fault of a copy into `folder`. */
export function copying<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storageFault('copy', folder, error)
  }
}

/** The same of work that takes its time. */
export async function copyingLater<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageFault('copy', folder, error)
  }
}

/** Why a disk is said to be away when only a folder is missing that was there a moment ago. */
export const folderGone: Text = { en: 'its folder is gone', nl: 'de map is weg' }

/** What a system says of a disk that was pulled out, or is failing. */
const gone: ReadonlySet<string> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ESHUTDOWN', 'ESTALE', 'ENOMEDIUM'])

/** The disk to which something is copied is no longer there. */
export function copyAway(folder: string, why: Text, cause?: unknown): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'copy.away',
    exit: exit.log,
    cause,
    message: {
      en: `the stick or disk with ${shown} went away, or is failing (${why.en})`,
      nl: `de stick of schijf met ${shown} is verdwenen, of begeeft het (${why.nl})`,
    },
    hint: {
      en: 'put it back and do the same again; if it says so once more, take another one',
      nl: 'zet ze terug en doe hetzelfde opnieuw; gebeurt het nog eens, neem dan een andere',
    },
  })
}

/** The fault of this kind of store for what a disk reports; another error is passed on as it is. */
export function storageFault(kind: Kind, folder: string, error: unknown): unknown {
  const code = codeOf(error)
  // A code with an underscore (ERR_…) is a mistake of ours, not of the disk.
  if (code === null || !/^E[A-Z0-9]+$/.test(code)) return error
  const shown = harmlessLine(folder, 200)
  if (isFull(error)) {
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
  if (kind === 'copy' && gone.has(code)) return copyAway(folder, { en: code, nl: code }, error)
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

/** The fault that a copy reads back as something else. */
export function readsDifferent(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'copy.differs',
    exit: exit.failed,
    message: {
      en: `${shown} reads back as something else than was written`,
      nl: `${shown} leest terug als iets anders dan geschreven werd`,
    },
    hint: {
      en: 'this copy does not count: the disk may be failing, take another one',
      nl: 'deze kopie telt niet: de schijf begeeft het misschien, neem een andere',
    },
  })
}
