import {
  type DayPart,
  dayWords,
  fillers,
  halfWords,
  monthWords,
  partWords,
  weekdayWords,
  whichWords,
} from './moment-words.ts'
import { type SaidSpan, saidSpan } from './said-span.ts'
import type { Half } from './wall-passages.ts'

/**
 * The way in which a question looks: `back` at what happened, `ahead` at what is to come. `02:00` is the last one, or the next
 * one; where it may be either, it is asked.
 */
export type Towards = 'back' | 'ahead' | 'either'

/** A date; without a year, the nearest. */
export interface SaidDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** A time of day; `midnight` was said as a word, which belongs to two days. */
export interface SaidTime {
  readonly hour: number
  readonly minute: number
  readonly midnight: boolean
}

/** A time by the clock on the wall, as far as it was said: null is what was not. */
export interface SaidClock {
  readonly kind: 'clock'
  /** Days from today. */
  readonly days: number | null
  readonly date: SaidDate | null
  /** 1 is Monday. */
  readonly weekday: number | null
  readonly which: 'last' | 'coming' | 'next' | null
  readonly time: SaidTime | null
  readonly half: Half | null
  readonly back: boolean
}

/** A moment as somebody says it, before it is known what time it is now. */
export type SaidMoment =
  | { readonly kind: 'now' }
  | { readonly kind: 'exact'; readonly at: Temporal.Instant }
  | SaidSpan
  | SaidClock

const longest = 80
const exact = /^\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:\d\d)$/

/** The moment that a text says, in Dutch or in English; null when it says none. Throws RangeError where RFC 3339 names no day. */
export function saidMoment(text: string): SaidMoment | null {
  if (text.length > longest) return null
  const said = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (said === 'now' || said === 'nu') return { kind: 'now' }
  const at = exact.test(said) ? Temporal.Instant.from(said) : null
  if (at !== null) return { kind: 'exact', at }
  return saidSpan(said) ?? saidClock(said)
}

/** The moment that an answer of the record is, RFC 3339; null when it is none. */
export function exactMoment(text: string): Temporal.Instant | null {
  try {
    return exact.test(text.toLowerCase()) ? Temporal.Instant.from(text) : null
  } catch {
    return null
  }
}

interface Slots {
  days: number | null
  date: SaidDate | null
  weekday: number | null
  which: SaidClock['which']
  time: SaidTime | null
  part: DayPart | null
  half: Half | null
  back: boolean
}

/** Reads one thing at the beginning; gives how many characters it took, or null when it stands there no (more than) once. */
type Reader = (rest: string, slots: Slots) => number | null

function saidClock(said: string): SaidClock | null {
  const slots: Slots = {
    ...{ days: null, date: null, weekday: null, which: null },
    ...{ time: null, part: null, half: null, back: false },
  }
  let rest = said.replaceAll(/[()]/g, ' ').replace(/(\d)t(?=\d)/, '$1 ')
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '')
    if (rest === '') break
    const taken = firstOf(rest, slots)
    if (taken === null) return null
    rest = rest.slice(taken)
  }
  if (slots.which !== null && slots.weekday === null) return null
  if (slots.days !== null && (slots.date !== null || slots.weekday !== null)) return null
  const isSaid = [slots.days, slots.date, slots.weekday, slots.time, slots.part].some((one) => one !== null)
  if (!isSaid) return null
  const { part, time, ...others } = slots
  const hour = hourOf(time, part)
  return hour === 'contrary' ? null : { kind: 'clock', ...others, time: hour }
}

/** A reader that takes something changes the slots, so no other one may be asked. */
function firstOf(rest: string, slots: Slots): number | null {
  for (const read of readers) {
    const taken = read(rest, slots)
    if (taken !== null) return taken
  }
  return null
}

/** The time that is meant by an hour and a part of the day; `woensdag middag` alone is noon. */
function hourOf(time: SaidTime | null, part: DayPart | null): SaidTime | null | 'contrary' {
  if (time === null || part === null || time.midnight) return time
  const { hour } = time
  const late = part === 'afternoon' || part === 'evening' || (part === 'night' && hour >= 8)
  if (hour === 12) return part === 'night' || part === 'evening' ? { ...time, hour: 0, midnight: true } : time
  if (hour > 12) return part === 'morning' ? 'contrary' : time
  return late && hour > 0 ? { ...time, hour: hour + 12 } : time
}

function once<K extends keyof Slots>(slots: Slots, key: K, value: Slots[K]): boolean {
  if (slots[key] !== null) return false
  slots[key] = value
  return true
}

const isoDate: Reader = (rest, slots) => {
  const [whole, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?=[\s,]|$)/.exec(rest) ?? []
  if (whole === undefined) return null
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  return once(slots, 'date', date) ? whole.length : null
}

