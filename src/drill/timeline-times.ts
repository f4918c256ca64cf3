import { type TimelineMoment, timelineMoment } from './timeline-moment.ts'
import type { Timeline } from './timelines.ts'

/** The time between two things of which it is not known how far they were apart, and before the first one. */
const apart = { minutes: 30 } as const

/** A timeline as an exercise: when it begins, on the clocks of Brussels, and what happens after how many minutes, in order. */
export interface TimelineTimes {
  readonly start: string
  readonly happenings: readonly (Timeline['timeline'][number] & { readonly minute: number })[]
}

/**
 * The moments in the order in which they happened, whatever the order in which they were written. What is known to the
 * day or the month only comes after what stands above it, as long as that is possible. Its times must be ones that can
 * be read (`checkMoments`).
 */
export function timelineTimes({ timeline }: Timeline): TimelineTimes {
  let before: Temporal.ZonedDateTime | null = null
  const placed = timeline.map((item) => {
    const moment = timelineMoment(item.at)
    if ('wrong' in moment) throw new Error(`${item.at} ${moment.wrong.en}`)
    before = placedAfter(before, moment)
    return { ...item, moment: before }
  })
  const sorted = placed.toSorted((a, b) => Temporal.ZonedDateTime.compare(a.moment, b.moment))
  const start = (sorted[0]?.moment ?? Temporal.ZonedDateTime.from('2026-01-01T00:00[Europe/Brussels]')).subtract(apart)
  return {
    start: start.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    happenings: sorted.map(({ moment, ...item }) => ({
      ...item,
      minute: Math.round(moment.since(start, { largestUnit: 'minutes' }).total('minutes')),
    })),
  }
}

function placedAfter(before: Temporal.ZonedDateTime | null, { at, until }: TimelineMoment): Temporal.ZonedDateTime {
  if (until === null || before === null || Temporal.ZonedDateTime.compare(at, before) > 0) return at
  const next = before.add(apart)
  return Temporal.ZonedDateTime.compare(next, until) < 0 ? next : at
}
