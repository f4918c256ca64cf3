import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { reasonOf } from '../disk/disk-errors.ts'

/**
 * Opens a file that goes into custody. A link is followed, and `taken` says to what. Anything but a regular file is
 * refused before it is opened: opening a device can do things, opening a pipe can wait for ever.
 */
export async function openEvidence(path: string): Promise<{ source: FileHandle; taken: string | null }> {
  if (path.includes('\0')) throw unreadable(path, 'EINVAL')
  const linked = (await reading(path, lstat(path))).isSymbolicLink()
  const taken = linked ? await reading(path, realpath(path)) : null
  mustBeFile(path, await reading(path, stat(path)))
  return { source: await openFile(path, path, 0), taken }
}

/** The same for a file that was found in a folder, by the bytes of its path: a link is not followed. */
export function openFound(path: Buffer, shown: string): Promise<FileHandle> {
  return openFile(path, shown, constants.O_NOFOLLOW)
}

async function openFile(path: string | Buffer, shown: string, flags: number): Promise<FileHandle> {
  // Should it be swapped for a pipe just now, opening it doesn't wait.
  const source = await reading(shown, open(path, constants.O_RDONLY | constants.O_NONBLOCK | flags))
  try {
    mustBeFile(shown, await source.stat())
  } catch (error) {
    await source.close()
    throw error
  }
  return source
}

/** Waits for a system call on the source, and tells what went wrong as a Fault. */
export async function reading<T>(path: string, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw unreadable(path, reasonOf(error))
  }
}

export function changedMeanwhile(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'evidence.changed',
    exit: exit.failed,
    message: { en: `${shown} changed while it was copied`, nl: `${shown} veranderde tijdens het kopiëren` },
    hint: {
      en: 'something still writes to it: make a copy yourself and add the copy',
      nl: 'er wordt nog in geschreven: maak zelf een kopie en voeg de kopie toe',
    },
  })
}

function mustBeFile(path: string, found: Stats): void {
  if (found.isFile()) return
  const folder = found.isDirectory()
  const shown = harmlessLine(path, 200)
  throw new Fault({
    code: 'evidence.not-a-file',
    exit: exit.usage,
    message: folder
      ? { en: `${shown} is a folder`, nl: `${shown} is een map` }
      : { en: `${shown} is no regular file`, nl: `${shown} is geen gewoon bestand` },
    hint: folder
      ? { en: 'name one file, as proof', nl: 'noem één bestand, als bewijs' }
      : {
          en: 'make an image of it with a forensic tool and add the image',
          nl: 'maak er een kopie van met een forensisch hulpmiddel en voeg die toe',
        },
  })
}

export function nothingThere(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'evidence.empty',
    exit: exit.usage,
    message: {
      en: `${shown} holds no file that can be taken`,
      nl: `${shown} bevat geen bestand dat genomen kan worden`,
    },
    hint: {
      en: 'check the name of the folder; links in it are not followed',
      nl: 'controleer de naam van de map; koppelingen erin worden niet gevolgd',
    },
  })
}

function unreadable(path: string, code: string): Fault {
  const shown = harmlessLine(path, 200)
  const missing = code === 'ENOENT'
  return new Fault({
    code: missing ? 'evidence.not-found' : 'evidence.unreadable',
    exit: exit.usage,
    message: missing
      ? { en: `${shown} does not exist`, nl: `${shown} bestaat niet` }
      : { en: `${shown} can't be read (${code})`, nl: `${shown} kan niet gelezen worden (${code})` },
    hint: missing
      ? { en: 'check the name of the file', nl: 'controleer de naam van het bestand' }
      : {
          en: 'check that you may read it and that its disk is well',
          nl: 'ga na of u het mag lezen en of de schijf in orde is',
        },
  })
}
