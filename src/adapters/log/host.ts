import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pkg from '../../../package.json' with { type: 'json' }
import type { ClockReading } from '../../audit/clock-reading.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { pause } from './pause.ts'
import type { Sealing } from './seal-files.ts'

/** No program of this or a later version begins a new segment before one holds so much: others need not look whether it did. */
export const leastSegmentBytes: number = 16 * 1024 * 1024

/** The parts of the machine that a log needs. Sizes are in bytes. */
export interface LogHost {
  readonly disk: Disk
  /** Clocks, start of the machine and process, at this moment. */
  witness(): ClockReading
  /** Waits so many milliseconds, which may be a part of one. */
  pause(ms: number): Promise<void>
  readonly pid: number
  /** The process, as its lines name it. */
  readonly run: string
  /** The version of this program: who meets an event that needs a newer one does not write. */
  readonly version: string
  /** A segment that has reached this size is followed by a new one. The same for all who write a log, or `leastSegmentBytes` at least. */
  readonly segmentBytes: number
  /** Kept apart so that the end of the record still fits on a full disk. */
  readonly ballastBytes: number
  /** No more lines than these stand without a seal. */
  readonly linesPerSeal: number
  /** null: heads are not signed. */
  readonly sealing: Sealing | null
}

// One process is one run, however many logs it opens.
const run = randomUUID()

/** The id that Linux gives to each start of the machine; null elsewhere. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() || null
  } catch {
    return null
  }
}

export function logHost(sealing: Sealing | null = null): LogHost {
  const boot = bootId()
  return {
    disk: realDisk,
    pause,
    ...{ pid: process.pid, run },
    version: pkg.version,
    segmentBytes: 64 * 1024 * 1024,
    ballastBytes: 256 * 1024,
    linesPerSeal: 64,
    sealing,
    witness: () => ({ wall: Date.now(), mono: process.hrtime.bigint(), boot, run }),
  }
}
