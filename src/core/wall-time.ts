import { zone } from './clocks.ts'
import { pick } from './text.ts'

/**
 * An instant (RFC 3339) on the clock of the town hall, with its offset, so that a reader elsewhere can't take it for his
 * own. A text that is no instant comes back as it is.
 */
export function wallTime(text: string, lang: 'en' | 'nl'): string {
  try {
    const at = Temporal.Instant.from(text).toZonedDateTimeISO(zone)
    const two = (value: number): string => String(value).padStart(2, '0')
    const day = pick({ en: `${at.year}-${two(at.month)}-${two(at.day)}`, nl: `${at.day}/${at.month}/${at.year}` }, lang)
    return `${day} ${two(at.hour)}:${two(at.minute)} (UTC${at.offset})`
  } catch {
    return text
  }
}

/** The time of day of an instant (RFC 3339) on the clock of the town hall: `03:14`. A text that is no instant comes back as it is. */
export function wallClockTime(text: string): string {
  try {
    const { hour, minute } = Temporal.Instant.from(text).toZonedDateTimeISO(zone)
    return [hour, minute].map((value) => String(value).padStart(2, '0')).join(':')
  } catch {
    return text
  }
}
