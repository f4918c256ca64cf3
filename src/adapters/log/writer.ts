import type { Batch } from '../../audit/batch.ts'
import type { ClockReading } from '../../audit/clock-reading.ts'
import type { NewerEvents } from '../../audit/newer.ts'
import { wrongSize } from '../../audit/wrong-size.ts'
import type { Draft, LogEvent } from '../../core/event.ts'
import type { ExerciseClock, ExerciseTimes } from '../../core/exercise-time.ts'
import { Fault, isFault } from '../../core/fault.ts'
import type { LogPort } from '../../core/ports.ts'
import { isFull } from '../disk/disk-errors.ts'
import { unfinished } from '../disk/whole-writes.ts'
import { takeBallast } from './ballast.ts'
import { eraseDisclosures } from './disclosure-file.ts'
import { DurableLines } from './durable-lines.ts'
import { changedFault, diskFault, newerFault, stoppedFault, tamperedFault } from './faults.ts'
import { forgetHolder } from './holder.ts'
import type { LogHost } from './host.ts'
import { LiveSegment } from './live-segment.ts'
import type { LogLocks } from './locks.ts'
import type { FoundLog } from './opening.ts'
import { readOthers } from './others-lines.ts'
import { LogSeals } from './seals.ts'
import { segmentPath } from './segments.ts'
import { quarantineTail } from './torn-tail.ts'
import { Turns } from './turns.ts'

/** The nanoseconds of the monotonic clock for which, after a look at its path, a log is taken to be where it was. */
const sureFor = 50_000_000

/** The milliseconds for which one who only follows waits for the lock: else it looks the next time. */
const mostWaiting = 20

/** A log that is open for writing. `close` lets it go; it may be called twice. */
export interface OpenLog extends LogPort {
  /** The clock of the exercise as of the last line; null in an incident. */
  exerciseClock(): ExerciseClock | null
  /** The process that has the session beside which this one writes; null: nobody else has it. `pid` is null where it isn't known. */
  readonly session: { readonly pid: number | null } | null
  /** Whether the process of a run has the log open. */
  isAlive(run: string): boolean
  /** Does something to the files beside the log that no other process may do meanwhile. */
  alone<T>(work: () => T): Promise<T>
  close(): Promise<void>
}

/**
 * Writes a log that others may write too. It has the lock for one append: one write of one buffer, one sync, and only then an
 * answer. After anything that it can't make good it stops for good, and the incident has to be resumed.
 *
 * An append answers with all events that it wrote: before the given ones may stand `segment.start`, `log.continued`,
 * `boot.changed` and `clock.jump`.
 */
export class LogWriter implements OpenLog {
  readonly #folder: string
  readonly #host: LogHost
  readonly #locks: LogLocks
  readonly #live: LiveSegment
  /** The lines that were told: others may have been read behind them. */
  #told: number
  /** The events of the lines that were read and not told yet. */
  #news: LogEvent[] = []
  #closed: boolean
  readonly #newer: NewerEvents
  readonly #seals: LogSeals | null
  readonly #lines: DurableLines
  #isClosed = false
  /** The time until which the path needs no look; null: nothing was written yet. */
  #sureUntil: number | null = null
  readonly #times: ExerciseTimes
  readonly #turns: Turns
  /** Resolves when what takes its time is over. */
  #underWay: Promise<unknown> | null = null

  constructor(folder: string, host: LogHost, locks: LogLocks, file: number, found: FoundLog) {
    this.#folder = folder
    this.#host = host
    this.#locks = locks
    this.#live = new LiveSegment(host, folder, found.at.segment, file)
    this.#turns = new Turns(folder, host, locks, this.#live)
    this.#told = found.at.lines
    this.#closed = found.closed
    this.#times = found.times
    this.#newer = found.newer
    this.#seals = host.sealing === null ? null : new LogSeals(host, folder, host.sealing, found.seals, locks)
    this.#lines = new DurableLines(folder, host, this.#live, this.#seals, found.at)
  }

  get size(): number {
    return this.#told
  }

  get session(): { readonly pid: number | null } | null {
    return this.#locks.isBeside ? (this.#locks.holderOfSession() ?? { pid: null }) : null
  }

  isAlive(run: string): boolean {
    return this.#locks.isAlive(run)
  }

  exerciseClock(): ExerciseClock | null {
    return this.#times.clock()
  }

