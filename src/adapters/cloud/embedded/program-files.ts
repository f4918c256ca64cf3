import { existsSync, readFileSync } from 'node:fs'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import type { CloudState } from './cloud-folder.ts'
import { processFiles } from './process-entries.ts'

/** The files that this program's processes are started from: Node, the supervisor, and each of these services; or the executable. */
export function programFiles(services: readonly EmbeddedService[]): readonly string[] {
  const needed = (['supervisor', ...services] as const).flatMap((role) => processFiles(role))
  return [...new Set([process.execPath, ...needed])]
}

/** The files that are not there. */
export function missingFiles(files: readonly string[]): readonly string[] {
  return files.filter((file) => !existsSync(file))
}

/**
 * Whether the files that a supervisor runs from are gone: the program was moved or updated, the stick was pulled. It goes on
 * with what it has in memory, and can never start a service again. One of 0.1.0 doesn't name its files; Linux does.
 */
export function programGone({ program }: CloudState, pid: number | null): boolean {
  const files = program ?? (pid === null ? [] : startedFrom(pid))
  return missingFiles(files).length > 0
}

function startedFrom(pid: number): readonly string[] {
  try {
    const [node, entry] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return [node, entry].filter((file) => file?.startsWith('/') === true) as readonly string[]
  } catch {
    return []
  }
}
