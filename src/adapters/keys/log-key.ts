import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { privateKey } from '../../audit/note.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { realDisk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { isReallyAbsent } from '../disk/stands-there.ts'
import { createFile, NameTaken } from '../disk/whole-file.ts'

export function keysFolder(home: string): string {
  return join(home, 'keys')
}

/**
 * This machine's key for sealing logs, made at first use: Ed25519, PKCS #8 in PEM, readable by its owner only. Throws the
 * Fault `key.unusable`.
 */
export function logKey(home: string): KeyObject {
  const path = join(keysFolder(home), 'log.key')
  const pem = readKey(path)
  if (pem !== null) return privateKey(pem) ?? unusable(path, null)
  try {
    makeFolderDurably(realDisk, keysFolder(home))
    const { privateKey: made } = generateKeyPairSync('ed25519')
    createFile(realDisk, path, made.export({ type: 'pkcs8', format: 'pem' }) as string)
    chmodSync(path, 0o600)
    return made
  } catch (error) {
    // Another process made one meanwhile, and may have sealed with it.
    if (error instanceof NameTaken) return logKey(home)
    return unusable(path, error)
  }
}

/** Whether this machine has a key for sealing logs. */
export function hasLogKey(home: string): boolean {
  return existsSync(join(keysFolder(home), 'log.key'))
}

function readKey(path: string): string | null {
  try {
    return readFileSync(path, { encoding: 'utf8', flag: constants.O_RDONLY | constants.O_NONBLOCK })
  } catch (error) {
    // A link to a stick that is not here is no reason to make another key in its place.
    return isReallyAbsent(path, error) ? null : unusable(path, error)
  }
}

function unusable(path: string, cause: unknown): never {
  const shown = harmlessLine(path, 200)
  const why = cause === null ? null : (codeOf(cause) ?? String(cause))
  throw new Fault({
    code: 'key.unusable',
    exit: exit.log,
    cause,
    message:
      why === null
        ? { en: `${shown} is no Ed25519 private key`, nl: `${shown} is geen private Ed25519-sleutel` }
        : {
            en: `the key ${shown} can't be used (${why})`,
            nl: `de sleutel ${shown} kan niet gebruikt worden (${why})`,
          },
    hint: {
      en: 'the record is sealed with it: put the right file back, or move it away and a new key is made',
      nl: 'het logboek wordt ermee verzegeld: zet het juiste bestand terug, of verplaats het en er wordt een nieuwe sleutel gemaakt',
    },
  })
}
