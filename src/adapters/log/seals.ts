import type { Hash } from 'node:crypto'
import { type Batch, recorder } from '../../audit/batch.ts'
import { checkpointText } from '../../audit/checkpoint.ts'
import {
  formatNote,
  formatVerifierKey,
  publicKeyOf,
  signatureType,
  signNote,
  signNoteLater,
  type VerifierKey,
  verifierKey,
} from '../../audit/note.ts'
import type { GrowingTree } from '../../audit/tree.ts'
import type { Position } from '../../audit/verify.ts'
import type { Draft, LogEvent } from '../../core/event.ts'
import { typesThatAre } from '../../core/event-traits.ts'
import type { Disk } from '../disk/disk.ts'
import { placeFile, placeFileLater, readText } from '../disk/durable-file.ts'
import type { RememberedHead } from './head-memory.ts'
import type { LogHost } from './host.ts'
import type { LogLocks } from './locks.ts'
import type { OthersLines } from './others-lines.ts'
import {
  checkpointsFolder,
  publicKeys,
  type RecordedKeys,
  type Sealing,
  sealedSize,
  segmentMark,
} from './seal-files.ts'
import { keepLeaves } from './tree-files.ts'
import { Pace, waitForTurn } from './turn.ts'

/** The events that are sealed as soon as they are on record (src/audit/FORMAT.md, "Seals"). */
const sealed = typesThatAre('sealed')

/** Whether this event is sealed at once. */
function sealsNow(event: LogEvent): boolean {
  if (sealed.has(event.type)) return true
  return event.type === 'step.outcome' && isDecision(event.data.detail)
}

function isDecision(detail: unknown): boolean {
  return typeof detail === 'object' && detail !== null && 'decision' in detail
}

/** The length to which a log is sealed, and all that its next seal needs. */
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

type SealingHost = Pick<LogHost, 'disk' | 'linesPerSeal' | 'pause'>

/** A head that is to be signed. */
interface UnsignedHead {
  readonly size: number
  /** The text that is signed. */
  readonly text: string
  /** What this machine remembers of it; null: the log has no line. */
  readonly known: { readonly first: string; readonly head: RememberedHead } | null
  /** The leaves behind the first `before`. */
  readonly leaves: readonly string[]
  readonly before: number
}

/** Lines that are durable, and not in the tree yet. */
interface DueLines {
  readonly bytes: Buffer
  readonly leaves: readonly string[]
}

/**
 * The heads of one log that is open for writing: follows every batch that is durable, and signs when it is time. Whoever
 * decides waits until the seal is durable. Nobody waits for one that only the number of lines asks for: it is made while
 * the next lines are written.
 */
export class LogSeals {
  readonly #disk: Disk
  readonly #host: SealingHost
  readonly #locks: LogLocks
  readonly #folder: string
  readonly #seals: string
  readonly #sealing: Sealing
  readonly #soFar: SealsSoFar
  readonly #own: VerifierKey
  #first: string | null
  /** The keys of this machine and this person are on record. */
  #isNamed: boolean
  #isPersonNamed: boolean
  #isPublished: boolean
  #unsealed: number
  /** Resolves when every head was placed, or could not be. */
  #placed: Promise<void> = Promise.resolve()
  /** The number of heads that are still to be placed. */
  #underWay = 0
  /** The error of a seal that nobody waited for. */
  #failure: unknown = null
  /**
   * The lines written since the last seal, and the numbers of segments that began. Right after a sync little is done.
   */
  #due: (DueLines | number)[] = []

  constructor(host: SealingHost, folder: string, sealing: Sealing, soFar: SealsSoFar, locks: LogLocks) {
    const { disk } = host
    this.#disk = disk
    this.#host = host
    this.#locks = locks
    this.#folder = folder
    this.#seals = `${folder}/${checkpointsFolder}`
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

  /**
   * The drafts that must be on record before the first seal of this machine and this person: until they are, nothing is
   * sealed.
   */
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

  /** Others wrote these lines: who wrote them sees to their seals, and the next seal of this one is over them too. */
  takeIn({ events, leaves, parts }: OthersLines): void {
    for (const event of events) this.#look(event)
    this.#first ??= leaves[0] ?? null
    for (const { begins, bytes } of parts) {
      if (begins !== null) this.#due.push(begins)
      this.#due.push({ bytes, leaves: [] })
    }
    this.#due.push({ bytes: Buffer.alloc(0), leaves })
    this.#unsealed += events.length
  }

  /**
   * A batch is durable. Seals the head when that is due; when it resolves, it is durable if somebody waits for it. Throws
   * what the disk throws.
   */
  follow(batch: Batch, at: Position, closed: boolean): Promise<void> | undefined {
    const { events, leaves } = batch
    if (!this.#isNamed || !this.#isPersonNamed) for (const event of events) this.#look(event)
    this.#first ??= leaves[0] ?? null
    this.#due.push(batch)
    this.#unsealed += events.length
    if (!this.#isNamed) return undefined
    if (events.some(sealsNow)) return this.#sealNow(at, closed)
    if (this.#unsealed >= this.#host.linesPerSeal) return this.#sealMeanwhile(at, closed)
    // Whoever writes line after line would else never hear from the disk.
    return this.#underWay > 0 ? turn() : undefined
  }

  /** Resolves when nothing is under way any more; gives what went wrong meanwhile, once, or null. */
  async settle(): Promise<unknown> {
    await this.#placed
    return this.takeFailure()
  }

  /** The error that came while nobody waited, once; null: there was none. */
  takeFailure(): unknown {
    const failure = this.#failure
    this.#failure = null
    return failure
  }

  /** Finishes: nothing more will be written. */
  async finish(at: Position, closed: boolean): Promise<void> {
    if (this.#isNamed && this.#unsealed > 0) await this.#sealNow(at, closed)
    const failure = await this.settle()
    if (failure !== null) throw failure
  }

  #look(event: LogEvent): void {
    if (event.type !== 'key.added') return
    const { use, key } = event.data
    if (use === 'log') this.#isNamed ||= key === formatVerifierKey(this.#own)
    else this.#isPersonNamed ||= key === this.#sealing.countersign?.key
  }

  async #sealNow(at: Position, closed: boolean): Promise<void> {
    const head = this.#head(at, closed)
    let isPlaced = false
    await this.#inTurn(() => {
      const failure = this.takeFailure()
      if (failure !== null) throw failure
      return this.#alone(head, (paths) => {
        isPlaced = paths.length > 0
        this.#place(head, paths)
      })
    })
    if (isPlaced && this.#isPersonNamed) await this.#sealing.countersign?.sign(this.#folder, head.size, head.text)
  }

