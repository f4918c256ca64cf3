import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownMoment } from '../../core/clock-doubts.ts'

/** Where the system keeps what this looks at; tests name their own. */
export interface MachineClocks {
  /** A file that is touched whenever the system has the time from the network (systemd-timesyncd). */
  readonly saved: string
  /** The seconds since 1970 of the clock in the hardware. */
  readonly hardware: string
}

const ofThisMachine: MachineClocks = {
  saved: '/var/lib/systemd/timesync/clock',
  hardware: '/sys/class/rtc/rtc0/since_epoch',
}

/**
 * The moments that are known on this machine without a network: what the system keeps, and when the records in these folders were
 * last written. What can't be read is left out, as on many machines.
 */
export function knownMoments(
  recordFolders: readonly string[],
  { saved, hardware }: MachineClocks = ofThisMachine,
): readonly KnownMoment[] {
  const newest = Math.max(0, ...recordFolders.flatMap(recordsIn).map((path) => writtenAt(path) ?? 0))
  return [
    ...moment('system', writtenAt(saved)),
    ...moment('hardware', secondsIn(hardware)),
    ...moment('record', newest === 0 ? null : newest),
  ]
}

function moment(from: KnownMoment['from'], ms: number | null): readonly KnownMoment[] {
  if (ms === null || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return []
  return [{ from, at: Temporal.Instant.fromEpochMilliseconds(Math.trunc(ms)) }]
}

/** The newest head of each record: that file is written with the record, and nothing else touches it. */
function recordsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name, 'checkpoint'))
  } catch {
    return []
  }
}

/** The epoch milliseconds at which a file was last written, or null. */
export function writtenAt(path: string): number | null {
  try {
    return statSync(path).mtimeMs
  } catch {
    return null
  }
}

function secondsIn(path: string): number | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return /^\d{1,12}$/.test(text) ? Number(text) * 1000 : null
  } catch {
    return null
  }
}
