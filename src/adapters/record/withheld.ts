import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readWithheld, type Withheld, withheldName } from '../../core/withheld.ts'
import { type RecordSource, smallFile } from './source.ts'

/** The most bytes of a list: some hundred thousand files. */
const most = 64 * 1024 * 1024

/**
 * The list of what a copy withholds, as it came along; empty where there is none, null where it is none. Nothing of it is believed
 * yet. The record in its own place is no copy: there a list would only hide what somebody took away.
 */
export async function withheldIn(source: RecordSource): Promise<readonly Withheld[] | null> {
  if (!source.list().includes(withheldName) || isInHome(source.path)) return []
  if (source.size(withheldName) > most) return null
  return readWithheld((await smallFile(source, withheldName, most)).toString('utf8'))
}

/** Whether a folder lies where a home keeps its incidents or its drills. */
function isInHome(path: string): boolean {
  try {
    const place = dirname(realpathSync(path))
    if (!['incidents', 'drills'].includes(basename(place))) return false
    return existsSync(join(place, '.machine')) || existsSync(join(dirname(place), 'keys'))
  } catch {
    return false
  }
}
