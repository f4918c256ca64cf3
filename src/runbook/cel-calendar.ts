import { CelError } from './cel-error.ts'
import type { Duration, Timestamp } from './cel-times.ts'

type Moment = Temporal.ZonedDateTime

/** What CEL asks of a moment in a zone. Months, days of the month and days of the year count from 0, but `getDate` from 1. */
export const momentParts: { readonly [name: string]: (at: Moment) => number } = {
  getFullYear: (at) => at.year,
  getMonth: (at) => at.month - 1,
  getDate: (at) => at.day,
  getDayOfMonth: (at) => at.day - 1,
  getDayOfWeek: (at) => at.dayOfWeek % 7,
  getDayOfYear: (at) => at.dayOfYear - 1,
  getHours: (at) => at.hour,
  getMinutes: (at) => at.minute,
  getSeconds: (at) => at.second,
  getMilliseconds: (at) => at.millisecond,
}

/** What CEL asks of a span: the whole of it in a unit, but of milliseconds only those beside the seconds. */
export const durationParts: { readonly [name: string]: (of: Duration) => bigint } = {
  getHours: (of) => of.nanoseconds / 3_600_000_000_000n,
  getMinutes: (of) => of.nanoseconds / 60_000_000_000n,
  getSeconds: (of) => of.nanoseconds / 1_000_000_000n,
  getMilliseconds: (of) => (of.nanoseconds / 1_000_000n) % 1000n,
}

/** A moment on the clocks of a zone: `UTC`, `Europe/Brussels`, `+01:00`. Throws a CelError when there is none. */
export function inZone(at: Timestamp, zone: string): Moment {
  const fixed = /^([+-]?)((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(zone)
  if (fixed === null && !/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone)) throw noZone()
  try {
    return new Temporal.Instant(at.nanoseconds).toZonedDateTimeISO(
      fixed === null ? zone : `${fixed[1] === '-' ? '-' : '+'}${fixed[2]}`,
    )
  } catch {
    throw noZone()
  }
}

function noZone(): CelError {
  return new CelError(
    'there is no such time zone: write "Europe/Brussels", "UTC" or "+01:00"',
    'die tijdzone bestaat niet: schrijf "Europe/Brussels", "UTC" of "+01:00"',
  )
}