/** `24/11`, `24-11-2026`; with dots only where a time follows: `03.12` alone is one. */
const numericDate: Reader = (rest, slots) => {
  const [whole, day, month, year] =
    /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?=[\s,]|$)/.exec(rest) ??
    /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?(?=[\s,].*\d)/.exec(rest) ??
    []
  if (whole === undefined || (whole.includes('.') && Number(month) > 12)) return null
  const date = { year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) }
  return once(slots, 'date', date) ? whole.length : null
}

/** `24 Nov 2026`, `24 november`, `24th of November` without the `of`. */
const namedDate: Reader = (rest, slots) => {
  const [whole, day, name = '', year] =
    /^(\d{1,2})(?:st|nd|rd|th|e)?\s+(\p{L}{3,})\b\.?(?:,?\s+(\d{4})(?=[\s,]|$))?/u.exec(rest) ?? []
  const month = monthWords.get(name)
  if (whole === undefined || month === undefined) return null
  const date = { year: year === undefined ? null : Number(year), month, day: Number(day) }
  return once(slots, 'date', date) ? whole.length : null
}

const wallTime: Reader = (rest, slots) => {
  const [whole, hour, minute = '0', half] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\b\.?|p\.?m\b\.?)/.exec(rest) ??
    /^(\d{1,2})[:.hu](\d{2})(?:\s?(?:uur|u|h|hrs)\b)?(?![\d:.])/.exec(rest) ??
    /^(\d{1,2})\s?(?:uur|u|h|hrs|o'clock)(?![\p{L}\d])/u.exec(rest) ??
    []
  if (whole === undefined) return null
  const twelve = half === undefined ? null : Number(hour)
  if (twelve !== null && (twelve < 1 || twelve > 12)) return null
  const late = half?.startsWith('p') === true
  const shown = twelve === null ? Number(hour) : (twelve % 12) + (late ? 12 : 0)
  return once(slots, 'time', { hour: shown, minute: Number(minute), midnight: false }) ? whole.length : null
}

/** Words of one table, the longest that stands there. */
function words<V>(table: ReadonlyMap<string, V>, take: (value: V, slots: Slots) => boolean): Reader {
  const longestFirst = [...table.keys()].toSorted((a, b) => b.length - a.length)
  return (rest, slots) => {
    const word = longestFirst.find((one) => rest.startsWith(one) && !/^[\p{L}\d+]/u.test(rest.slice(one.length)))
    if (word === undefined) return null
    const dot = rest[word.length] === '.' ? 1 : 0
    return take(table.get(word) as V, slots) ? word.length + dot : null
  }
}

/** Noon, or the afternoon where an hour is said too. */
const noon: Reader = (rest, slots) => {
  const [whole] = /^(?:noon|midday|middag)(?!\p{L})/u.exec(rest) ?? []
  if (whole === undefined) return null
  const isHourSaid = slots.time !== null || /\d/.test(rest.slice(whole.length))
  const taken = isHourSaid
    ? once(slots, 'part', 'afternoon')
    : once(slots, 'time', { hour: 12, minute: 0, midnight: false })
  return taken ? whole.length : null
}

const midnight: Reader = (rest, slots) => {
  const [whole] = /^(?:midnight|middernacht)(?!\p{L})/u.exec(rest) ?? []
  if (whole === undefined) return null
  return once(slots, 'time', { hour: 0, minute: 0, midnight: true }) ? whole.length : null
}

/** `woensdagavond`: the day stands before a part of it, or noon. */
const joinedWeekday: Reader = (rest, slots) => {
  const [, name = ''] = /^(\p{L}+dag)(?=morgen|ochtend|middag|namiddag|avond|nacht)/u.exec(rest) ?? []
  const weekday = weekdayWords.get(name)
  if (weekday === undefined || !once(slots, 'weekday', weekday)) return null
  if (!rest.startsWith('morgen', name.length)) return name.length
  return once(slots, 'part', 'morning') ? name.length + 'morgen'.length : null
}

const filler: Reader = (rest) => {
  const [word = ''] = /^\p{L}+(?=[\s,]|$)/u.exec(rest) ?? []
  return fillers.has(word) ? word.length : null
}

const readers: readonly Reader[] = [
  isoDate,
  namedDate,
  numericDate,
  wallTime,
  noon,
  midnight,
  words(dayWords, ({ days, part, back }, slots) => {
    if (slots.days !== null) return false
    slots.days = days
    slots.back = back === true
    return part === undefined || once(slots, 'part', part)
  }),
  words(partWords, (part, slots) => once(slots, 'part', part)),
  words(halfWords, (half, slots) => once(slots, 'half', half)),
  words(whichWords, (which, slots) => once(slots, 'which', which)),
  words(weekdayWords, (weekday, slots) => once(slots, 'weekday', weekday)),
  joinedWeekday,
  filler,
]
