import type { Timeline } from './timelines.ts'

const zone = 'Europe/Brussels'

/** The hour that a word of a timeline means. */
const hours: readonly (readonly [RegExp, number])[] = [
  [/night/i, 2],
  [/morning/i, 8],
  [/noon/i, 12],
  [/afternoon/i, 15],
  [/evening/i, 19],
]
/** When nothing is said of the hour. */
const usualHour = 9
/** Between two things of which it is not known how far they were apart, and before the first one. */
const apart = { minutes: 30 } as const

/** A timeline as an exercise: when it begins, on the clocks of Brussels, and after how many minutes each thing happens. */
export interface TimelineTimes {
  readonly start: string
  readonly minutes: readonly number[]
}

/** Times are often known to the day only, and sometimes to the month: then they come one after the other. */
export function timelineTimes({ timeline }: Timeline): TimelineTimes {
  const moments: Temporal.ZonedDateTime[] = []
  for (const { at } of timeline) {
    const moment = momentOf(at)
    const before = moments.at(-1)
    const follows = before === undefined || Temporal.ZonedDateTime.compare(moment, before) > 0
    moments.push(follows ? moment : before.add(apart))
  }
  const [first = momentOf('2026-01-01')] = moments
  const start = first.subtract(apart)
  return {
    start: start.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    minutes: moments.map((moment) => Math.round(moment.since(start, { largestUnit: 'minutes' }).total('minutes'))),
  }
}

/** `2022-09`, `2022-12-12T10:00`, `2022-12-06 evening`; `2022-12-05/06` is the night between them. */
function momentOf(at: string): Temporal.ZonedDateTime {
  const [, year, month, day, until, rest = ''] = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:\/(\d\d))?(.*)$/s.exec(at) ?? []
  const [, hour, minute] = /^T(\d\d):(\d\d)/.exec(rest) ?? []
  const word = hours.find(([form]) => form.test(rest))?.[1]
  const said = until === undefined ? word : 2
  const date = { year: Number(year), month: Number(month), day: Math.max(1, Number(until ?? day ?? '1')) }
  const time = { hour: Number(hour ?? said ?? usualHour), minute: Number(minute ?? '0') }
  return Temporal.ZonedDateTime.from({ timeZone: zone, ...date, ...time })
}
