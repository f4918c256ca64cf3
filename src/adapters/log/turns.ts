import type { Position } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { changedFault } from './faults.ts'
import type { LogHost } from './host.ts'
import { type LiveSegment, lockLastSegment } from './live-segment.ts'
import type { LogLocks } from './locks.ts'
import { holdsUpTo } from './others-lines.ts'
import { segmentPath } from './segments.ts'
import { Pace, waitForTurn } from './turn.ts'

/** The nanoseconds for which a writer does not ask anew whether somebody waits for its lock. */
const aloneFor = 1_000_000

/** The place where a log goes on. */
export interface Moved {
  /** The segments that are to be read. */
  readonly indices: readonly number[]
  /** Whether another file stands in the place of the one that was open. */
  readonly isOther: boolean
}

/** One writer's turns at the live segment: it has the lock for one append at a time. */
export class Turns {
  readonly #folder: string
  readonly #host: LogHost
  readonly #locks: LogLocks
  readonly #live: LiveSegment
  readonly #pace = new Pace()
  /** The milliseconds for which it waited for the lock that it has. */
  #waited = 0
  /** The time at which it last asked whether somebody waits. */
  #askedAt = 0
  /** Whether the lock is held. */
  holds = false
  /** Whether the last line is this writer's own. */
  wroteLast = false

  constructor(folder: string, host: LogHost, locks: LogLocks, live: LiveSegment) {
    this.#folder = folder
    this.#host = host
    this.#locks = locks
    this.#live = live
  }

  /** Takes the lock if it is free, and nobody is to come first. `now`: nanoseconds of the monotonic clock. */
  takeNow(now: number): boolean {
    this.holds ||= !this.#leavesTurn(now) && this.#live.lock()
    return this.holds
  }

  /** Waits for the lock. With `most`, for so many milliseconds only, and false says that somebody still has it. */
  async take(most?: number): Promise<boolean> {
    if (this.holds) return true
    const { pause } = this.#host
    const start = performance.now()
    const take = (): boolean => this.#live.lock()
    if (this.wroteLast && most === undefined) await pause(this.#pace.courtesy)
    const waiting = { folder: this.#folder, host: this.#host, locks: this.#locks, pace: this.#pace }
    this.holds = take() || (await waitForTurn(most === undefined ? waiting : { ...waiting, most }, take))
    this.#waited = performance.now() - start
    return this.holds
  }

  /** Others wrote these lines since this writer's last turn. */
  saw(events: readonly LogEvent[]): void {
    this.wroteLast = false
    this.#pace.saw(events, this.#waited)
    this.#waited = 0
  }

  letGo(): void {
    if (!this.holds) return
    this.holds = false
    try {
      this.#live.unlock()
    } catch {
      // The file is closed, and with it the lock is gone.
    }
  }

  /** Whoever wrote last lets those come before it who have waited: without that, it would mostly be the quicker one. */
  #leavesTurn(now: number): boolean {
    if (!this.wroteLast || (now < this.#askedAt + aloneFor && now >= this.#askedAt)) return false
    this.#askedAt = now
    return this.#locks.isWaitedFor()
  }

  /**
   * The log goes on elsewhere: takes the lock there, and finds that all is there which was read up to `at`. Throws
   * `log.changed`.
   */
  async moveOn(at: Position): Promise<Moved> {
    const { disk } = this.#host
    const { segment } = at
    this.letGo()
    const { file, indices } = await lockLastSegment(this.#folder, this.#host, this.#locks)
    const last = indices.at(-1) as number
    let isOther: boolean
    try {
      const own = last === segment ? file : disk.open(segmentPath(this.#folder, segment), 'read')
      try {
        isOther = !this.#live.is(own)
        if (isOther && !holdsUpTo(disk, own, at)) throw changedFault(this.#folder)
      } finally {
        if (own !== file) disk.close(own)
      }
    } catch (error) {
      disk.close(file)
      throw error
    }
    this.#live.moveTo(last, file)
    this.holds = true
    return { indices: indices.filter((index) => index >= segment), isOther }
  }
}
