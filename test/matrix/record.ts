import { execFileSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { countersignWith, operatorKey } from '../../src/adapters/keys/operator-key.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { Sealing } from '../../src/adapters/log/seal-files.ts'
import { cosignedText } from '../../src/audit/cosignature.ts'
import {
  parseNote,
  publicKeyOf,
  type SignedNote,
  signatureLine,
  signatureType,
  verifierKey,
} from '../../src/audit/note.ts'
import type { Draft } from '../../src/core/event.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

/** The files of an incident's folder, by name. */
export type Files = ReadonlyMap<string, Buffer>

const actor = 'An Peeters'
const note = (text: string): Draft => ({ type: 'note.added', actor, data: { text } })
const firstPart: readonly (readonly Draft[])[] = [
  [{ type: 'session.started', actor, data: { version: '1.0.0', mode: 'interactive' } }],
  [note('één: the mail server does not answer')],
  [note('two: the file server shows a ransom note')],
  [{ type: 'step.skipped', actor, step: 'isolate/wifi', data: { reason: 'there is none' } }],
]
const secondPart: readonly (readonly Draft[])[] = [
  [note('three: the links are cut')],
  [note('four: the backup is offline')],
  [{ type: 'session.ended', actor, data: { why: 'left' } }],
]
const tail: readonly (readonly Draft[])[] = [[note('five: behind the last seal')], [note('six: behind it too')]]

/** A small sealed log in several files, with two lines behind its last seal, as a crash leaves it. */
export const sealedLog = (): Promise<Files> => write([...firstPart, ...secondPart, ...tail])
/** The same before its second part: an older copy. */
export const olderLog = (): Promise<Files> => write(firstPart)
/** Another log of the same machine. */
export const otherLog = (): Promise<Files> =>
  write([...firstPart, [note('other')], ...secondPart], { origin: 'cyber-respond/incident/other/00000002' })
/** What somebody who stole the key writes in its place. */
export const forkedLog = (): Promise<Files> => write([...firstPart, [note('never said')], ...secondPart, ...tail])
/** The same with a key of his own. */
export const ownKeyLog = (): Promise<Files> =>
  write([...firstPart, [note('never said')], ...secondPart, ...tail], { key: 2 })

/** The witness that the reader trusts. */
const witnessKey = testKey(7)
export const witness = verifierKey('witness.example', signatureType.witness, publicKeyOf(witnessKey))

/** The same log, its heads signed by an operator too, and the last one by a witness. */
export async function cosignedLog(): Promise<Files> {
  const home = mkdtempSync(join(tmpdir(), 'matrix-key-'))
  try {
    const path = join(home, 'id')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path])
    const failed = (error: unknown): never => {
      throw error
    }
    const countersign = countersignWith(await operatorKey(path, actor, false), realDisk, failed)
    const files = await write([...firstPart, ...secondPart, ...tail], { countersign })
    const head =
      [...files.keys()]
        .filter((name) => name.endsWith('.note'))
        .toSorted(bySize)
        .at(-1) ?? ''
    const { text } = parseNote(String(files.get(head))) as SignedNote
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(1_795_486_400n)
    const signed = sign(null, Buffer.from(cosignedText(1_795_486_400n, text)), witnessKey)
    const line = signatureLine({ ...witness, bytes: Buffer.concat([time, signed]) })
    return new Map([...files, [head.replace('.note', '.witness.cosig'), Buffer.from(line)]])
  } finally {
    rmSync(home, { recursive: true })
  }
}

const bySize = (a: string, b: string): number => Number.parseInt(a.slice(12), 10) - Number.parseInt(b.slice(12), 10)

/** Lines that are written together; some hang on how many there are already. */
export type Batch = readonly Draft[] | ((size: number) => readonly Draft[])

export async function write(
  batches: readonly Batch[],
  {
    origin = testOrigin,
    key = 1,
    countersign = null,
  }: Partial<Pick<Sealing, 'origin' | 'countersign'>> & { readonly key?: number } = {},
): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'))
  try {
    let at = 0
    const clock = () => {
      at += 1
      const wall = Date.UTC(2026, 10, 24, 2, 12) + at * 10
      return { wall, mono: BigInt(at) * 10_000_000n, boot: 'boot-1', run: 'run-1' }
    }
    const memory = { recall: () => null, remember: () => {} }
    const sealing = { key: testKey(key), memory, origin, countersign }
    const log = await createLog(folder, { ...logHost(sealing), witness: clock, segmentBytes: 1600, ballastBytes: 1 })
    for (const batch of batches) await log.append(typeof batch === 'function' ? batch(log.size) : batch, log.size)
    // Before it is closed, which would seal the last lines too.
    const files = readAll(folder)
    await log.close()
    return files
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readAll(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const isOfMachine = (name: string): boolean => /^(?:holder|ballast|locks\/.*)$/.test(name)
  const wanted = names.filter((name) => !isOfMachine(name)).toSorted()
  return new Map(wanted.map((name) => [name, readFileSync(join(folder, name))]))
}
