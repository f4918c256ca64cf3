import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'

/**
 * Writes a profile, readable by its owner only: it is there in full or not at all. Without `force` a file that stands
 * there is left alone. Makes the folder. Throws the Faults `profile.exists` and `profile.not-writable`.
 */
export function writeNewProfile(path: string, text: string, force: boolean): void {
  const folder = dirname(path)
  const hidden = `${path}.part-${randomUUID()}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      writeDurably(hidden, text)
      if (force) renameSync(hidden, path)
      else putWhereNothingIs(hidden, path)
    } finally {
      rmSync(hidden, { force: true })
    }
    syncFolder(folder)
  } catch (error) {
    throw error instanceof Fault ? error : notWritable(path, error)
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A link, unlike a rename, never replaces a file that came meanwhile. USB sticks have no links. */
function putWhereNothingIs(hidden: string, path: string): void {
  try {
    linkSync(hidden, path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' || existsSync(path)) throw taken(path)
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code ?? '')) throw error
    renameSync(hidden, path)
  }
}

function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}

function taken(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'profile.exists',
    exit: exit.usage,
    message: { en: `${shown} is there already`, nl: `${shown} bestaat al` },
    hint: {
      en: 'give --force to replace it, or --out for another place',
      nl: 'geef --force om het te vervangen, of --out voor een andere plaats',
    },
  })
}

function notWritable(path: string, error: unknown): unknown {
  const code = codeOf(error)
  if (code === undefined) return error
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'profile.not-writable',
    exit: exit.failed,
    cause: error,
    message: { en: `${shown} can't be written (${code})`, nl: `${shown} kan niet geschreven worden (${code})` },
    hint: {
      en: 'check the folder, the disk and who may write there',
      nl: 'controleer de map, de schijf en wie daar mag schrijven',
    },
  })
}
