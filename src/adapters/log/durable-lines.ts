import { type Batch, batchOf, clockDrafts, lastOfMachine, recorder } from '../../audit/batch.ts'
import type { ClockReading } from '../../audit/clock-reading.ts'
import type { Position } from '../../audit/verify.ts'
import type { Draft } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { codeOf, isFull } from '../disk/disk-errors.ts'
import { dropBallast } from './ballast.ts'
import { addDisclosures } from './disclosure-file.ts'
import { diskFault } from './faults.ts'
import type { LogHost } from './host.ts'
import type { LiveSegment } from './live-segment.ts'
import type { LogSeals } from './seals.ts'
import { segmentPath } from './segments.ts'

const none: readonly Draft[] = []

/** The drafts with what comes before and behind: mostly nothing, and then the drafts themselves. */
function joined(before: readonly Draft[], drafts: readonly Draft[], behind: readonly Draft[]): readonly Draft[] {
  return before.length === 0 && behind.length === 0 ? drafts : [...before, ...drafts, ...behind]
}

/**
 * Makes lines durable behind the last one of a log: one write of one buffer, and one sync. For whoever has the lock, and has
 * taken in what others wrote. After anything that can't be made good it stops for good.
 */
export class DurableLines {
  readonly #folder: string
  readonly #host: LogHost
  readonly #live: LiveSegment
  readonly #seals: LogSeals | null
  /** The clocks when this process wrote last; null: it did not yet. */
  #own: ClockReading | null = null
  /** The end of the log. */
  at: Position
  isStopped = false
  /** The batch that says that the disk is full: on record, and not sealed yet. */
  lastWords: Batch | null = null

  constructor(folder: string, host: LogHost, live: LiveSegment, seals: LogSeals | null, at: Position) {
    this.#folder = folder
    this.#host = host
    this.#live = live
    this.#seals = seals
    this.at = at
  }

  /** Makes events durable; gives what was written. */
  put(drafts: readonly Draft[], witness: ClockReading): Batch {
    const last = lastOfMachine(this.at.witness, this.#own)
    this.#own = witness
    const news = joined(clockDrafts(last, witness), drafts, this.#seals?.introduction() ?? none)
    const isFull = this.at.whole >= this.#host.segmentBytes
    let batch: Batch
    try {
      batch = this.#batch(joined(this.#segmentStart(isFull), news, none), witness)
    } catch (error) {
      throw error instanceof Fault ? error : this.stop(error)
    }
    if (isFull) return this.#rotate(batch)
    try {
      this.#live.write(batch)
    } catch (error) {
      throw this.stop(error)
    }
    try {
      this.#live.sync()
    } catch (error) {
      return this.#continue(error, news)
    }
    this.#advance(batch, this.at.whole)
    return batch
  }

  /** The lines for some events. What their personal values stand for is durable when this returns. */
  #batch(drafts: readonly Draft[], witness: ClockReading): Batch {
    const batch = batchOf(this.at, drafts, witness)
    addDisclosures(this.#host.disk, this.#folder, batch.disclosures)
    return batch
  }

  /** The line that a segment begins with: when a new one is due, or a crash left an empty one. */
  #segmentStart(isNext: boolean): readonly Draft[] {
    const index = isNext ? this.at.segment + 1 : this.at.segment
    if (!isNext && (index === 0 || this.at.whole > 0)) return none
    return [{ type: 'segment.start', actor: recorder, data: { index, prev: this.at.head } }]
  }

  #advance({ bytes, next }: Batch, before: number): void {
    const { segment, start } = this.at
    const { lines, head, witness } = next
    this.at = { lines, head, witness, segment, start, whole: before + bytes.length }
  }

  #rotate(batch: Batch): Batch {
    const { disk } = this.#host
    const before = this.at
    try {
      this.#live.place(before.segment + 1, null, batch)
    } catch (error) {
      throw this.stop(error)
    }
    this.at = { ...before, segment: before.segment + 1, start: { lines: before.lines, head: before.head } }
    this.#advance(batch, 0)
    try {
      disk.makeReadOnly(segmentPath(this.#folder, before.segment))
    } catch {
      // Not every file system can; the chain shows a change all the same.
    }
    this.#seals?.begin(this.at.segment)
    return batch
  }

  /**
   * Goes on in a new file after a sync that failed: then nobody knows what the disk has, and asking again gets a lie. So the
   * acknowledged lines are copied to that file, and verified on the way.
   */
  #continue(error: unknown, news: readonly Draft[]): Batch {
    const { disk } = this.#host
    const before = this.at
    const reason = codeOf(error) ?? 'unknown'
    try {
      const freed = isFull(error) ? dropBallast(disk, this.#folder) : null
      const rest = freed === null ? news : this.#fullDrafts(freed)
      const continued: Draft = { type: 'log.continued', actor: recorder, data: { reason } }
      const batch = this.#batch([...this.#segmentStart(false), continued, ...rest], this.#host.witness())
      this.#live.place(before.segment, before, batch)
      this.#advance(batch, before.whole)
      if (freed === null) return batch
      this.lastWords = batch
    } catch {
      this.#live.cutBack(this.at.whole)
    }
    this.isStopped = true
    throw diskFault(this.#folder, error)
  }

  /** The end. What was not acknowledged is taken away, and a full disk is put on record. */
  stop(error: unknown): unknown {
    this.isStopped = true
    if (error instanceof Fault) return error
    this.#live.cutBack(this.at.whole)
    if (isFull(error)) this.#recordFull()
    return diskFault(this.#folder, error)
  }

  /** The drafts that are written on a full disk. */
  #fullDrafts(freed: number): readonly Draft[] {
    return [{ type: 'disk.full', actor: recorder, data: { freed } }, ...(this.#seals?.introduction() ?? [])]
  }

  #recordFull(): void {
    try {
      const freed = dropBallast(this.#host.disk, this.#folder)
      const batch = batchOf(this.at, this.#fullDrafts(freed), this.#host.witness())
      this.#live.write(batch)
      this.#live.sync()
      this.#advance(batch, this.at.whole)
      this.lastWords = batch
    } catch {
      this.#live.cutBack(this.at.whole)
    }
  }
}
