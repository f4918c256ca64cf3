import type { Draft, Json, LogEvent } from '../core/event.ts'
import { leafOfText } from './chain.ts'
import type { ClockReading } from './clock-reading.ts'
import { revealIn } from './disclosure.ts'
import type { EnvelopeScanner } from './envelope.ts'
import { printLine } from './print-line.ts'

/** The witness of a line that was verified. */
export function readingOf(line: Buffer): ClockReading {
  const { t, mono, boot, run } = JSON.parse(line.toString('utf8'))
  return { wall: Date.parse(t), mono: BigInt(mono), boot, run }
}

/** A line as it was made: its bytes with the LF, its leaf, and the event that a later reader gets. */
export interface Line {
  readonly bytes: Buffer
  readonly leaf: string
  readonly event: LogEvent
}

/**
 * Makes one line in RFC 8785 form. Members that are undefined are left out. Throws a Fault (exit code 5) when the event
 * can't stand in the log: a float, an integer beyond 2^53 − 1, a lone surrogate, an empty name, more than 32 levels, or
 * more than 65,535 bytes.
 */
export function makeLine(draft: Draft, seq: number, prev: string, witness: ClockReading): Line {
  const { text, event } = printLine(draft, seq, prev, witness)
  return { bytes: Buffer.from(`${text}\n`), leaf: leafOfText(text), event }
}

/** Puts personal values in the place of their digests in the `data` of an event. */
export type Reveal = (data: LogEvent['data']) => LogEvent['data']

/** The beginning of a digest in a line (see disclosure.ts). Where this doesn't stand, there is nothing to reveal. */
export const concealedMark = '"personal":"'

/** Whether a line may hold a personal value behind a digest. */
export function hides(bytes: Buffer, at: number, lf: number): boolean {
  return bytes.subarray(at, lf).includes(concealedMark)
}

/** Gives something of the same kind in the place of personal values: for who has none of them at hand. */
export const withoutPersonal: Reveal = (data) => revealIn(data as Json, () => null) as typeof data

/**
 * The event of a line that `accepted` accepted last, at `at` in `bytes`, with its LF at `lf`. `text` is the same bytes as
 * Latin-1, so that positions in the two are the same: slices of one string cost less than a string for each member.
 */
export function eventOf(
  bytes: Buffer,
  text: string,
  at: number,
  lf: number,
  accepted: EnvelopeScanner,
  reveal: Reveal = withoutPersonal,
): LogEvent {
  if (!accepted.plain) return decoded(bytes.toString('utf8', at, lf), reveal)
  const { step } = accepted
  const data = text.slice(accepted.data, accepted.dataEnd)
  const value = JSON.parse(data)
  const seq = accepted.number
  const t = text.slice(accepted.t, accepted.t + 24)
  const run = nameIn(text, accepted.run, accepted.runEnd)
  const actor = nameIn(text, accepted.actor, accepted.actorEnd)
  const type = nameIn(text, accepted.type, accepted.typeEnd)
  const shown = data.includes(concealedMark) ? reveal(value) : value
  if (step === 0) return { seq, t, run, actor, type, data: shown } as LogEvent
  return { seq, t, run, actor, type, data: shown, step: nameIn(text, step, accepted.stepEnd) } as LogEvent
}

/** A prime, so that names which differ in a digit or two mostly get places of their own. */
const slots = 4093
const names: string[] = Array.from({ length: slots }, () => '')

/**
 * A name as it is printed in a line, which mostly stood in one before: then the same string is given again. It spares
 * memory, and a fold that looks up steps by name is quicker with a name that it had before.
 */
export function nameIn(text: string, at: number, end: number): string {
  // Names of one kind differ at their end, by a digit or a letter.
  const tail = text.charCodeAt(end - 1) + 31 * text.charCodeAt(end - 2) + 961 * text.charCodeAt(end - 3)
  const slot = (tail + 29_791 * text.charCodeAt(end - 4)) % slots
  const known = names[slot] as string
  const printed = text.slice(at, end)
  if (printed === known) return known
  if (printed.includes('\\')) return JSON.parse(`"${printed}"`)
  // A copy: a slice would keep the whole text in memory.
  const name = Buffer.from(printed).toString()
  names[slot] = name
  return name
}

/** The event of a line, whatever stands in its strings. */
export function decoded(line: string, reveal: Reveal = withoutPersonal): LogEvent {
  const { seq, t, run, actor, type, data: found, step } = JSON.parse(line)
  const data = line.includes(concealedMark) ? reveal(found) : found
  return step === undefined ? { seq, t, run, actor, type, data } : { seq, t, run, actor, type, data, step }
}
