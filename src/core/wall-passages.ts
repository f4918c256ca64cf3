import { zone } from './clocks.ts'

/** The half of the year that the clocks show: winter time is UTC+1, summer time UTC+2. */
export type Half = 'summer' | 'winter'

const hours: { readonly [H in Half]: number } = { winter: 1, summer: 2 }

/**
 * The instants at which the clocks in Brussels showed this date and time, the earlier first: mostly one, none in the hour that
 * the beginning of summer time skips, two in the one that its end repeats. `half` says which.
 */
export function passages(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  half: Half | null,
): readonly Temporal.Instant[] {
  const shown = date.toPlainDateTime(time)
  const first = shown.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const last = shown.toZonedDateTime(zone, { disambiguation: 'later' })
  if (!last.toPlainDateTime().equals(shown)) return []
  const found = first.equals(last) ? [first] : [first, last]
  return found
    .filter((at) => half === null || at.offsetNanoseconds === hours[half] * 3_600_000_000_000)
    .map((at) => at.toInstant())
}
