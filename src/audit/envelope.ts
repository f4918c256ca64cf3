import { CanonicalScanner } from './canonical.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

const beforeActor = ascii('{"actor":"')
const beforeBoot = ascii(',"boot":')
const beforeData = ascii(',"data":{')
const beforeMono = ascii(',"mono":"')
const beforePrev = ascii(',"prev":"')
const beforeRun = ascii('","run":"')
const beforeSeq = ascii(',"seq":')
const beforeStep = ascii(',"step":"')
const beforeT = ascii(',"t":"')
const beforeType = ascii('","type":"')
const beforeVersion = ascii('","v":')
const end = ascii('1}')
const unknownBoot = ascii('null')
const moment = ascii('0000-00-00T00:00:00.000Z')
const quote = 0x22

/**
 * Finds the members of a line, and accepts only a line in the log's strict form with exactly the members
 * `actor, boot, data, mono, prev, run, seq, step (optional), t, type, v`, each of its shape. The positions are those of
 * the last line that was accepted: strings without their quotes, values whole. One object serves many lines.
 */
export class EnvelopeScanner {
  readonly #form = new CanonicalScanner()
  /** False when bytes and characters of the line differ. */
  plain = true
  actor = 0
  actorEnd = 0
  boot = 0
  bootEnd = 0
  data = 0
  dataEnd = 0
  mono = 0
  monoEnd = 0
  prev = 0
  run = 0
  runEnd = 0
  /** The value of `seq`. */
  number = 0
  /** 0 when the line has no step. */
  step = 0
  stepEnd = 0
  t = 0
  type = 0
  typeEnd = 0

  /** `at` is where the line begins, `lf` where its LF stands. */
  scan(bytes: Uint8Array, at: number, lf: number): boolean {
    this.#form.plain = true
    const scanned = this.#members(bytes, at)
    this.plain = this.#form.plain
    return scanned === lf
  }

  #members(bytes: Uint8Array, at: number): number {
    this.actor = skip(bytes, at, beforeActor)
    let next = this.#text(bytes, this.actor)
    this.actorEnd = next - 1

    this.boot = skip(bytes, next, beforeBoot)
    next = bytes[this.boot] === quote ? this.#text(bytes, this.boot + 1) : skip(bytes, this.boot, unknownBoot)
    this.bootEnd = next

    this.data = skip(bytes, next, beforeData) - 1
    next = this.data < 0 ? -1 : this.#form.value(bytes, this.data)
    this.dataEnd = next

    this.mono = skip(bytes, next, beforeMono)
    next = this.mono < 0 ? -1 : digits(bytes, this.mono)
    this.monoEnd = next
    if (next < 0 || bytes[next] !== quote) return -1

    this.prev = skip(bytes, next + 1, beforePrev)
    // Its 64 digits are not looked at: a reader compares them with the leaf that it computed.
    next = this.prev < 0 ? -1 : this.prev + 64

    this.run = skip(bytes, next, beforeRun)
    next = this.#text(bytes, this.run)
    this.runEnd = next - 1

    const seq = skip(bytes, next, beforeSeq)
    if (seq < 0 || bytes[seq] === 0x2d) return -1
    next = this.#form.integer(bytes, seq)
    this.number = number(bytes, seq, next)

    const step = skip(bytes, next, beforeStep)
    this.step = Math.max(step, 0)
    if (step >= 0) next = this.#text(bytes, step)
    this.stepEnd = next - 1

    this.t = skip(bytes, next, beforeT)
    next = this.t < 0 ? -1 : instant(bytes, this.t)

    this.type = skip(bytes, next, beforeType)
    next = this.type < 0 ? -1 : words(bytes, this.type)
    this.typeEnd = next

    return skip(bytes, skip(bytes, next, beforeVersion), end)
  }

  /** A string that isn't empty. */
  #text(bytes: Uint8Array, at: number): number {
    return at < 0 || bytes[at] === quote ? -1 : this.#form.string(bytes, at)
  }
}

function skip(bytes: Uint8Array, at: number, literal: Uint8Array): number {
  if (at < 0) return -1
  for (let i = 0; i < literal.length; i += 1) {
    if (bytes[at + i] !== literal[i]) return -1
  }
  return at + literal.length
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Nanoseconds: 1 to 20 digits, no leading zero. */
function digits(bytes: Uint8Array, at: number): number {
  let i = at
  while (i - at < 20 && isDigit(bytes[i])) i += 1
  if (i === at || (bytes[at] === 0x30 && i - at > 1)) return -1
  return i
}

function number(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end; i += 1) value = value * 10 + (bytes[i] as number) - 0x30
  return value
}

/** The name of a type: small letters, points and hyphens. */
function words(bytes: Uint8Array, at: number): number {
  let i = at
  for (; ; i += 1) {
    const byte = bytes[i] as number
    if (!((byte >= 0x61 && byte <= 0x7a) || byte === 0x2e || byte === 0x2d)) break
  }
  return i === at ? -1 : i
}

/** RFC 3339 in UTC with milliseconds, a day that exists. */
function instant(bytes: Uint8Array, at: number): number {
  for (let i = 0; i < moment.length; i += 1) {
    const fits = moment[i] === 0x30 ? isDigit(bytes[at + i]) : bytes[at + i] === moment[i]
    if (!fits) return -1
  }
  const two = (i: number) => (bytes[at + i] as number) * 10 + (bytes[at + i + 1] as number) - 528
  const year = two(0) * 100 + two(2)
  const exists =
    two(5) >= 1 &&
    two(5) <= 12 &&
    two(8) >= 1 &&
    two(8) <= daysIn(year, two(5)) &&
    two(11) < 24 &&
    two(14) < 60 &&
    two(17) < 60
  return exists ? at + moment.length : -1
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
