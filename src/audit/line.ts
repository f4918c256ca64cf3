import type { Draft, LogEvent } from '../core/event.ts'
import { exit, Fault } from '../core/fault.ts'
import { canonicalName, canonicalText } from './canonical-text.ts'
import { leafOfText } from './chain.ts'
import type { EnvelopeScanner } from './envelope.ts'

/** The longest line, without its LF. */
export const maxLineBytes = 65_535

/**
 * What vouches for when and where a line was written. `wall` is in milliseconds since 1970, `mono` in nanoseconds of a clock
 * that only goes forward while the machine is on, `boot` the id of this start of the machine, `run` of this process.
 */
export interface Witness {
  readonly wall: number
  readonly mono: bigint
  readonly boot: string | null
  readonly run: string
}

/** The witness of a line that was verified. */
export function witnessOf(line: Buffer): Witness {
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
export function makeLine(draft: Draft, seq: number, prev: string, witness: Witness): Line {
  const { text, event } = printLine(draft, seq, prev, witness)
  return { bytes: Buffer.from(`${text}\n`), leaf: leafOfText(text), event }
}

/** The text of a line, without its LF, and its event. Throws what `makeLine` throws. */
export function printLine(
  draft: Draft,
  seq: number,
  prev: string,
  witness: Witness,
): { readonly text: string; readonly event: LogEvent } {
  const { actor, type, step } = draft
  const { mono, boot, run } = witness
  const t = momentText(witness.wall)
  const data = canonicalText(draft.data)
  const who = actor === '' ? null : canonicalName(actor)
  const about = step === undefined ? '' : step === '' ? null : canonicalName(step)
  const process = run === '' ? null : canonicalName(run)
  const started = boot === null ? 'null' : boot === '' ? null : canonicalName(boot)
  if (data === null || who === null || about === null || process === null || started === null) {
    throw notRecordable(type)
  }
  // In the order that RFC 8785 asks for.
  const text =
    `{"actor":${who},"boot":${started},"data":${data.text},"mono":"${mono}",` +
    `"prev":"${prev}","run":${process},"seq":${seq}${about === '' ? '' : `,"step":${about}`},` +
    `"t":"${t}","type":"${type}","v":1}`
  // A character takes three bytes at most.
  const size = text.length * 3 > maxLineBytes ? Buffer.byteLength(text) : 0
  if (size > maxLineBytes) throw tooLong(type, size)
  const kept = data.exact ? draft.data : JSON.parse(data.text)
  const event =
    step === undefined ? { seq, t, run, actor, type, data: kept } : { seq, t, run, actor, type, data: kept, step }
  return { text, event: event as LogEvent }
}

let second = Number.NaN
let secondText = ''

/** RFC 3339 in UTC with milliseconds. The text of a second is kept for the other lines of that second. */
function momentText(wall: number): string {
  const whole = Math.floor(wall / 1000)
  if (whole !== second) {
    second = whole
    secondText = new Date(whole * 1000).toISOString().slice(0, -4)
  }
  return `${secondText}${String(wall - whole * 1000).padStart(3, '0')}Z`
}

/** Puts personal values in the place of their digests in the `data` of an event. */
export type Reveal = (data: LogEvent['data']) => LogEvent['data']

/** What a digest looks like in a line (see disclosure.ts). Where this doesn't stand, there is nothing to reveal. */
export const concealedMark = '"personal":"'

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
  reveal?: Reveal,
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
  const shown = reveal !== undefined && data.includes(concealedMark) ? reveal(value) : value
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
export function decoded(line: string, reveal?: Reveal): LogEvent {
  const { seq, t, run, actor, type, data: found, step } = JSON.parse(line)
  const data = reveal !== undefined && line.includes(concealedMark) ? reveal(found) : found
  return step === undefined ? { seq, t, run, actor, type, data } : { seq, t, run, actor, type, data, step }
}

function notRecordable(type: string, cause?: unknown): Fault {
  return new Fault({
    code: 'log.not-recordable',
    exit: exit.log,
    cause,
    message: {
      en: `the event "${type}" holds a value that the log can't keep without changing it`,
      nl: `de gebeurtenis "${type}" bevat een waarde die het logboek niet ongewijzigd kan bewaren`,
    },
    hint: {
      en: 'numbers must be whole and below 2^53, and text must be valid Unicode; write anything else as text',
      nl: 'getallen moeten geheel zijn en kleiner dan 2^53, en tekst moet geldige Unicode zijn; schrijf al het andere als tekst',
    },
  })
}

function tooLong(type: string, bytes: number): Fault {
  return new Fault({
    code: 'log.line-too-long',
    exit: exit.log,
    message: {
      en: `the event "${type}" takes ${bytes} bytes, and a line of the log holds ${maxLineBytes}`,
      nl: `de gebeurtenis "${type}" neemt ${bytes} bytes in, en een regel van het logboek bevat er ${maxLineBytes}`,
    },
    hint: {
      en: 'add large content as a file with cyber-respond evidence add: the log keeps its hash',
      nl: 'voeg grote inhoud toe als bestand met cyber-respond evidence add: het logboek bewaart de hash',
    },
  })
}
