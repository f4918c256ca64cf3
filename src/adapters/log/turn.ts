import { heldFault, olderFault } from './faults.ts'
import { holderOf } from './holder.ts'
import type { LogHost } from './host.ts'
import type { LogLocks } from './locks.ts'

/**
 * The pauses, in milliseconds, between two looks at a lock that somebody else has: mostly that is over when one sync is. The
 * longer it lasts, the slower the disk, or the longer the one who has it is held up.
 */
const pauses: readonly { readonly until: number; readonly ms: number }[] = [
  { until: 20, ms: 0.15 },
  { until: 60, ms: 0.5 },
  { until: 2000, ms: 2 },
  { until: Number.POSITIVE_INFINITY, ms: 20 },
]

/** After so many looks it is no append that one waits for, if no other process of this version has the log open. */
const looksAtOlder = 60

/** The milliseconds after which whoever waits gives up: longer than any disk takes for a sync. */
const patience = 30_000

/**
 * Waits until `take` gives the lock. Everybody who waits looks again and again, and nobody stands in a row: a process that is
 * stopped while it waits holds up nobody. Throws `log.locked` when an older version has it, for as long as it runs, or when
 * somebody was stopped in the middle of an append. With `looks`,
 * it looks only so often, and gives false.
 */
export async function waitForTurn(
  folder: string,
  { pause, disk }: Pick<LogHost, 'pause' | 'disk'>,
  locks: LogLocks,
  take: () => boolean,
  looks = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  let waited = 0
  try {
    for (let look = 1; look <= looks; look += 1) {
      locks.waits()
      const ms = pauses.find(({ until }) => look <= until)?.ms ?? 0
      await pause(ms)
      waited += ms
      if (take()) return true
      if (look === looksAtOlder && locks.others().length === 0) throw olderFault(folder, holderOf(disk, folder))
      if (waited >= patience) throw heldFault(folder, locks.others())
    }
    return false
  } finally {
    locks.letGo('waiting')
  }
}
