import { readdirSync } from 'node:fs'
import { isReallyAbsent, unreadablePlace } from '../disk/stands-there.ts'

/**
 * The municipalities of which a folder of a home (`profiles`, `improvements`) holds a file. Throws `place.unreadable`.
 */
export function preparedSlugs(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => (/\.ya?ml$/.test(name) ? [name.replace(/\.ya?ml$/, '')] : []))
  } catch (error) {
    if (isReallyAbsent(folder, error)) return []
    throw unreadablePlace(folder, error)
  }
}
