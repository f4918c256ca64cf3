import { samePerson } from './person.ts'
import { personName } from './person-name.ts'

/**
 * A person whom the profile names. `name` is as it goes into the record: where two people have one name, with what tells
 * them apart. `roles` are those of the profile; empty for who only answers for a service.
 */
export interface KnownPerson {
  readonly name: string
  readonly roles: readonly string[]
  readonly phone: string | null
}

interface Listed {
  readonly name: string
  readonly role: string | null
  readonly phone: string | null
  readonly mail: string | null
}

/**
 * The people of a profile, as a scope has it, in its order: its contacts, and who answers for its services. Two contacts of one
 * name are one person with two roles, unless both their numbers or both their addresses are known and differ. What is no
 * name of a person (a number at night) is left out.
 */
export function knownPeople(profile: unknown): readonly KnownPerson[] {
  const listed = [...contactsOf(profile), ...ownersOf(profile)]
  return [...Map.groupBy(listed, ({ name }) => name.toLowerCase()).values()].flatMap(toldApart)
}

/** These people, and behind them those whom only the record names, each once. */
export function withThose(people: readonly KnownPerson[], named: Iterable<string>): readonly KnownPerson[] {
  const all = [...people]
  for (const name of named) {
    const isName = 'name' in personName(name)
    if (isName && !all.some((one) => samePerson(one.name, name))) all.push({ name, roles: [], phone: null })
  }
  return all
}

/** The roles of those who are called from the town hall, and sit elsewhere. */
const outside: ReadonlySet<string> = new Set(['police', 'insurer', 'bank', 'internet-provider'])

/** Whether a name is that of somebody outside of the town hall, who acts and approves nothing: known only by such a role. */
export function isOutside(people: readonly KnownPerson[]): (name: string) => boolean {
  const names = new Set(
    people.flatMap(({ name, roles }) => (roles.length > 0 && roles.every((role) => outside.has(role)) ? [name] : [])),
  )
  return (name) => names.has(name)
}

/** Whether the profile names nobody, or somebody who is called so. */
export function isListed(people: readonly KnownPerson[], name: string): boolean {
  return people.length === 0 || people.some((one) => samePerson(one.name, name))
}

/**
 * Whether two names are of one person, by what the profile says: a name is that of the same person with a role in brackets behind
 * it, unless the profile tells two people apart by just that.
 */
export function isSamePerson(people: readonly KnownPerson[], one: string, other: string): boolean {
  if (samePerson(one, other)) return true
  if (!samePerson(withoutRole(one), withoutRole(other))) return false
  const isApart = (name: string): boolean => people.some((known) => known.name === name && withoutRole(name) !== name)
  return !(isApart(one) && isApart(other))
}

function withoutRole(name: string): string {
  return name.replace(/\s*\([^()]*\)$/, '') || name
}

function toldApart(listed: readonly Listed[]): readonly KnownPerson[] {
  const people: Listed[][] = []
  for (const one of listed) {
    const own = people.find((contacts) => contacts.every((other) => !areOthers(one, other)))
    if (own === undefined) people.push([one])
    else own.push(one)
  }
  const known = people.map((contacts) => ({ contacts, ...personOf(contacts) }))
  if (known.length < 2) return known.map(({ name, roles, phone }) => ({ name, roles, phone }))
  return known.map(({ contacts, name, roles, phone }) => {
    const isAlone = known.filter((other) => other.roles.join() === roles.join()).length === 1
    const tells = [...roles, ...(isAlone ? [] : [lastDigits(phone) ?? contacts[0]?.mail ?? ''])].filter(
      (part) => part !== '',
    )
    const long = personName(`${name} (${tells.join(', ')})`)
    return { name: 'name' in long ? long.name : name, roles, phone }
  })
}

function personOf(contacts: readonly Listed[]): KnownPerson {
  const roles = new Set(contacts.flatMap(({ role }) => (role === null ? [] : [role])))
  return {
    name: contacts[0]?.name ?? '',
    roles: [...roles],
    phone: contacts.find(({ phone }) => phone !== null)?.phone ?? null,
  }
}

function areOthers(one: Listed, other: Listed): boolean {
  const differ = (key: 'phone' | 'mail'): boolean | null =>
    one[key] === null || other[key] === null ? null : one[key] !== other[key]
  const [phones, mails] = [differ('phone'), differ('mail')]
  return phones !== false && mails !== false && (phones === true || mails === true)
}

function lastDigits(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, '') ?? ''
  return digits === '' ? null : digits.slice(-4)
}

function contactsOf(profile: unknown): readonly Listed[] {
  return itemsOf(profile, 'contacts').flatMap(({ name, role, phone, mail }) => listedAs(name, role, phone, mail))
}

function ownersOf(profile: unknown): readonly Listed[] {
  return itemsOf(profile, 'services').flatMap(({ owner }) => listedAs(owner, null, null, null))
}

function listedAs(name: unknown, role: unknown, phone: unknown, mail: unknown): readonly Listed[] {
  const found = personName(words(name) ?? '')
  return 'name' in found ? [{ name: found.name, role: words(role), phone: words(phone), mail: words(mail) }] : []
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function itemsOf(profile: unknown, list: string): readonly { readonly [key: string]: unknown }[] {
  const items = (profile as { readonly [key: string]: unknown } | null | undefined)?.[list]
  return Array.isArray(items) ? items.filter((item) => item !== null && typeof item === 'object') : []
}
