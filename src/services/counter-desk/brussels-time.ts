import type { Lang } from '../../core/text.ts'

/** An instant (RFC 3339) as people in Belgium read it: `23/11/2026 21:16`. */
export function brusselsTime(instant: string, lang: Lang): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO('Europe/Brussels')
    .toLocaleString(lang === 'nl' ? 'nl-BE' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' })
}
