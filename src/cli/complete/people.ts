import { writersIn } from '../../adapters/home/glance.ts'
import { knownPeople } from '../../core/known-people.ts'
import { personName } from '../../core/person-name.ts'
import { plain } from '../../core/text.ts'
import { membersOf, textIn } from '../../runbook/members.ts'
import { type Around, recordMeant } from './around.ts'
import type { Candidate } from './candidate.ts'
import { profilesMeant } from './profiles.ts'

/**
 * The people of the profile that the line means, and those who wrote in its record. A record out of which somebody was erased gives
 * nobody, nor does the profile that it keeps: the home's own profile says who is there today.
 */
export async function peopleCandidates(around: Around): Promise<readonly Candidate[]> {
  const record = recordMeant(around)
  const writers = record === null ? [] : writersIn(record.folder)
  const profiles = await profilesMeant(around, ['contacts', 'services'], record, writers === null)
  const listed = profiles.flatMap(knownPeople).map(({ name, roles }) => ({
    value: name,
    about: roles.length === 0 ? null : plain(roles.join(', ')),
    also: [name, ...roles],
  }))
  const others = (writers ?? []).filter((name) => name !== 'cyber-respond' && 'name' in personName(name))
  return [...listed, ...others.map((name) => ({ value: name, about: null, also: [name] }))]
}

const itemLists = ['links', 'backups', 'partners', 'suppliers', 'neighbours']

/** What a list of steps goes over: links, backups, partners of the profile, by their ids. */
export async function itemCandidates(around: Around): Promise<readonly Candidate[]> {
  const profiles = await profilesMeant(around, itemLists, recordMeant(around))
  const items = profiles.flatMap((profile) => itemLists.flatMap((list) => membersOf(profile)[list] ?? []))
  return items.flatMap((item) => {
    const { id, name } = membersOf(item)
    if (typeof id !== 'string') return []
    const title = textIn(name, id)
    return [{ value: id, about: title, also: [title.en, title.nl] }]
  })
}