  /**
   * Takes in what came since the log was read, puts in order what a crash left beside it, and makes durable what is there: that
   * counts from here on. `erased`: digests whose values an earlier writer was to erase. Gives the events that are new.
   */
  async begin(erased: ReadonlySet<string>): Promise<readonly LogEvent[]> {
    const { disk, ballastBytes } = this.#host
    try {
      await this.#turns.take()
      await this.#takeIn()
      const { segment } = this.#lines.at
      for (const index of [segment, segment + 1]) disk.remove(segmentPath(this.#folder, index) + unfinished)
      if (erased.size > 0) eraseDisclosures(disk, this.#folder, erased)
      takeBallast(disk, this.#folder, ballastBytes)
      this.#live.sync()
      disk.syncFolder(this.#folder)
    } finally {
      this.#turns.letGo()
    }
    return this.follow()
  }

  async append(drafts: readonly Draft[], expectedSize: number): Promise<readonly LogEvent[]> {
    while (this.#underWay !== null) await this.#underWay
    if (!this.#isOpen()) throw stoppedFault(this.#folder)
    if (expectedSize !== this.#told) throw wrongSize(expectedSize, this.#told)
    if (drafts.length === 0) return []
    const failure = this.#seals?.takeFailure() ?? null
    if (failure !== null) throw await this.#stopLater(failure)
    const first = this.#host.witness()
    const turn = this.#takeTurn(Number(first.mono))
    if (turn !== undefined) await turn
    let batch: Batch
    try {
      if (this.#lines.at.lines !== this.#told) throw this.#lost()
      batch = this.#put(drafts, turn === undefined ? first : this.#host.witness())
    } catch (error) {
      if (!isFault(error, 'log.wrong-size')) this.#turns.letGo()
      throw error
    }
    this.#turns.letGo()
    this.#told = this.#lines.at.lines
    const events = this.#inTime(batch.events)
    const sealed = this.#follow(batch)
    if (sealed !== undefined) await sealed
    return events
  }

  isBehind = (): boolean => this.#underWay === null && this.#isOpen() && !this.#live.isLeftAt(this.#lines.at.whole)

  async follow(): Promise<readonly LogEvent[]> {
    while (this.#underWay !== null) await this.#underWay
    if (this.#isOpen()) await this.#catchUp()
    const news = this.#news
    this.#news = []
    this.#told = this.#lines.at.lines
    return news
  }

  /** Takes in what others wrote, unless one of them has the lock for longer: then it is taken in the next time. */
  async #catchUp(): Promise<void> {
    if (this.#live.isLeftAt(this.#lines.at.whole)) return
    const isKept = this.#turns.holds
    await this.#inTurn(async () => {
      if (await this.#turns.take(mostWaiting)) await this.#takeIn()
    })
    if (!isKept) this.#turns.letGo()
  }

  async alone<T>(work: () => T): Promise<T> {
    while (this.#underWay !== null) await this.#underWay
    await this.#inTurn(() => this.#waitForTurn())
    try {
      return work()
    } finally {
      this.#turns.letGo()
    }
  }

  async close(): Promise<void> {
    while (this.#underWay !== null) await this.#underWay
    if (this.#isClosed) return
    const { disk } = this.#host
    const wasOpen = this.#isOpen()
    this.#isClosed = true
    this.#turns.letGo()
    // What a seal that nobody waited for could not do is told now.
    const failure = (await this.#seals?.settle()) ?? null
    const late = wasOpen && failure !== null ? await this.#stopLater(failure) : null
    const isOpen = wasOpen && late === null
    try {
      if (isOpen && this.#sureUntil !== null) {
        this.#checkPath()
        await this.#catchUp()
      }
      if (this.#lines.lastWords !== null) await this.#seals?.follow(this.#lines.lastWords, this.#lines.at, this.#closed)
      if (isOpen || this.#lines.lastWords !== null) await this.#seals?.finish(this.#lines.at, this.#closed)
    } catch (error) {
      // What stopped a writer was told already.
      if (isOpen) throw diskFault(this.#folder, error)
    } finally {
      if (this.#locks.hasSession) forgetHolder(disk, this.#folder)
      this.#live.close()
      this.#locks.close()
    }
    if (late !== null) throw late
  }

  /** Takes the lock and takes in what others wrote; what must wait gives a promise. Throws with the lock let go. */
  #takeTurn(now: number): Promise<void> | undefined {
    if (!this.#turns.takeNow(now)) return this.#inTurn(() => this.#waitForTurn())
    try {
      this.#checkFile(now)
      if (this.#live.isLeftAt(this.#lines.at.whole)) return undefined
    } catch (error) {
      this.#turns.letGo()
      throw diskFault(this.#folder, error)
    }
    return this.#inTurn(() => this.#takeIn())
  }

  async #waitForTurn(): Promise<void> {
    await this.#turns.take()
    if (!this.#live.isLeftAt(this.#lines.at.whole)) await this.#takeIn()
  }

  /** One after the other. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const done = work()
    this.#underWay = done.catch(() => {})
    try {
      await done
    } catch (error) {
      this.#turns.letGo()
      // Somebody who has the lock lets it go one day. What can't be read or made durable is not tried again.
      if (!isFault(error, 'log.locked')) this.#lines.isStopped = true
      throw diskFault(this.#folder, error)
    } finally {
      this.#underWay = null
    }
  }

  /**
   * Others wrote meanwhile. Whoever lost so keeps the lock until the program has nothing else to do at once: what it decides
   * anew on the spot stands then, and nobody tries for ever.
   */
  #lost(): Fault {
    setImmediate(() => {
      if (this.#underWay === null) this.#turns.letGo()
    })
    return wrongSize(this.#told, this.#lines.at.lines)
  }

  /** Takes in what others wrote, of which every line is verified, and deals with what one who was killed left half written. */
  async #takeIn(): Promise<void> {
    const { disk, version } = this.#host
    const folder = this.#folder
    this.#checkPath()
    const moved = this.#live.isLeft() ? await this.#turns.moveOn(this.#lines.at) : null
    const { segment, whole } = this.#lines.at
    const live = this.#live.file
    if (moved === null && disk.identify(live).size < whole) throw changedFault(folder)
    const indices = moved?.indices ?? [segment]
    const found = readOthers({ disk, folder, live, indices }, this.#lines.at, this.#closed, this.#newer)
    const { at, events, closed, torn, finding } = found
    // One file takes the place of another where a sync failed, and then that is recorded.
    const isContinued = events.some((event) => event.type === 'log.continued')
    if (moved?.isOther === true && !isContinued) throw changedFault(folder)
    if (finding !== null) throw tamperedFault(folder, finding)
    if (this.#newer.found !== null) throw newerFault(folder, this.#newer.found, version)
    if (events.length > 0) {
      this.#turns.saw(events)
      // One that was killed may have written what it never synced.
      if (torn > 0 || !this.#locks.isAlive(at.witness?.run ?? '')) this.#live.sync()
      this.#lines.at = at
      this.#closed = closed
      for (const event of events) this.#news.push(this.#times(event))
      this.#seals?.takeIn(found)
    }
    if (torn > 0) await this.#recover()
  }

  /** The last line was never finished. It is taken away, and that is recorded: for this writer too it is news. */
  async #recover(): Promise<void> {
    const { disk } = this.#host
    const batch = this.#put([quarantineTail(disk, this.#folder, this.#live.file, this.#lines.at)], this.#host.witness())
    for (const event of batch.events) this.#news.push(this.#times(event))
    const sealed = this.#follow(batch)
    if (sealed !== undefined) await sealed
  }

  #put(drafts: readonly Draft[], witness: ClockReading): Batch {
    const batch = this.#lines.put(drafts, witness)
    this.#turns.wroteLast = true
    return batch
  }

  #isOpen(): boolean {
    return !this.#isClosed && !this.#lines.isStopped
  }

  /** Mostly of one event, for which `map` is cold code. */
  #inTime(events: readonly LogEvent[]): readonly LogEvent[] {
    const times = this.#times
    const [event] = events
    return event !== undefined && events.length === 1 ? [times(event)] : events.map(times)
  }

  /** Brings the heads up to a batch that is durable. Whatever fails now, the batch stands, and nothing more is taken. */
  #follow(batch: Batch): Promise<void> | undefined {
    if (this.#seals === null) return undefined
    this.#closed ||= batch.events.some((event) => event.type === 'incident.closed')
    return this.#seals.follow(batch, this.#lines.at, this.#closed)?.catch(async (error) => {
      throw await this.#stopLater(error)
    })
  }

  /** The path must still lead to this disk. A burst of lines is looked at once, and again at its end. */
  #checkFile(now: number): void {
    if (this.#sureUntil !== null && now < this.#sureUntil && now >= this.#sureUntil - sureFor) return
    this.#checkPath()
    this.#sureUntil = now + sureFor
  }

  #checkPath(): void {
    const fault = this.#live.faultOfPath()
    if (fault === null) return
    this.#lines.isStopped = true
    throw fault
  }

  /** The end of this writer while the lock isn't held: it is taken for what is to be put on record, if that can be. */
  async #stopLater(error: unknown): Promise<unknown> {
    try {
      if (!this.#turns.holds && isFull(error)) await this.#inTurn(() => this.#waitForTurn())
    } catch {
      // Somebody else has it, or what is there can't be read: then nothing more is written.
    }
    if (!this.#turns.holds) {
      this.#lines.isStopped = true
      return error instanceof Fault ? error : diskFault(this.#folder, error)
    }
    const fault = this.#lines.stop(error)
    this.#turns.letGo()
    return fault
  }
}
