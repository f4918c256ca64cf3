import type { SaidDate, Towards } from './said-moment.ts'

/** What lies so many days on the wrong side is a slip of the finger, and not another year. */
const slip = 31

/**
 * The date in the year that is meant: early in January 24/11 was last year, and a deadline of 3/1 that somebody names in December
 * is next year. Without a year it is the nearest, and on the side that is looked at where that is far away.
 * Throws RangeError when there is no such day.
 */
export function nearestDate(said: SaidDate, today: Temporal.PlainDate, towards: Towards): Temporal.PlainDate {
  const { month, day } = said
  if (said.year !== null) return Temporal.PlainDate.from({ year: said.year, month, day }, { overflow: 'reject' })
  const away = (date: Temporal.PlainDate): number => today.until(date).days
  const isMeant = (date: Temporal.PlainDate): boolean =>
    towards === 'either' || (towards === 'back' ? away(date) <= slip : away(date) >= -slip)
  const dates = [today.year, today.year - 1, today.year + 1]
    // 29 February is not in every year.
    .filter((year) => day <= Temporal.PlainYearMonth.from({ year, month }, { overflow: 'reject' }).daysInMonth)
    .map((year) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
    .toSorted((a, b) => Math.abs(away(a)) - Math.abs(away(b)))
  const found = dates.find(isMeant) ?? dates[0]
  if (found === undefined) throw new RangeError('no such day in the years around')
  return found
}
