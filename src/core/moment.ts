import { zone } from './clocks.ts'

const times = '(?<hour>\\d{1,2})[:.hu](?<minute>\\d{2})'
const days =
  '(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})|(?<day2>\\d{1,2})[/.-](?<month2>\\d{1,2})(?:[/.-](?<year2>\\d{4}))?|(?<word>[a-z]+)'
const wall = new RegExp(`^(?:(?:${days})(?:\\s+|t))?${times}$`)
const shift = /^(?<sign>[+-])(?=\d)(?:(?<days>\d{1,3})d)?(?:(?<hours>\d{1,4})[hu])?(?:(?<minutes>\d{1,5})m(?:in)?)?$/
const exact = /^\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:\d\d)$/
const nearby: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['gisteren', -1],
  ['today', 0],
  ['vandaag', 0],
  ['tomorrow', 1],
  ['morgen', 1],
])

/**
 * The moment that a tired person means, on the clocks of Brussels, or null when it can't be read or never was:
 * `now`/`nu`, `-35m`, `-1h30m` (or `+`), `03:12` (today, or yesterday when that is still to come), `yesterday 03:12`/
 * `gisteren 03:12`, `24/11 03:12` (in the year that is nearest), `24/11/2026 03:12`, `2026-11-24 03:12`, and RFC 3339.
 * Whole minutes, because nobody knows the second; only RFC 3339 is taken as it stands, and `now` is known exactly. An
 * hour that a clock change repeats means its latest passage that is not in the future, an hour that one skips is null.
 */
export function parseMoment(text: string, now: Temporal.Instant): Temporal.Instant | null {
  const said = text.trim().toLowerCase()
  if (said.length > 40) return null
  try {
    if (said === 'now' || said === 'nu') return now
    if (exact.test(said)) return Temporal.Instant.from(said)
    const { groups: by } = shift.exec(said.replaceAll(' ', '')) ?? {}
    if (by !== undefined) return shifted(by, now)
    const { groups: at } = wall.exec(said) ?? {}
    return at === undefined ? null : onClock(at, now)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

type Groups = { readonly [name: string]: string | undefined }

function wholeMinute(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

function shifted(by: Groups, now: Temporal.Instant): Temporal.Instant {
  const duration = Temporal.Duration.from({
    days: Number(by.days ?? 0),
    hours: Number(by.hours ?? 0),
    minutes: Number(by.minutes ?? 0),
  })
  const here = now.toZonedDateTimeISO(zone)
  return wholeMinute((by.sign === '-' ? here.subtract(duration) : here.add(duration)).toInstant())
}

function onClock(at: Groups, now: Temporal.Instant): Temporal.Instant | null {
  const time = Temporal.PlainTime.from({ hour: Number(at.hour), minute: Number(at.minute) }, { overflow: 'reject' })
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const month = at.month ?? at.month2
  if (month !== undefined) {
    const day = { month: Number(month), day: Number(at.day ?? at.day2) }
    const year = at.year ?? at.year2
    return year === undefined ? nearest(day, time, now) : passage(dateOf({ ...day, year: Number(year) }), time, now)
  }
  if (at.word !== undefined) {
    const days = nearby.get(at.word)
    return days === undefined ? null : passage(today.add({ days }), time, now)
  }
  const found = passage(today, time, now)
  const toCome = found !== null && Temporal.Instant.compare(found, now) > 0
  return toCome ? passage(today.subtract({ days: 1 }), time, now) : found
}

/** Early in January, 24/11 was last year; a deadline of 3/1 that somebody names in December is next year. */
function nearest(
  day: { readonly month: number; readonly day: number },
  time: Temporal.PlainTime,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const distance = (date: Temporal.PlainDate): number => Math.abs(today.until(date).days)
  const [best] = [today.year, today.year - 1, today.year + 1]
    // 29 February is not in every year.
    .filter((year) => day.day <= Temporal.PlainYearMonth.from({ year, month: day.month }).daysInMonth)
    .map((year) => dateOf({ ...day, year }))
    .sort((a, b) => distance(a) - distance(b))
  return best === undefined ? null : passage(best, time, now)
}

function dateOf(parts: { readonly year: number; readonly month: number; readonly day: number }): Temporal.PlainDate {
  return Temporal.PlainDate.from(parts, { overflow: 'reject' })
}

/** The instant at which the clocks in Brussels showed this date and time. */
function passage(date: Temporal.PlainDate, time: Temporal.PlainTime, now: Temporal.Instant): Temporal.Instant | null {
  const shown = date.toPlainDateTime(time)
  const first = shown.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const last = shown.toZonedDateTime(zone, { disambiguation: 'later' })
  if (!last.toPlainDateTime().equals(shown)) return null
  return Temporal.Instant.compare(last.toInstant(), now) <= 0 ? last.toInstant() : first.toInstant()
}
