import type { Text } from '../core/text.ts'

const zone = 'Europe/Brussels'

/** The hour that a word of a timeline means, and the hour at which that is over. `afternoon` stands before `noon`, which is in it. */
const hours: readonly (readonly [word: RegExp, hour: number, until: number])[] = [
  [/night/i, 2, 6],
  [/morning/i, 8, 12],
  [/afternoon/i, 15, 18],
  [/noon/i, 12, 14],
  [/evening/i, 19, 24],
]
/** The hour of a moment of which no hour is told. */
const usualHour = 9

const form =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:\/(\d\d))?)?(?:(?:T|\s+)(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?(\D*)$/i

/**
 * The moment at which something happened, on the clocks of Brussels. What is known no better than to the day lies
 * somewhere before `until`.
 */
export interface TimelineMoment {
  readonly at: Temporal.ZonedDateTime
  /** Null: `at` is the minute that was written down. */
  readonly until: Temporal.ZonedDateTime | null
}

/**
 * `2022-09`, `2022-12-12T10:00`, `2022-12-12T09:00Z`, `2022-12-12 10:00+01:00`, `2022-12-06 evening`; `2022-12-05/06` is the
 * night between them. A time with Z or an offset is taken over to the clocks of Brussels. What can't be read, or was never or
 * twice, gives the reason instead.
 */
export function timelineMoment(text: string): TimelineMoment | { readonly wrong: Text; readonly hint: Text } {
  const [all, year, month, day, next, hour, minute, second, offset, words = ''] = form.exec(text.trim()) ?? []
  if (all === undefined) return unreadable
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day ?? 1) }
    const date = Temporal.PlainDate.from(parts, { overflow: 'reject' })
    if (hour !== undefined) {
      if (day === undefined || next !== undefined || words.trim() !== '') return unreadable
      const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) }
      return exactly(date.toPlainDateTime(Temporal.PlainTime.from(time, { overflow: 'reject' })), offset)
    }
    if (day === undefined) return about(date, usualHour, date.add({ months: 1 }), 0)
    if (next !== undefined) {
      const morning = date.add({ days: 1 })
      return morning.day === Number(next) ? about(morning, 2, morning, 6) : unreadable
    }
    const [, from = usualHour, until = 24] = hours.find(([word]) => word.test(words)) ?? []
    return about(date, from, date.add({ days: Math.floor(until / 24) }), until % 24)
  } catch (error) {
    if (error instanceof RangeError) return unreadable
    throw error
  }
}

function about(date: Temporal.PlainDate, hour: number, last: Temporal.PlainDate, until: number): TimelineMoment {
  const on = (day: Temporal.PlainDate, at: number): Temporal.ZonedDateTime =>
    day.toPlainDateTime({ hour: at }).toZonedDateTime(zone)
  return { at: on(date, hour), until: on(last, until) }
}

function exactly(shown: Temporal.PlainDateTime, offset: string | undefined): ReturnType<typeof timelineMoment> {
  if (offset !== undefined) {
    const sign = offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase()
    return { at: Temporal.Instant.from(`${shown.toString()}${sign}`).toZonedDateTimeISO(zone), until: null }
  }
  const first = shown.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const last = shown.toZonedDateTime(zone, { disambiguation: 'later' })
  if (!first.toPlainDateTime().equals(shown)) return never
  return first.equals(last) ? { at: first, until: null } : twice
}

const unreadable = {
  wrong: { en: 'is no time that can be read', nl: 'is geen leesbaar tijdstip' },
  hint: {
    en: 'write 2022-12-12T10:00 (on the clocks of Brussels, or with Z or +01:00), 2022-12-12 evening, 2022-12-05/06 or 2022-09',
    nl: 'schrijf 2022-12-12T10:00 (op de klok van Brussel, of met Z of +01:00), 2022-12-12 evening, 2022-12-05/06 of 2022-09',
  },
} as const
const never = {
  wrong: {
    en: 'never was: the clocks of Brussels skipped that hour',
    nl: 'heeft nooit bestaan: de klok van Brussel sloeg dat uur over',
  },
  hint: { en: 'add Z or an offset (+02:00), or correct the hour', nl: 'zet er Z of +02:00 bij, of verbeter het uur' },
} as const
const twice = {
  wrong: {
    en: 'was twice: the clocks of Brussels repeated that hour',
    nl: 'was er twee keer: de klok van Brussel herhaalde dat uur',
  },
  hint: {
    en: 'add +02:00 (summer time, the first) or +01:00 (winter time)',
    nl: 'zet er +02:00 (zomertijd, de eerste keer) of +01:00 (wintertijd) bij',
  },
} as const
