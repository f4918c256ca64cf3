import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Expressions, Scope } from '../../core/expressions.ts'
import { cannotSee, judgeSighting, type Sighting } from './sighting.ts'

interface FileProbe {
  readonly path: string
  readonly cwd: string
  /** `ok` (it exists) or CEL over `exists` and `size` (bytes; 0 when it doesn't exist or is a folder). */
  readonly expect: string
  readonly expressions: Expressions
  readonly scope: Scope
}

/** Looks whether a file exists and how large it is. Links are followed. */
export async function probeFile(probe: FileProbe): Promise<Sighting> {
  const path = resolve(probe.cwd, probe.path)
  if (probe.path === '' || path.includes('\0')) return cannotSee('the name of the file is no path', true)
  try {
    const found = await stat(path)
    const size = found.isFile() ? found.size : 0
    const seen = `${path} exists (${found.isDirectory() ? 'a folder' : `${size} bytes`})`
    return judgeSighting(probe.expect, true, seen, { exists: true, size }, probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return judgeSighting(probe.expect, false, `${path} does not exist`, { exists: false, size: 0 }, probe)
    }
    if (code === undefined) throw error
    return cannotSee(`can't look at ${path} (${code})`)
  }
}
