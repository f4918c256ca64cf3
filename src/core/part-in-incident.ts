import { factsOf, type GivenFact } from './act-traits.ts'
import { actingNames } from './acting-names.ts'
import type { Json, LogEvent } from './event.ts'
import { isSamePerson, type KnownPerson } from './known-people.ts'
import type { Book } from './view.ts'

/**
 * The names of those who have a part in an incident by this line: who acted or approved in it, and both sides of a hand-over. Who
 * only agreed to an erasure, by a name that was typed, has none by that.
 */
export function partNames(event: LogEvent): ReadonlySet<string> {
  if (event.type === 'handover.made') return new Set([event.actor, event.data.from, event.data.to])
  if (event.type === 'redaction' && event.data.form !== 'signed') return new Set([event.actor])
  return actingNames(event)
}

/** The names that stand as persons in the answers of a record: who leads, who writes down, the team (`role: name`). */
export function answeredNames(book: Book, facts: { readonly [name: string]: Json }): readonly string[] {
  const asked = book.runbooks.flatMap(({ steps }) => steps.flatMap(({ action }) => factsOf(action, book.obligations)))
  const persons = new Set(['lead', ...asked.filter(({ type }) => type === 'person').map(({ id }) => id)])
  const teams = new Set(asked.filter(isTeam).map(({ id }) => id))
  return Object.entries(facts).flatMap(([id, value]) => {
    if (persons.has(id)) return typeof value === 'string' ? [value] : []
    return teams.has(id) && Array.isArray(value) ? value.flatMap(memberNames) : []
  })
}

/** Whether this person is one of them, or named in the profile. */
export function hasPart(name: string, named: Iterable<string>, people: readonly KnownPerson[]): boolean {
  const isOne = (other: string): boolean => isSamePerson(people, name, other)
  return people.some((one) => isOne(one.name)) || [...named].some(isOne)
}

/** Runbooks that were pinned before 0.3.0 propose nobody, and call it so. */
function isTeam({ id, type, proposes }: GivenFact): boolean {
  return type === 'list' && (id === 'team' || Array.isArray(proposes))
}

/** The name behind the role; an entry without a role may be a name. */
function memberNames(entry: unknown): readonly string[] {
  if (typeof entry !== 'string') return []
  const name = entry.slice(entry.indexOf(':') + 1).trim()
  return name === '' ? [] : [name]
}
