import { heldFault, olderFault } from './faults.ts'
import { holderOf } from './holder.ts'
import type { LogHost } from './host.ts'
import type { LogLocks } from './locks.ts'

/** The milliseconds after which it is no append that one waits for, if no other process of this version has the log open. */
const olderAfter = 25

/** The milliseconds after which whoever waits gives up: longer than any disk takes for a sync. */
const patience = 30_000

/** The shortest pause between two looks, in milliseconds. */
const shortest = 0.15

/** Whoever wrote one of so many last lines counts as somebody who writes now. */
const lately = 64

/**
 * How long a round takes in which everybody who writes has a turn, in milliseconds: as it was lately, for all the same. It
 * would not do for each to go by what it waited itself: who was lucky once would then always come first.
 */
export class Pace {
  /** The time from one line to the next. */
  #turn = 0.5
  /** The last line of each run, among the last ones that were read. */
  readonly #runs = new Map<string, number>()

  get #round(): number {
    return this.#turn * (1 + this.#runs.size)
  }

  /** The pause before the first look of one who had a turn just now: those who waited come first. */
  get courtesy(): number {
    return 0.6 * this.#round
  }

  /** The pause before the next look: the longer one has waited, the more often one looks, so that nobody is forgotten. */
  pause(waited: number): number {
    const round = this.#round
    // It is no append that takes so long.
    if (waited > 100 + 20 * round) return waited > 2000 ? 20 : 2
    return Math.max(shortest, round / 8 / (1 + (2 * waited) / round))
  }

  /** Others wrote these lines while one waited for `ms`. */
  saw(lines: readonly { readonly run: string; readonly seq: number }[], ms: number): void {
    const last = lines.at(-1)?.seq ?? 0
    for (const { run, seq } of lines) this.#runs.set(run, seq)
    for (const [run, seq] of this.#runs) if (seq < last - lately) this.#runs.delete(run)
    if (ms > 0 && lines.length > 0) this.#turn = Math.min(100, 0.8 * this.#turn + (0.2 * ms) / lines.length)
  }
}

interface Waiting {
  readonly folder: string
  readonly host: Pick<LogHost, 'pause' | 'disk'>
  readonly locks: LogLocks
  readonly pace: Pace
  /** The milliseconds after which false says that somebody still has it. */
  readonly most?: number
}

/**
 * Waits until `take` gives the lock. Everybody who waits looks again and again, and nobody stands in a row: a process that is
 * stopped while it waits holds up nobody. Throws `log.locked` when an older version has it, for as long as it runs, or when
 * somebody was stopped in the middle of an append.
 */
export async function waitForTurn(
  { folder, host, locks, pace, most = Number.POSITIVE_INFINITY }: Waiting,
  take: () => boolean,
): Promise<boolean> {
  let waited = 0
  let isOurs = false
  try {
    while (waited < most) {
      locks.waits()
      const ms = pace.pause(waited)
      await host.pause(ms)
      waited += ms
      if (take()) return true
      if (!isOurs && waited >= olderAfter) {
        isOurs = locks.others().length > 0
        if (!isOurs) throw olderFault(folder, holderOf(host.disk, folder))
      }
      if (waited >= patience) throw heldFault(folder, locks.others())
    }
    return false
  } finally {
    locks.letGo('waiting')
  }
}
