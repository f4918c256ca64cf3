import { type Batch, batchOf, clockDrafts, recorder } from '../../audit/batch.ts'
import type { ClockReading } from '../../audit/clock-reading.ts'
import { LogVerifier, type Position } from '../../audit/verify.ts'
import { wrongSize } from '../../audit/wrong-size.ts'
import type { Draft, LogEvent } from '../../core/event.ts'
import type { ExerciseClock, ExerciseTimes } from '../../core/exercise-time.ts'
import { Fault } from '../../core/fault.ts'
import type { LogPort } from '../../core/ports.ts'
import type { FileIdentity } from '../disk/disk.ts'
import { codeOf, isFull } from '../disk/disk-errors.ts'
import { chunksOf, unfinished, writeAll } from '../disk/whole-writes.ts'
import { dropBallast } from './ballast.ts'
import { addDisclosures } from './disclosure-file.ts'
import { awayFault, changedFault, diskFault, stoppedFault } from './faults.ts'
import { forgetHolder } from './holder.ts'
import type { LogHost } from './host.ts'
import type { FoundLog } from './opening.ts'
import { LogSeals } from './seals.ts'
import { segmentPath } from './segments.ts'

const none: readonly Draft[] = []

/** The nanoseconds of the monotonic clock for which, after a look at its path, a log is taken to be where it was. */
const sureFor = 50_000_000

/** The drafts with what comes before and behind: mostly nothing, and then the drafts themselves. */
function joined(before: readonly Draft[], drafts: readonly Draft[], behind: readonly Draft[]): readonly Draft[] {
  return before.length === 0 && behind.length === 0 ? drafts : [...before, ...drafts, ...behind]
}

/** A log that is open for writing. `close` lets the lock go; it may be called twice. */
export interface OpenLog extends LogPort {
  /** The clock of the exercise as of the last line; null in an incident. */
  exerciseClock(): ExerciseClock | null
  close(): Promise<void>
}

/**
 * Writes a log whose lock it holds: one write of one buffer for each append, one sync, and only then an answer. After
 * anything that it can't make good it stops for good, and the incident has to be resumed.
 *
 * An append answers with all events that it wrote: before the given ones may stand `segment.start`, `log.continued`,
 * `boot.changed` and `clock.jump`.
 */
export class LogWriter implements OpenLog {
  readonly #folder: string
  readonly #host: LogHost
  #file: number
  /** The identity of the file: it can't change while it is open. */
  #identity: FileIdentity
  #path: string
  #at: Position
  #closed: boolean
  readonly #seals: LogSeals | null
  /** The batch that says that the disk is full: on record, and not sealed yet. */
  #lastWords: Batch | null = null
  #state: 'open' | 'stopped' | 'closed' = 'open'
  /** The time until which the path needs no look; null: nothing was written yet. */
  #sureUntil: number | null = null
  readonly #times: ExerciseTimes

  /** `file` is the last segment, locked and synced. */
  constructor(folder: string, host: LogHost, file: number, found: FoundLog) {
    this.#folder = folder
    this.#host = host
    this.#file = file
    this.#identity = host.disk.identify(file)
    this.#at = found.at
    this.#path = segmentPath(folder, found.at.segment)
    this.#closed = found.closed
    this.#times = found.times
    this.#seals = host.sealing === null ? null : new LogSeals(host, folder, host.sealing, found.seals)
  }

  get size(): number {
    return this.#at.lines
  }

  exerciseClock(): ExerciseClock | null {
    return this.#times.clock()
  }

