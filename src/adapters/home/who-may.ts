import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keysFolder } from '../keys/log-key.ts'
import { incidentNames, recordFolder } from './incident-files.ts'

/** A place with the wrong rights. `mode` is the one that it should have at most. */
export interface OpenPlace {
  readonly path: string
  readonly wrong: 'readable' | 'writable' | 'of-another' | 'folder-above'
  readonly mode: number
}

/** The rights of others than the owner: none (`own`), or none to write (`kept`). */
type Wanted = 'own' | 'kept'

const others = { own: 0o077, kept: 0o022 } as const
/** `sticky`: only its owner may replace what lies in a folder. */
const [sticky, byOthers] = [0o1000, 0o022]

/**
 * The places of a home where other users may do what only its owner should: the home itself, its keys, the personal values
 * of its incidents, its configuration, and the folder in which it lies. What is not there is not told, nor what can't be looked at.
 */
export function openPlaces(home: string): readonly OpenPlace[] {
  const places: readonly (readonly [path: string, wanted: Wanted])[] = [
    [home, 'own'],
    [join(home, 'config.yaml'), 'kept'],
    [join(home, 'profiles'), 'kept'],
    ...[keysFolder(home), keysFolder(join(home, 'drills/.machine'))].flatMap(keysIn),
    ...incidentNames(home).map(
      (name) => [join(recordFolder(home, 'incident', name), 'disclosures.jsonl'), 'own'] as const,
    ),
  ]
  const above = statOf(dirname(home))
  const isOpenAbove = above !== null && (above.mode & 0o002) !== 0 && (above.mode & sticky) === 0
  return [
    ...places.flatMap(([path, wanted]) => wrongAt(path, wanted)),
    ...(isOpenAbove
      ? [{ path: dirname(home), wrong: 'folder-above', mode: above.mode & 0o777 & ~byOthers } as const]
      : []),
  ]
}

function keysIn(folder: string): readonly (readonly [string, Wanted])[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    return [[folder, 'own'], ...names.map(({ name }) => [join(folder, name), 'own'] as const)]
  } catch {
    return []
  }
}

function wrongAt(path: string, wanted: Wanted): readonly OpenPlace[] {
  const stat = statOf(path)
  if (stat === null) return []
  const most = (stat.isDirectory() ? 0o777 : 0o666) & ~others[wanted]
  const mode = stat.mode & 0o777 & most
  const owner = process.getuid?.() ?? stat.uid
  // What root keeps is not open to anybody else.
  if (stat.uid !== owner && stat.uid !== 0) return [{ path, wrong: 'of-another', mode }]
  if ((stat.mode & byOthers) !== 0) return [{ path, wrong: 'writable', mode }]
  return (stat.mode & others[wanted]) === 0 ? [] : [{ path, wrong: 'readable', mode }]
}

function statOf(path: string): Stats | null {
  try {
    lstatSync(path)
    return statSync(path)
  } catch {
    return null
  }
}
