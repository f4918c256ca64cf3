import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { privateKey } from '../../audit/note.ts'
import { exit, Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { realDisk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { placeFile } from '../disk/durable-file.ts'
import { isReallyAbsent } from '../disk/stands-there.ts'

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
    mkdirSync(keysFolder(home), { recursive: true, mode: 0o700 })
    const { privateKey: made } = generateKeyPairSync('ed25519')
    placeFile(realDisk, path, made.export({ type: 'pkcs8', format: 'pem' }) as string, true)
    realDisk.syncFolder(keysFolder(home))
    chmodSync(path, 0o600)
    return made
  } catch (error) {
    return unusable(path, error)
  }
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
