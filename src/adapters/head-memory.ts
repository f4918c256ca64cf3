import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GrowingTree } from '../audit/tree.ts'
import type { Verified } from '../audit/verify.ts'
import { realDisk } from './disk.ts'
import { placeFile } from './durable-file.ts'

/** What this machine knows of a log that it verified and sealed: up to where, and the SHA-256 of those very bytes. */
export interface RememberedHead {
  readonly verified: Verified
  /** Over all segments, each with its number before it; in hex. */
  readonly digest: string
}

/**
 * A machine's own memory of the logs that it wrote, outside their folders. It says which head was signed last, so that no
 * other one is ever signed, and which bytes were verified, so that they need not be verified again. `log` is the leaf of a
 * log's first line.
 */
export interface HeadMemory {
  recall(log: string): RememberedHead | null
  /** Loses nothing that matters when it fails. */
  remember(log: string, head: RememberedHead): void
}

/** The memory in a home's `keys/heads/`. What can't be read there is as good as forgotten. */
export function headMemory(keys: string): HeadMemory {
  const folder = join(keys, 'heads')
  const pathOf = (log: string): string => join(folder, `${log}.json`)
  return {
    recall(log) {
      try {
        return decoded(JSON.parse(readFileSync(pathOf(log), 'utf8')))
      } catch {
        return null
      }
    },
    remember(log, head) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        placeFile(realDisk, pathOf(log), encoded(head), false)
      } catch {
        // The folder of the log holds the seals too: only the next start takes longer.
      }
    },
  }
}

function encoded({ verified, digest }: RememberedHead): string {
  const { tree, witness, ...rest } = verified
  const subtrees = tree.subtrees().map(({ hash }) => hash.toString('hex'))
  const last = witness === null ? null : { ...witness, mono: String(witness.mono) }
  return JSON.stringify({ ...rest, witness: last, subtrees, digest })
}

function decoded(found: ReturnType<typeof JSON.parse>): RememberedHead | null {
  const { digest, subtrees, witness, ...rest } = found
  if (typeof digest !== 'string' || !Number.isSafeInteger(rest.lines) || !Number.isSafeInteger(rest.whole)) return null
  const hashes = subtrees.map((hash: string) => Buffer.from(hash, 'hex'))
  const last = witness === null ? null : { ...witness, mono: BigInt(witness.mono) }
  return { digest, verified: { ...rest, witness: last, tree: GrowingTree.from(rest.lines, hashes) } }
}