  /** Waits for nothing but the seals before this one. */
  async #sealMeanwhile(at: Position, closed: boolean): Promise<void> {
    const head = this.#head(at, closed)
    const before = this.#placed
    this.#underWay += 1
    this.#inTurn(async () => {
      try {
        if (this.#failure === null) await this.#alone(head, (paths) => this.#placeLater(head, paths))
      } catch (error) {
        this.#failure = error
      } finally {
        this.#underWay -= 1
      }
    })
    await before
  }

  /** One seal after the other. */
  #inTurn(work: () => void | Promise<void>): Promise<void> {
    const done = this.#placed.then(work)
    this.#placed = done.catch(() => {})
    return done
  }

  /** The head as it is now, which is going to be signed. */
  #head(at: Position, closed: boolean): UnsignedHead {
    const { tree, digest } = this.#soFar
    const before = tree.size
    const leaves = this.#takeDue()
    const { size } = tree
    const origin = this.#own.name
    const text = checkpointText({ origin, size, root: tree.root() })
    this.#unsealed = 0
    const verified = { ...at, closed, tree: tree.copy() }
    const head = { origin, verified, digest: digest.copy().digest('hex') }
    return { size, text, known: this.#first === null ? null : { first: this.#first, head }, leaves, before }
  }

  /**
   * Does the work on a head while nobody else seals: the newest seal never goes back, whoever is the quicker one. The head is
   * remembered before it is signed. `work` gets the paths to place it at; none: another one did it.
   */
  async #alone(head: UnsignedHead, work: (paths: readonly string[]) => void | Promise<void>): Promise<void> {
    const take = (): boolean => this.#locks.take('seals')
    const waiting = { folder: this.#folder, host: this.#host, locks: this.#locks, pace: new Pace() }
    if (!take()) await waitForTurn(waiting, take)
    try {
      const isNewest = sealedSize(this.#disk, this.#folder) < head.size
      if (isNewest && head.known !== null) this.#sealing.memory.remember(head.known.first, head.known.head)
      keepLeaves(this.#disk, this.#folder, head.before, head.leaves)
      this.#publishKey()
      if (this.#isPersonNamed) this.#sealing.countersign?.publish?.(this.#folder)
      await work(this.#pathsOf(head.size, isNewest))
    } finally {
      this.#locks.letGo('seals')
    }
  }

  #place({ text }: UnsignedHead, paths: readonly string[]): void {
    const note = formatNote(signNote(text, this.#sealing.key, this.#own))
    for (const path of paths) placeFile(this.#disk, path, note, true)
    this.#disk.syncFolder(this.#seals)
  }

  async #placeLater({ text }: UnsignedHead, paths: readonly string[]): Promise<void> {
    const note = Buffer.from(formatNote(await signNoteLater(text, this.#sealing.key, this.#own)))
    // Side by side, which a disk likes better than one after the other; and all are over before anything else begins.
    const ends = await Promise.allSettled(paths.map((path) => placeFileLater(this.#disk, path, note)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    await this.#disk.later.syncFolder(this.#seals)
  }

  /** The paths of a head: its own, and the one of the newest, which stands under a name that a shell finds. */
  #pathsOf(size: number, isNewest: boolean): readonly string[] {
    const own = `${this.#seals}/${size}.note`
    if (isNewest) return [own, `${this.#folder}/checkpoint`]
    return this.#disk.isThere(own) ? [] : [own]
  }

  /** Brings tree and digest up to the last line; gives the leaves that are new. */
  #takeDue(): readonly string[] {
    const { tree, digest } = this.#soFar
    const due = this.#due
    this.#due = []
    const leaves: string[] = []
    for (const one of due) {
      if (typeof one === 'number') {
        digest.update(segmentMark(one))
        continue
      }
      digest.update(one.bytes)
      for (const leaf of one.leaves) {
        tree.add(leaf)
        leaves.push(leaf)
      }
    }
    return leaves
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

/** Lets in what the system has to say. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
