import type { Hash, KeyObject } from 'node:crypto'
import { type Batch, recorder } from '../audit/batch.ts'
import { checkpointText } from '../audit/checkpoint.ts'
import {
  formatNote,
  formatVerifierKey,
  publicKeyOf,
  signatureType,
  signNote,
  type VerifierKey,
  verifierKey,
} from '../audit/note.ts'
import { isSeal, type LogKey, readSeal, type Seal, type SealProblem } from '../audit/seals.ts'
import type { GrowingTree } from '../audit/tree.ts'
import type { Position } from '../audit/verify.ts'
import { decisions } from '../core/decisions.ts'
import type { Draft, EventType, LogEvent } from '../core/event.ts'
import type { Disk } from './disk.ts'
import { namesIn, placeFile, readText } from './durable-file.ts'
import type { HeadMemory } from './head-memory.ts'
import { keepLeaves } from './tree-files.ts'

/** What it takes to seal a log: this machine's key, its memory, and who signs along. */
export interface Sealing {
  readonly key: KeyObject
  readonly memory: HeadMemory
  /** What a log that has no name yet is called: `cyber-respond/incident/willebroek-2026-11-24/5f3a9c01`. */
  readonly origin: string
  /** Signs the text of a checkpoint as a person, beside the log's own signature; null: nobody does. */
  readonly countersign: Countersign | null
}

/** A person's own key. `principal` and `key` are as OpenSSH's `allowed_signers` has them. */
export interface Countersign {
  readonly principal: string
  readonly person: string
  readonly key: string
  /** Leaves a signature on the text of a checkpoint in the log's folder. */
  sign(folder: string, size: number, checkpoint: string): Promise<void>
}

/** The keys that a record names so far. */
export interface RecordedKeys {
  readonly log: readonly LogKey[]
  /** As in `Countersign.key`. */
  readonly operators: readonly string[]
}

export const checkpointsFolder = 'checkpoints'
/** The log's public keys, one a line. */
export const publicKeys = 'keys/log.vkey'

/** No more lines than these stand without a seal. */
const mostUnsealed = 64

/** What is sealed as soon as it is on record (audit log, section 4). */
const sealed: ReadonlySet<EventType> = new Set([
  ...decisions,
  'incident.opened',
  'session.started',
  'redaction',
  'incident.closed',
  'session.ended',
])

/** Heads that a person signs along: not the ones that only the number of lines asked for. */
export function sealsNow(event: LogEvent): boolean {
  if (sealed.has(event.type)) return true
  return event.type === 'step.outcome' && isDecision(event.data.detail)
}

function isDecision(detail: unknown): boolean {
  return typeof detail === 'object' && detail !== null && 'decision' in detail
}

/** The newest signed head of a folder, or what is wrong with it; null: there is none. */
export function newestSeal(disk: Disk, folder: string): Seal | SealProblem | null {
  const newest = sealSizes(namesIn(disk, `${folder}/${checkpointsFolder}`)).at(-1)
  if (newest === undefined) return null
  const file = `${checkpointsFolder}/${newest}.note`
  return readSeal(file, readText(disk, `${folder}/${file}`) ?? '')
}

