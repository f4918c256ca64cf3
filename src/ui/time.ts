import { zone } from '../core/clocks.ts'
import { spanText } from '../core/span-text.ts'
import { type Lang, pick } from '../core/text.ts'

// Own tables: the first use of Intl.DateTimeFormat costs a third of a bare start of Node.
const days = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  nl: ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
} as const
const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  nl: ['jan.', 'feb.', 'mrt.', 'apr.', 'mei', 'juni', 'juli', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'],
} as const
const halves = { en: ['summer time', 'winter time'], nl: ['zomertijd', 'wintertijd'] } as const

/**
 * A moment on the clocks of Brussels: `Wed 25 Nov 03:12`, with the year when that is not the year of `now`, and with
 * the half of the year when the clock showed this hour twice. `at` is RFC 3339; what can't be read is shown as it is.
 */
export function showMoment(at: string | Temporal.Instant, now: Temporal.Instant, lang: Lang): string {
  const when = local(at)
  if (when === null) return String(at)
  const year = when.year === now.toZonedDateTimeISO(zone).year ? '' : ` ${when.year}`
  const day = `${pick(days, lang)[when.dayOfWeek - 1]} ${when.day} ${pick(months, lang)[when.month - 1]}${year}`
  return `${day} ${pad(when.hour)}:${pad(when.minute)}${half(when, lang)}`
}

/** The time of day in Brussels, `03:12:04`. */
export function showClock(at: string): string {
  // Lines of one minute stand together, and the calendar takes longer than the rest of a line.
  const minute = at.slice(0, 16)
  const isPlain = /^:[0-5]\d(?:\.\d+)?Z$/.test(at.slice(16))
  if (isPlain && lastMinute.utc === minute) return lastMinute.here + at.slice(16, 19)
  const when = local(at)
  if (when === null) return at
  const here = `${pad(when.hour)}:${pad(when.minute)}`
  if (isPlain) lastMinute = { utc: minute, here }
  return `${here}:${pad(when.second)}`
}

/** The last minute that was shown, in UTC and in Brussels, whose clocks differ by whole minutes. */
let lastMinute = { utc: '', here: '' }

/** The time of day in Brussels, `03:12`, with the day when that is not the day of `now`: `Wed 25 Nov 03:12`. */
export function showTime(at: Temporal.Instant, now: Temporal.Instant, lang: Lang): string {
  const [day, today] = [at, now].map((moment) => moment.toZonedDateTimeISO(zone).toPlainDate().toString())
  return day === today ? showClock(at.toString()).slice(0, 5) : showMoment(at, now, lang)
}

/** A moment on the clocks of Brussels, complete: `Wed 25 Nov 2026, 03:12:04`. What can't be read is shown as it is. */
export function showExact(at: string, lang: Lang): string {
  const when = local(at)
  if (when === null) return at
  return `${showDay(when, lang)}, ${showClock(at)}${half(when, lang)}`
}

/** A moment that is known to the minute, complete: `Wed 25 Nov 2026, 03:12`. What can't be read is shown as it is. */
export function showStated(at: string, lang: Lang): string {
  return local(at) === null ? at : showExact(at, lang).replace(/(\d\d:\d\d):\d\d/, '$1')
}

/**
 * A moment that is known to the minute, whole: `Wed 25 Nov 2026, 03:12 (Brussels, UTC+1)`. It can be typed again so. What can't
 * be read is shown as it is.
 */
export function showWhole(at: string, lang: Lang): string {
  const when = local(at)
  if (when === null) return at
  const place = pick({ en: 'Brussels', nl: 'Brussel' }, lang)
  return `${showDay(when, lang)}, ${pad(when.hour)}:${pad(when.minute)} (${place}, UTC${shortOffset(when)})`
}

/** The span between a moment and now: `35 m ago`, `in 2 d 5 h`, `now` within a minute. */
export function showAway(at: string, now: Temporal.Instant, lang: Lang): string {
  const ms = Temporal.Instant.from(at).epochMilliseconds - now.epochMilliseconds
  if (Math.abs(ms) < 60_000) return pick({ en: 'now', nl: 'nu' }, lang)
  const span = showDuration(Math.abs(ms), lang)
  return pick(ms < 0 ? { en: `${span} ago`, nl: `${span} geleden` } : { en: `in ${span}`, nl: `over ${span}` }, lang)
}

/** A moment as one would type it, to the minute: `24/11/2026 03:12`, in an hour that comes twice with the half of the year. */
export function momentTyped(at: string, lang: Lang): string {
  const when = local(at)
  if (when === null) return at
  const day = `${when.day}/${when.month}/${when.year}`
  return `${day} ${pad(when.hour)}:${pad(when.minute)}${half(when, lang)}`
}

/** The two largest units of a time span, whole minutes: `2 d 23 h`, `23 h 41 m`, `41 m`. */
export function showDuration(ms: number, lang: Lang): string {
  return spanText(ms, lang)
}

function showDay(when: Temporal.ZonedDateTime, lang: Lang): string {
  return `${pick(days, lang)[when.dayOfWeek - 1]} ${when.day} ${pick(months, lang)[when.month - 1]} ${when.year}`
}

/** `+1` for `+01:00`. */
function shortOffset({ offset }: Temporal.ZonedDateTime): string {
  return offset.replace(/^([+-])0?(\d+):00$/, '$1$2')
}

function local(at: string | Temporal.Instant): Temporal.ZonedDateTime | null {
  try {
    return (typeof at === 'string' ? Temporal.Instant.from(at) : at).toZonedDateTimeISO(zone)
  } catch {
    return null
  }
}

function half(when: Temporal.ZonedDateTime, lang: Lang): string {
  const shown = when.toPlainDateTime()
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    shown.toZonedDateTime(zone, { disambiguation }),
  )
  if (first === undefined || second === undefined || first.equals(second)) return ''
  return ` (${pick(halves, lang)[when.equals(first) ? 0 : 1]})`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
