import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { ownFiles } from '../program/this-program.ts'

/** The kit from which this program was started: the folder of the stick, and the kit's id. */
export interface OwnKit {
  readonly folder: string
  readonly id: string
}

/**
 * The kit from which this program was started: by its start.sh, or as the executable that lies in it. null: from none. One whose
 * manifest can't be read is none either, so that the program starts all the same; `kit check` says what is wrong with it.
 */
export function ownKit(env: Readonly<Record<string, string | undefined>>): OwnKit | null {
  const folder = startedIn(env)
  if (folder === null) return null
  try {
    const { id } = JSON.parse(readFileSync(join(folder, 'kit.json'), 'utf8'))
    return typeof id === 'string' && /^[0-9a-f]{16}$/.test(id) ? { folder, id } : null
  } catch {
    return null
  }
}

/** The folder from which this program was started by a start.sh, or in which it lies as an executable: it may be a kit. null: neither. */
export function startedIn(env: Readonly<Record<string, string | undefined>>): string | null {
  const script = env.CYBER_RESPOND_START_SCRIPT ?? ''
  if (isAbsolute(script)) return dirname(script)
  return ownFiles.start.length === 0 ? dirname(ownFiles.place) : null
}