/** The sizes of the heads among the names in `checkpoints/`, ascending. */
export function sealSizes(names: readonly string[]): readonly number[] {
  return names
    .map((name) => /^(0|[1-9]\d{0,15})\.note$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

/** How far a log is sealed, and all that its next seal needs. */
export interface SealsSoFar {
  readonly keys: RecordedKeys
  /** The size of the newest seal. */
  readonly sealedSize: number
  readonly tree: GrowingTree
  /** SHA-256 over the segments, each with its number before it. */
  readonly digest: Hash
  /** The leaf of the first line; null while there is none. */
  readonly first: string | null
}

/** The heads of one log that is open for writing: follows every batch that is durable, and signs when it is time. */
export class LogSeals {
  readonly #disk: Disk
  readonly #folder: string
  readonly #sealing: Sealing
  readonly #soFar: SealsSoFar
  readonly #own: VerifierKey
  #first: string | null
  /** The keys of this machine and this person are on record. */
  #isNamed: boolean
  #isPersonNamed: boolean
  #isPublished: boolean
  #unsealed: number
  /** What is written since the last seal, and the numbers of segments that began. Right after a sync little is done. */
  #due: (Batch | number)[] = []

  constructor(disk: Disk, folder: string, sealing: Sealing, soFar: SealsSoFar) {
    this.#disk = disk
    this.#folder = folder
    this.#sealing = sealing
    this.#soFar = soFar
    const origin = soFar.keys.log[0]?.key.name ?? sealing.origin
    this.#own = verifierKey(origin, signatureType.log, publicKeyOf(sealing.key))
    const { log, operators } = soFar.keys
    this.#isNamed = log.some(({ key }) => formatVerifierKey(key) === formatVerifierKey(this.#own))
    this.#isPersonNamed = sealing.countersign === null || operators.includes(sealing.countersign.key)
    const published = readText(disk, `${folder}/${publicKeys}`) ?? ''
    this.#isPublished = published.includes(`${formatVerifierKey(this.#own)}\n`) && soFar.sealedSize > 0
    this.#unsealed = soFar.tree.size - soFar.sealedSize
    this.#first = soFar.first
  }

  /** What must be on record before the first seal of this machine and this person: until it is, nothing is sealed. */
  introduction(): readonly Draft[] {
    if (this.#isNamed && this.#isPersonNamed) return []
    const drafts: Draft[] = []
    if (!this.#isNamed) {
      const data = { use: 'log', name: this.#own.name, person: '', key: formatVerifierKey(this.#own) } as const
      drafts.push({ type: 'key.added', actor: recorder, data })
    }
    const { countersign } = this.#sealing
    if (countersign !== null && !this.#isPersonNamed) {
      const { principal: name, person, key } = countersign
      drafts.push({ type: 'key.added', actor: person, data: { use: 'operator', name, person, key } })
    }
    return drafts
  }

  /** A new segment begins. */
  begin(segment: number): void {
    this.#due.push(segment)
  }

  /** A batch is durable. Seals the head when that is due; durable when it resolves. Throws what the disk throws. */
  follow(batch: Batch, at: Position, closed: boolean): Promise<void> | undefined {
    const { events, leaves } = batch
    if (!this.#isNamed || !this.#isPersonNamed) for (const event of events) this.#look(event)
    this.#first ??= leaves[0] ?? null
    this.#due.push(batch)
    this.#unsealed += events.length
    const now = events.some(sealsNow)
    if (!this.#isNamed || (!now && this.#unsealed < mostUnsealed)) return undefined
    return this.#seal(at, closed, now)
  }

  /** Nothing more will be written. */
  async finish(at: Position, closed: boolean): Promise<void> {
    if (this.#isNamed && this.#unsealed > 0) await this.#seal(at, closed, true)
  }

  #look(event: LogEvent): void {
    if (event.type !== 'key.added') return
    const { use, key } = event.data
    if (use === 'log') this.#isNamed ||= key === formatVerifierKey(this.#own)
    else this.#isPersonNamed ||= key === this.#sealing.countersign?.key
  }

  async #seal(at: Position, closed: boolean, withPerson: boolean): Promise<void> {
    const { key, countersign, memory } = this.#sealing
    const { tree, digest } = this.#soFar
    const before = tree.size
    const leaves = this.#takeDue()
    const text = checkpointText({ origin: this.#own.name, size: tree.size, root: tree.root() })
    const note = formatNote(signNote(text, key, this.#own))
    this.#publishKey()
    const folder = `${this.#folder}/${checkpointsFolder}`
    placeFile(this.#disk, `${folder}/${tree.size}.note`, note, true)
    this.#disk.syncFolder(folder)
    // The newest one again, under a name that a shell finds. Durable, or else half of one could stand there after a crash.
    placeFile(this.#disk, `${this.#folder}/checkpoint`, note, true)
    this.#unsealed = 0
    if (this.#first !== null) {
      const verified = { ...at, closed, tree }
      memory.remember(this.#first, { origin: this.#own.name, verified, digest: digest.copy().digest('hex') })
    }
    keepLeaves(this.#disk, this.#folder, before, leaves)
    if (withPerson && this.#isPersonNamed) await countersign?.sign(this.#folder, tree.size, text)
  }

  /** Brings tree and digest up to the last line; gives the leaves that are new. */
  #takeDue(): readonly string[] {
    const { tree, digest } = this.#soFar
    const due = this.#due
    this.#due = []
    return due.flatMap((one) => {
      if (typeof one === 'number') {
        digest.update(segmentMark(one))
        return []
      }
      digest.update(one.bytes)
      for (const leaf of one.leaves) tree.add(leaf)
      return one.leaves
    })
  }

  /** The folder holds the public key before it holds a signature by it. */
  #publishKey(): void {
    if (this.#isPublished) return
    for (const name of ['keys', checkpointsFolder]) this.#disk.makeFolder(`${this.#folder}/${name}`)
    const own = formatVerifierKey(this.#own)
    const known = this.#soFar.keys.log.map(({ key }) => formatVerifierKey(key))
    const lines = [...new Set([...known, own])].map((key) => `${key}\n`)
    placeFile(this.#disk, `${this.#folder}/${publicKeys}`, lines.join(''), true)
    this.#disk.syncFolder(`${this.#folder}/keys`)
    this.#disk.syncFolder(this.#folder)
    this.#isPublished = true
  }
}

/** What a digest over a log holds before the bytes of a segment. */
export function segmentMark(index: number): string {
  return `${index}\n`
}

/** The newest seal, when it is good to go on from. */
export function sizeOf(seal: Seal | SealProblem | null): number {
  return seal !== null && isSeal(seal) ? seal.checkpoint.size : 0
}
