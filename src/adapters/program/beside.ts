import { ownFiles } from './this-program.ts'

/** What a JSON file of the build holds that stands beside the bundle; null when it can't be read, and among the sources. */
export function readBeside<T>(name: string): T | null {
  // Among the sources there is no build.
  if (!ownFiles.isBuilt) return null
  try {
    return JSON.parse(ownFiles.read(`dist/${name}`).toString('utf8'))
  } catch {
    return null
  }
}
