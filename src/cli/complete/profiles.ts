import { join, resolve } from 'node:path'
import { bytesAtAGlance, namesIn, type RecordGlance } from '../../adapters/home/glance.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import { letters } from '../../municipality/letters.ts'
import { type Around, asFolder } from './around.ts'

/** More profiles than this are a war room's: whoever names no municipality there gets the people of none. */
const mostProfiles = 5

/**
 * The profiles that a line means, as plain values with at least these lists: the one that was named, the one that the record keeps
 * (unless `isThinned`), else those of the home.
 */
export async function profilesMeant(
  around: Around,
  lists: readonly string[],
  record: RecordGlance | null,
  isThinned = false,
): Promise<readonly unknown[]> {
  const pinned = record === null || isThinned ? [] : pinnedIn(record.folder)
  const paths = pinned.length > 0 ? pinned : pathsMeant(around, record?.name)
  return Promise.all(paths.map((path) => profileAt(path, lists)))
}

function pinnedIn(folder: string): readonly string[] {
  const names = namesIn(join(folder, 'pinned'))
  // Of a broken profile holds what could be read of it when the incident began.
  const name = [pinnedReadProfile, pinnedProfile].find((one) => names.includes(one))
  return name === undefined ? [] : [join(folder, 'pinned', name)]
}

function pathsMeant({ place, home, cwd, env }: Around, record: string | undefined): readonly string[] {
  const given = place.given.get('--profile')?.at(-1)
  if (given !== undefined) return [resolve(cwd, asFolder(given, env))]
  const folder = join(home, 'profiles')
  const names = namesIn(folder).filter((name) => /\.ya?ml$/.test(name))
  const slugOf = (name: string): string => name.replace(/\.ya?ml$/, '')
  const meant = place.given.get('municipality')?.[0] ?? place.given.get('--municipality')?.[0]
  const isMeant = (name: string): boolean =>
    record === undefined ? letters(slugOf(name)) === letters(meant ?? '') : record.startsWith(`${slugOf(name)}-`)
  const own = names.filter(isMeant)
  const all = own.length > 0 || record !== undefined || meant !== undefined ? own : names
  return all.length > mostProfiles ? [] : all.map((name) => join(folder, name))
}

async function profileAt(path: string, lists: readonly string[]): Promise<unknown> {
  const text = bytesAtAGlance(path)?.toString('utf8') ?? ''
  if (path.endsWith('.json')) return JSON.parse(text)
  const { looseYaml } = await import('../../runbook/loose.ts')
  return looseYaml(partsOf(text, lists)) ?? looseYaml(text)
}

/** The lists of a profile: reading the rest of it takes three times as long. All of it, when it is not laid out so. */
function partsOf(profile: string, lists: readonly string[]): string {
  const parts = profile.match(new RegExp(`^(?:${lists.join('|')}):.*\\n(?:(?:[ \\t#-].*)?\\n)*`, 'gm'))
  return parts?.join('') ?? profile
}
