import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../disk/sha256.ts'
import { keysFolder } from '../keys/log-key.ts'
import { changedDay } from './changed-day.ts'

/** The key with which a home seals records: the SHA-256 of its public half (SPKI), and the day on which its file was made. */
export interface Sealer {
  readonly key: string
  readonly made: string
}

/** The key of a home; null: there is none yet, or it can't be read now. None is made. */
export function sealerOf(home: string): Sealer | null {
  const path = join(keysFolder(home), 'log.key')
  try {
    const made = changedDay(path)
    const key = createPublicKey(readFileSync(path)).export({ type: 'spki', format: 'der' })
    return made === null ? null : { key: sha256(key), made }
  } catch {
    return null
  }
}
