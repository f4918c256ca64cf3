import { ownFiles } from './this-program.ts'

/**
 * The names of this program's files that are not as the build made them, or its executable: by their sizes, or by every byte
 * where `hash` is given. None among the sources, where there is no build.
 */
export function damagedFiles(hash: ((bytes: Buffer) => string) | null = null): readonly string[] {
  return ownFiles.isBuilt ? ownFiles.damaged(hash) : []
}

/** The time at which this program's files were written here; null among the sources, or when nobody can tell. */
export function programWritten(): Temporal.Instant | null {
  if (!ownFiles.isBuilt) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(Math.trunc(ownFiles.writtenAt()))
  } catch {
    return null
  }
}