  async append(drafts: readonly Draft[], expectedSize: number): Promise<readonly LogEvent[]> {
    if (this.#state !== 'open') throw stoppedFault(this.#folder)
    if (expectedSize !== this.size) throw wrongSize(expectedSize, this.size)
    if (drafts.length === 0) return []
    const failure = this.#seals?.takeFailure() ?? null
    if (failure !== null) throw this.#stop(failure)
    const batch = this.#put(drafts)
    const sealed = this.#follow(batch)
    if (sealed !== undefined) await sealed
    return this.#inTime(batch.events)
  }

  /** Whoever has the lock for as long as it is open is alone. */
  async follow(): Promise<readonly LogEvent[]> {
    return []
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return
    const { disk } = this.#host
    const wasOpen = this.#state === 'open'
    this.#state = 'closed'
    // What a seal that nobody waited for could not do is told now.
    const failure = (await this.#seals?.settle()) ?? null
    const late = wasOpen && failure !== null ? this.#stop(failure) : null
    // The second time, should that have stopped it.
    this.#state = 'closed'
    const isOpen = wasOpen && late === null
    try {
      if (isOpen && this.#sureUntil !== null) this.#checkPath()
      if (this.#lastWords !== null) await this.#seals?.follow(this.#lastWords, this.#at, this.#closed)
      if (isOpen || this.#lastWords !== null) await this.#seals?.finish(this.#at, this.#closed)
    } catch (error) {
      // What stopped a writer was told already.
      if (isOpen) throw diskFault(this.#folder, error)
    } finally {
      forgetHolder(disk, this.#folder)
      disk.close(this.#file)
    }
    if (late !== null) throw late
  }

  /** Mostly of one event, for which `map` is cold code. */
  #inTime(events: readonly LogEvent[]): readonly LogEvent[] {
    const times = this.#times
    const [event] = events
    return event !== undefined && events.length === 1 ? [times(event)] : events.map(times)
  }

  /** Makes events durable; gives what was written. */
  #put(drafts: readonly Draft[]): Batch {
    const witness = this.#host.witness()
    const news = joined(clockDrafts(this.#at.witness, witness), drafts, this.#seals?.introduction() ?? none)
    const isFull = this.#at.whole >= this.#host.segmentBytes
    this.#checkFile(Number(witness.mono))
    let batch: Batch
    try {
      batch = this.#batch(joined(this.#segmentStart(isFull), news, none), witness)
    } catch (error) {
      throw error instanceof Fault ? error : this.#stop(error)
    }
    if (isFull) return this.#rotate(batch)
    try {
      this.#write(batch)
    } catch (error) {
      throw this.#stop(error)
    }
    try {
      this.#host.disk.sync(this.#file)
    } catch (error) {
      return this.#continue(error, news)
    }
    this.#advance(batch, this.#at.whole)
    return batch
  }

  /** The lines for some events. What their personal values stand for is durable when this returns. */
  #batch(drafts: readonly Draft[], witness: ClockReading): Batch {
    const batch = batchOf(this.#at, drafts, witness)
    addDisclosures(this.#host.disk, this.#folder, batch.disclosures)
    return batch
  }

  /** Brings the heads up to a batch that is durable. Whatever fails now, the batch stands, and nothing more is taken. */
  #follow(batch: Batch): Promise<void> | undefined {
    if (this.#seals === null) return undefined
    this.#closed ||= batch.events.some((event) => event.type === 'incident.closed')
    return this.#seals.follow(batch, this.#at, this.#closed)?.catch((error) => {
      throw this.#stop(error)
    })
  }

  /** The line that a segment begins with: when a new one is due, or a crash left an empty one. */
  #segmentStart(isNext: boolean): readonly Draft[] {
    const index = isNext ? this.#at.segment + 1 : this.#at.segment
    if (!isNext && (index === 0 || this.#at.whole > 0)) return none
    return [{ type: 'segment.start', actor: recorder, data: { index, prev: this.#at.head } }]
  }

  /**
   * The path must still lead to the file that was locked, and that must be as long as it was left. A burst of lines is looked
   * at once, and again at its end: whoever replaces a file takes longer than a burst.
   */
  #checkFile(now: number): void {
    if (this.#sureUntil !== null && now < this.#sureUntil && now >= this.#sureUntil - sureFor) return
    this.#checkPath()
    this.#sureUntil = now + sureFor
  }

  #checkPath(): void {
    const fault = this.#faultOfPath()
    if (fault === null) return
    this.#state = 'stopped'
    throw fault
  }

  /** The fault of the log's path. Of somebody else it is only said where another file stands, or none in a folder that is there. */
  #faultOfPath(): unknown {
    const { disk } = this.#host
    const { inode, device } = this.#identity
    try {
      const found = disk.identify(this.#path)
      if (found.device !== device) return awayFault(this.#folder, null)
      return found.inode === inode && found.size === this.#at.whole ? null : changedFault(this.#folder)
    } catch (error) {
      const isDeleted = codeOf(error) === 'ENOENT' && this.#isFolderHere(device)
      return isDeleted ? changedFault(this.#folder) : awayFault(this.#folder, error)
    }
  }

  #isFolderHere(device: number): boolean {
    try {
      return this.#host.disk.identify(this.#folder).device === device
    } catch {
      return false
    }
  }

  #write({ bytes }: Batch): void {
    const taken = this.#host.disk.write(this.#file, bytes)
    if (taken === bytes.length) return
    throw Object.assign(new Error(`${taken} of ${bytes.length} bytes were written`), { code: 'ENOSPC' })
  }

  #advance({ bytes, next }: Batch, before: number): void {
    const { segment, start } = this.#at
    const { lines, head, witness } = next
    this.#at = { lines, head, witness, segment, start, whole: before + bytes.length }
  }

  #rotate(batch: Batch): Batch {
    const { disk } = this.#host
    const before = this.#at
    try {
      this.#place(before.segment + 1, 0, batch)
    } catch (error) {
      throw this.#stop(error)
    }
    this.#path = segmentPath(this.#folder, before.segment + 1)
    this.#at = { ...before, segment: before.segment + 1, start: { lines: before.lines, head: before.head } }
    this.#advance(batch, 0)
    try {
      disk.makeReadOnly(segmentPath(this.#folder, before.segment))
    } catch {
      // Not every file system can; the chain shows a change all the same.
    }
    this.#seals?.begin(this.#at.segment)
    return batch
  }

  /**
   * Goes on in a new file after a sync that failed: then nobody knows what the disk has, and asking again gets a lie. So the
   * acknowledged lines are copied to that file, and verified on the way.
   */
  #continue(error: unknown, news: readonly Draft[]): Batch {
    const { disk } = this.#host
    const before = this.#at
    const reason = codeOf(error) ?? 'unknown'
    try {
      const freed = isFull(error) ? dropBallast(disk, this.#folder) : null
      const rest = freed === null ? news : this.#fullDrafts(freed)
      const continued: Draft = { type: 'log.continued', actor: recorder, data: { reason } }
      const batch = this.#batch([...this.#segmentStart(false), continued, ...rest], this.#host.witness())
      this.#place(before.segment, before.whole, batch)
      this.#advance(batch, before.whole)
      if (freed === null) return batch
      this.#lastWords = batch
    } catch {
      this.#cutBack()
    }
    this.#state = 'stopped'
    throw diskFault(this.#folder, error)
  }

  /** Makes a segment that is there whole and durable, or not at all: the first `copied` bytes of this one, and a batch. */
  #place(index: number, copied: number, batch: Batch): void {
    const { disk } = this.#host
    const path = segmentPath(this.#folder, index)
    disk.remove(path + unfinished)
    const file = disk.open(path + unfinished, 'create')
    let renamed = false
    try {
      disk.lock(file)
      this.#copy(file, copied)
      writeAll(disk, file, batch.bytes)
      disk.sync(file)
      disk.rename(path + unfinished, path)
      renamed = true
      disk.syncFolder(this.#folder)
    } catch (error) {
      disk.close(file)
      // It has its name, durable or not: nothing may be written to the one before it any more.
      if (renamed) throw diskFault(this.#folder, error)
      disk.remove(path + unfinished)
      throw error
    }
    disk.close(this.#file)
    this.#file = file
    this.#identity = disk.identify(file)
  }

  #copy(to: number, size: number): void {
    if (size === 0) return
    const verifier = new LogVerifier(null, { from: this.#at })
    verifier.begin(this.#at.segment)
    for (const chunk of chunksOf(this.#host.disk, this.#file, size)) {
      writeAll(this.#host.disk, to, chunk)
      verifier.push(chunk)
    }
    if (verifier.position.head !== this.#at.head) throw changedFault(this.#folder)
  }

  /** The end of this writer. What was not acknowledged is taken away, and a full disk is put on record. */
  #stop(error: unknown): unknown {
    this.#state = 'stopped'
    if (error instanceof Fault) return error
    this.#cutBack()
    if (isFull(error)) this.#recordFull()
    return diskFault(this.#folder, error)
  }

  #cutBack(): void {
    try {
      this.#host.disk.truncate(this.#file, this.#at.whole)
    } catch {
      // What stays behind the last whole line is torn, and is dealt with when the log is opened again.
    }
  }

  /** The drafts that are written on a full disk. */
  #fullDrafts(freed: number): readonly Draft[] {
    return [{ type: 'disk.full', actor: recorder, data: { freed } }, ...(this.#seals?.introduction() ?? [])]
  }

  #recordFull(): void {
    try {
      const freed = dropBallast(this.#host.disk, this.#folder)
      const batch = batchOf(this.#at, this.#fullDrafts(freed), this.#host.witness())
      this.#write(batch)
      this.#host.disk.sync(this.#file)
      this.#advance(batch, this.#at.whole)
      this.#lastWords = batch
    } catch {
      this.#cutBack()
    }
  }
}
