import { samePerson } from '../../core/person.ts'
import type { Profile } from '../../core/profile.ts'
import type { Mood, Scenario, ScenarioPerson } from '../../drill/scenario.ts'
import type { World } from '../../drill/world.ts'

/** The person who answers a call in the simulated world, and how. */
export interface Reached {
  readonly person: ScenarioPerson
  readonly mood: Mood
}

/**
 * The person whom a call reaches: by the number, by the name, by the role that the profile gives that name, or as the
 * partner, supplier or neighbour of that name. Null: somebody of whom the scenario says nothing.
 */
export function reachedPerson(
  { world: { people, ...lists } }: Scenario,
  world: World,
  profile: Profile,
  { who, phone }: { readonly who: string; readonly phone: string },
): Reached | null {
  const number = dialled(phone)
  const isCalled = (name: string): boolean => who.trim() !== '' && samePerson(name, who)
  const contacts = profile.contacts ?? []
  const organisations = [lists.partners, lists.suppliers, lists.neighbours]
  const known = [...organisations, profile.partners ?? [], profile.suppliers ?? [], profile.neighbours ?? []].flat()
  const person =
    (number === '' ? undefined : people.find((one) => one.phone !== null && dialled(one.phone) === number)) ??
    people.find(({ name }) => isCalled(name)) ??
    people.find(({ role }) => role !== null && contacts.some((one) => one.role === role && isCalled(one.name))) ??
    people.find(({ id }) => known.some((one) => one.id === id && isCalled(one.name)))
  if (person === undefined) return null
  const mood = Object.hasOwn(world.people, person.id) ? world.people[person.id] : undefined
  return { person, mood: mood ?? person.mood }
}

/** The digits of a number as dialled in Belgium: `+32 3 886 00 00`, `0032 3 …` and `03/886.00.00` are one number. */
function dialled(phone: string): string {
  const digits = phone.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')
  return digits.replace(/^(\+|00)32/, '0')
}
