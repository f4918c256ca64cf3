import type { KeyObject } from 'node:crypto'
import { isSeal, type LogKey, readSeal, type Seal, type SealProblem } from '../../audit/seal.ts'
import type { Disk } from '../disk/disk.ts'
import { namesIn, readText } from '../disk/durable-file.ts'
import type { HeadMemory } from './head-memory.ts'

/** The means to seal a log: this machine's key, its memory, and who signs along. */
export interface Sealing {
  readonly key: KeyObject
  readonly memory: HeadMemory
  /** The name of a log that has none yet: `cyber-respond/incident/willebroek-2026-11-24/5f3a9c01`. */
  readonly origin: string
  /** Signs the text of a checkpoint as a person, beside the log's own signature; null: nobody does. */
  readonly countersign: Countersign | null
}

/** A person's own key. `principal` and `key` are as OpenSSH's `allowed_signers` has them. */
export interface Countersign {
  readonly principal: string
  readonly person: string
  readonly key: string
  /** Leaves the public part of the key in the log's folder. Nobody else does so meanwhile. */
  publish?(folder: string): void
  /** Leaves a signature on the text of a checkpoint in the log's folder. */
  sign(folder: string, size: number, checkpoint: string): Promise<void>
}

/** The keys that a record names so far. */
export interface RecordedKeys {
  readonly log: readonly LogKey[]
  /** The operators' names, as in `Countersign.key`. */
  readonly operators: readonly string[]
}

export const checkpointsFolder = 'checkpoints'
/** The log's public keys, one a line. */
export const publicKeys = 'keys/log.vkey'

/** The newest signed head of a folder, or what is wrong with it; null: there is none. */
export function newestSeal(disk: Disk, folder: string): Seal | SealProblem | null {
  const newest = sealSizes(namesIn(disk, `${folder}/${checkpointsFolder}`)).at(-1)
  if (newest === undefined) return null
  const file = `${checkpointsFolder}/${newest}.note`
  return readSeal(file, readText(disk, `${folder}/${file}`) ?? '')
}

/** The size of the head in `checkpoint`; 0: there is none, or nothing that can be read. */
export function sealedSize(disk: Disk, folder: string): number {
  const text = readText(disk, `${folder}/checkpoint`)
  return text === null ? 0 : sizeOf(readSeal('checkpoint', text))
}

/** The sizes of the heads among the names in `checkpoints/`, ascending. */
export function sealSizes(names: readonly string[]): readonly number[] {
  return names
    .map((name) => /^(0|[1-9]\d{0,15})\.note$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

/** The bytes that a digest over a log holds before those of a segment. */
export function segmentMark(index: number): string {
  return `${index}\n`
}

/** The newest seal, when it is good to go on from. */
export function sizeOf(seal: Seal | SealProblem | null): number {
  return seal !== null && isSeal(seal) ? seal.checkpoint.size : 0
}
