import type { Draft, LogEvent } from '../core/event.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { canonicalString, canonicalText } from './canonical-text.ts'
import type { ClockReading } from './clock-reading.ts'

/** The `prev` of the first line of a log: there is nothing before it. */
export const genesis = '0'.repeat(64)

/** The longest line, without its LF. */
export const maxLineBytes = 65_535

/** The text of a line, without its LF, and its event. Throws what `makeLine` throws. */
export function printLine(
  draft: Draft,
  seq: number,
  prev: string,
  witness: ClockReading,
): { readonly text: string; readonly event: LogEvent } {
  const { actor, type, step } = draft
  const { mono, boot, run } = witness
  const t = momentText(witness.wall)
  const data = canonicalText(draft.data)
  const who = actorText(actor)
  const about = step === undefined ? '' : stepText(step)
  const process = runText(run)
  const started = boot === null ? 'null' : bootText(boot)
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

/** A JSON string for a name; null: it can't be one, or it is empty. The same name mostly comes again: its text is kept. */
function nameText(): (name: string) => string | null {
  let last = ''
  let text: string | null = null
  return (name) => {
    if (name !== last) {
      last = name
      text = name === '' ? null : canonicalString(name)
    }
    return text
  }
}

const [actorText, stepText, runText, bootText] = [nameText(), nameText(), nameText(), nameText()]

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

function notRecordable(type: string): Fault {
  return new Fault({
    code: 'log.not-recordable',
    exit: exit.log,
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
