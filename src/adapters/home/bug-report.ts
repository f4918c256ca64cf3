import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolders } from '../disk/make-folders.ts'

/**
 * Keeps what is known of a bug of this program in `reports/` of a home, readable by its owner only; gives the file, or null
 * where it can't be written.
 */
export function keepBugReport(home: string, version: string, error: unknown): string | null {
  try {
    const folder = join(home, 'reports')
    makeFolders(folder)
    const at = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(':', '')
    const path = join(folder, `bug-${at}.txt`)
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    writeFileSync(path, `cyber-respond ${version}\n\n${text}\n`, { mode: 0o600 })
    return path
  } catch {
    return null
  }
}
