import { randomBytes } from 'node:crypto'
import type { Draft, Json, LogEvent } from '../core/event.ts'
import type { ClockReading } from './clock-reading.ts'
import { concealIn, type Disclosure, saltBytes } from './disclosure.ts'
import { type Line, makeLine } from './line.ts'

/** The author of lines that nobody caused: a recovery, a clock that jumped. */
export const recorder = 'cyber-respond'

/**
 * The milliseconds that wall clock and monotonic clock may drift apart between two events before that is an event
 * itself.
 */
const driftMs = 2000

/** The end of a log. */
export interface LogEnd {
  readonly lines: number
  /** The leaf of the last line. */
  readonly head: string
  /** The clock reading of the last line; null in an empty log. */
  readonly witness: ClockReading | null
}

/** The lines for some drafts as one buffer, their events as a later reader will get them, and the head behind them. */
export interface Batch {
  readonly bytes: Buffer
  readonly events: readonly LogEvent[]
  readonly leaves: readonly string[]
  /** The disclosures of the personal values that the lines hide. */
  readonly disclosures: readonly Disclosure[]
  readonly next: LogEnd
}

/** Throws the Faults of `makeLine`, before anything is written. */
export function batchOf(before: LogEnd, drafts: readonly Draft[], witness: ClockReading): Batch {
  const disclosures: Disclosure[] = []
  const [draft] = drafts
  if (drafts.length === 1 && draft !== undefined) {
    const { bytes, event, leaf } = lineOf(draft, before.lines, before.head, witness, disclosures)
    return {
      bytes,
      events: [event],
      leaves: [leaf],
      disclosures,
      next: { lines: before.lines + 1, head: leaf, witness },
    }
  }
  let { lines, head } = before
  const made: Line[] = []
  for (const draft of drafts) {
    const line = lineOf(draft, lines, head, witness, disclosures)
    head = line.leaf
    lines += 1
    made.push(line)
  }
  return {
    bytes: Buffer.concat(made.map((line) => line.bytes)),
    events: made.map((line) => line.event),
    leaves: made.map((line) => line.leaf),
    disclosures,
    next: { lines, head, witness },
  }
}

/** The line holds digests in the place of personal values; its event holds the values, as a reader with the disclosures gets it. */
function lineOf(draft: Draft, seq: number, prev: string, witness: ClockReading, disclosures: Disclosure[]): Line {
  const { personal = [], data } = draft
  if (personal.length === 0) return makeLine(draft, seq, prev, witness)
  const hidden = concealIn(data as Json, personal, seq, () => randomBytes(saltBytes))
  const line = makeLine({ ...draft, data: hidden.data } as unknown as Draft, seq, prev, witness)
  disclosures.push(...hidden.disclosures)
  return { ...line, event: { ...line.event, data: makeLine(draft, seq, prev, witness).event.data } as LogEvent }
}

const nothing: readonly Draft[] = []

/**
 * The reading that the next line of a process is held against: that of the last line, or the process's own last one where the
 * last line is another machine's. A process that wrote before has lived since, so it was not this machine that started again.
 */
export function lastOfMachine(line: ClockReading | null, own: ClockReading | null): ClockReading | null {
  return line === null || own === null || line.boot === own.boot ? line : own
}

/**
 * The drafts that must be on record before anything else is, now that the last line and this moment are known: that the
 * machine was started again, or that its two clocks no longer agree (somebody set the clock, or the laptop slept).
 */
export function clockDrafts(last: ClockReading | null, now: ClockReading): readonly Draft[] {
  if (last === null) return nothing
  if (last.boot !== now.boot) {
    return [{ type: 'boot.changed', actor: recorder, data: { boot: now.boot ?? 'unknown' } }]
  }
  // Without a boot id nothing says that two processes read the same monotonic clock.
  if (now.boot === null && last.run !== now.run) return nothing
  const wallMs = now.wall - last.wall
  const monoMs = Math.trunc(Number(now.mono - last.mono) / 1e6)
  if (Math.abs(wallMs - monoMs) <= driftMs) return nothing
  return [{ type: 'clock.jump', actor: recorder, data: { wallMs, monoMs } }]
}
