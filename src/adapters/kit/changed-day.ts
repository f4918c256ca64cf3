import { statSync } from 'node:fs'
import { zone } from '../../core/clocks.ts'

/** The day on which a file was last changed, YYYY-MM-DD; null where nobody can tell. */
export function changedDay(path: string): string | null {
  try {
    const { mtimeMs } = statSync(path)
    return Temporal.Instant.fromEpochMilliseconds(Math.trunc(mtimeMs)).toZonedDateTimeISO(zone).toPlainDate().toString()
  } catch {
    return null
  }
}
