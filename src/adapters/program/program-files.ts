import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The file that the build puts beside the bundle: each other file with its size in bytes and its SHA-256 in hex. */
export const programFilesFile = 'files.json'

type Known = Readonly<Record<string, readonly [size: number, sha256: string]>>

/**
 * The names of this program's files that are not as the build made them: half a copy, a stick that lost something. By
 * their sizes only, which takes a moment; `hash` looks at every byte. None among the sources, where there is no build.
 */
export function damagedFiles(hash: ((bytes: Buffer) => string) | null = null): readonly string[] {
  if (import.meta.url.endsWith('.ts')) return []
  const known = knownFiles()
  if (known === null) return [programFilesFile]
  return Object.entries(known).flatMap(([name, [size, sha256]]) => {
    try {
      const path = pathOf(name)
      const isSame = statSync(path).size === size && (hash === null || hash(readFileSync(path)) === sha256)
      return isSame ? [] : [name]
    } catch {
      return [name]
    }
  })
}

/** The time at which this program's files were written here; null among the sources, or when nobody can tell. */
export function programWritten(): Temporal.Instant | null {
  if (import.meta.url.endsWith('.ts')) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(Math.trunc(statSync(pathOf(programFilesFile)).mtimeMs))
  } catch {
    return null
  }
}

function knownFiles(): Known | null {
  try {
    return JSON.parse(readFileSync(pathOf(programFilesFile), 'utf8'))
  } catch {
    return null
  }
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}
