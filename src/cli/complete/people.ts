import { join, resolve } from 'node:path'
import { bytesAtAGlance, namesIn, writersIn } from '../../adapters/home/glance.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import { knownPeople } from '../../core/known-people.ts'
import { personName } from '../../core/person-name.ts'
import { plain } from '../../core/text.ts'
import { letters } from '../../municipality/letters.ts'
import { type Around, asFolder, recordMeant } from './around.ts'
import type { Candidate } from './candidate.ts'

/** More profiles than this are a war room's: whoever names no municipality there gets the people of none. */
const mostProfiles = 5

/**
 * The people of the profile that the line means, and those who wrote in its record. A record out of which somebody was erased gives
 * nobody, nor does the profile that it keeps: the home's own profile says who is there today.
 */
export async function peopleCandidates(around: Around): Promise<readonly Candidate[]> {
  const record = recordMeant(around)
  const writers = record === null ? [] : writersIn(record.folder)
  const pinned = record === null || writers === null ? [] : pinnedIn(record.folder)
  const paths = pinned.length > 0 ? pinned : profilesMeant(around, record?.name)
  const listed: Candidate[] = []
  for (const path of paths) {
    for (const { name, roles } of knownPeople(await profileAt(path))) {
      listed.push({ value: name, about: roles.length === 0 ? null : plain(roles.join(', ')), also: [name, ...roles] })
    }
  }
  const others = (writers ?? []).filter((name) => name !== 'cyber-respond' && 'name' in personName(name))
  return [...listed, ...others.map((name) => ({ value: name, about: null, also: [name] }))]
}

function pinnedIn(folder: string): readonly string[] {
  const names = namesIn(join(folder, 'pinned'))
  // Of a broken profile holds what could be read of it when the incident began.
  const name = [pinnedReadProfile, pinnedProfile].find((one) => names.includes(one))
  return name === undefined ? [] : [join(folder, 'pinned', name)]
}

function profilesMeant({ place, home, cwd, env }: Around, record: string | undefined): readonly string[] {
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

async function profileAt(path: string): Promise<unknown> {
  const text = bytesAtAGlance(path)?.toString('utf8') ?? ''
  if (path.endsWith('.json')) return JSON.parse(text)
  const { looseYaml } = await import('../../runbook/loose.ts')
  return looseYaml(peopleIn(text)) ?? looseYaml(text)
}

/** The parts of a profile that name people: reading the rest of it takes three times as long. All of it, when it is not laid out so. */
function peopleIn(profile: string): string {
  const parts = profile.match(/^(?:contacts|services):.*\n(?:(?:[ \t#-].*)?\n)*/gm)
  return parts?.join('') ?? profile
}
