import * as v from 'valibot'
import type { Profile } from '../core/profile.ts'
import { readTree } from '../runbook/tree.ts'
import { emptyProfile } from './empty-profile.ts'
import { profileIn } from './profile.ts'
import { type ProfileList, profileParts } from './profile-schema.ts'
import { type Municipality, municipalityByNis } from './register.ts'

/**
 * The readable part of a broken profile. `unread` names the rest by its place, as `links[0].probe`; `*` is all of it.
 */
export interface Salvaged {
  readonly profile: Profile
  readonly unread: readonly string[]
  /** The same profile as a file that is read without an error. */
  readonly text: string
}

type Raw = Readonly<Record<string, unknown>>

/**
 * Takes from the text of a broken profile what can be read, part by part and field by field. A list of which nothing can be
 * read is unknown, and asked for when it is needed. An item of a list stays, whatever of it can't be read, so that nothing is
 * passed over that somebody meant to be cut, called or saved: it keeps a name that says where it stood. null: it is the
 * profile of another municipality, of which nothing may be used. Never throws.
 */
export function salvageProfile(text: string, municipality: Municipality): Salvaged | null {
  const { value, broken } = readParts(text)
  const { municipality: nis } = value
  if (typeof nis === 'string' && nis !== municipality.nis && municipalityByNis(nis) !== null) return null
  const unread: string[] = [...broken]
  if (nis !== municipality.nis && !broken.includes('municipality') && !broken.includes('*')) unread.push('municipality')
  if (!broken.includes('*')) unread.push(...strangeKeys(value, broken))
  let profile = assembled(value, municipality, unread)
  let whole = checked(profile)
  // A part that is right by itself and wrong in the whole: without it.
  for (const list of Object.keys(profileParts.lists) as ProfileList[]) {
    if (whole !== null) break
    unread.push(list)
    profile = { ...profile, [list]: null }
    whole = checked(profile)
  }
  const found = whole ?? (checked(emptyProfile(municipality)) as Omit<Salvaged, 'unread'>)
  return { ...found, unread: [...new Set(whole === null ? ['*'] : unread)] }
}

const knownKeys: ReadonlySet<string> = new Set([
  ...['format', 'municipality', 'checked', 'personal'],
  ...Object.keys(profileParts.lists),
  ...Object.keys(profileParts.maps),
])

/** The keys that stand on top and are no part of a profile, and those that must be there and are not. */
function strangeKeys(value: Raw, broken: readonly string[]): readonly string[] {
  const isOurs = value.format === 'cyber-respond/profile@1' || broken.includes('format')
  return [
    ...(isOurs ? [] : ['format']),
    ...(value.organisation === undefined && !broken.includes('organisation') ? ['organisation'] : []),
    ...Object.keys(value).filter((key) => !knownKeys.has(key)),
  ]
}

function checked(profile: Profile): Omit<Salvaged, 'unread'> | null {
  const text = `${JSON.stringify({ format: 'cyber-respond/profile@1', ...profile }, null, 2)}\n`
  try {
    return { profile: profileIn({ file: 'profile', text }), text }
  } catch {
    return null
  }
}

const aKey = '[A-Za-z_][A-Za-z0-9_]{0,40}(?=[ \\t]*:)'

/** The top-level parts of a YAML text. Where the whole can't be read, each part that can be read by itself. */
function readParts(text: string): { readonly value: Raw; readonly broken: readonly string[] } {
  const whole = readTree(text)
  if (whole.findings.length === 0) return isMap(whole.value) ? { value: whole.value, broken: [] } : nothing
  const value: Record<string, unknown> = {}
  const broken: string[] = []
  for (const block of text.split(new RegExp(`^(?=${aKey})`, 'm'))) {
    const key = new RegExp(`^${aKey}`).exec(block)?.[0]
    if (key === undefined) continue
    if (key in Object.prototype) {
      broken.push(key)
      continue
    }
    const part = readTree(block)
    const isTwice = Object.hasOwn(value, key) || broken.includes(key)
    if (part.findings.length === 0 && isMap(part.value) && !isTwice) value[key] = part.value[key]
    else {
      delete value[key]
      if (!broken.includes(key)) broken.push(key)
    }
  }
  return Object.keys(value).length === 0 ? nothing : { value, broken }
}

const nothing = { value: {}, broken: ['*'] } as const

function assembled(value: Raw, municipality: Municipality, unread: string[]): Profile {
  const empty = emptyProfile(municipality)
  const { lists, maps } = profileParts
  const map = (name: keyof typeof maps) => ({ ...empty[name], ...fieldsOf(value[name], maps[name], name, unread) })
  const found = {
    ...empty,
    ...{ organisation: map('organisation'), nis2: map('nis2'), cloud: map('cloud') },
    checked: parsed(profileParts.checked, value.checked ?? null, 'checked', unread) ?? null,
    // What may be personal is concealed when nobody can say.
    personal:
      value.personal === undefined && !unread.includes('personal')
        ? []
        : (parsed(profileParts.personal, value.personal, 'personal', unread) ?? ['contacts']),
    ...Object.fromEntries(
      (Object.keys(lists) as ProfileList[]).map((name) => [name, listOf(value[name], name, unread)]),
    ),
  } as unknown as Profile
  const ids = new Set((found.links ?? []).map(({ id }) => id))
  const onKnownLinks = <T extends { readonly links?: readonly string[] }>(
    list: 'partners' | 'suppliers',
    items: readonly T[] | null,
  ): readonly T[] | null =>
    items?.map((one, index) => {
      const links = one.links?.filter((id) => ids.has(id))
      if (links?.length !== one.links?.length) unread.push(`${list}[${index}].links`)
      return links === undefined ? one : { ...one, links }
    }) ?? null
  const { partners, suppliers } = found
  return {
    ...found,
    partners: onKnownLinks('partners', partners),
    suppliers: onKnownLinks('suppliers', suppliers),
  }
}

function listOf(raw: unknown, list: ProfileList, unread: string[]): readonly object[] | null {
  if (raw === undefined || raw === null) return null
  if (!Array.isArray(raw)) {
    unread.push(list)
    return null
  }
  const seen = new Set<string>()
  const items = raw.flatMap((item: unknown, index) => {
    const at = `${list}[${index}]`
    const given: Raw = isMap(item) ? item : typeof item === 'string' ? { name: item } : {}
    if (!isMap(item)) unread.push(at)
    const fields = fieldsOf(given, profileParts.lists[list], at, isMap(item) ? unread : [])
    if (fields[list === 'contacts' ? 'role' : 'id'] === undefined && (list === 'contacts' || list === 'services'))
      return []
    const whole: Record<string, unknown> = { ...inPlaceOf(list, index, given), ...fields }
    if (list === 'contacts') return [whole]
    if (seen.has(String(whole.id))) {
      unread.push(`${at}.id`)
      whole.id = freeId(seen, list, index)
    }
    seen.add(String(whole.id))
    return [whole]
  })
  // Empty would say that it is known that there are none.
  return items.length === 0 && raw.length > 0 ? null : items
}

/** A stand-in for an item that can't be read: called by the first text in it, and by where it stood. */
function inPlaceOf(list: ProfileList, index: number, given: Raw): Raw {
  const [said] = Object.values(given).filter((one): one is string => typeof one === 'string')
  const where = `${list}[${index}]`
  const short = (said ?? '')
    .replace(/[^\p{L}\p{N} .,/@-]/gu, ' ')
    .slice(0, 80)
    .trim()
  if (list === 'contacts') return { name: String(given.role), phone: null, mail: null }
  if (list === 'services') return { tier: 4, owner: null }
  const named = { id: `${list}-${index + 1}`, name: short === '' ? where : `${short} (${where})` }
  return list === 'links' ? { ...named, kind: 'other' } : named
}

function freeId(seen: ReadonlySet<string>, list: string, index: number): string {
  for (let number = index + 1; ; number += 1) if (!seen.has(`${list}-${number}`)) return `${list}-${number}`
}

/** The fields of a map that can be read, each by itself. What is not there is left out. */
function fieldsOf(
  raw: unknown,
  fields: Readonly<Record<string, v.GenericSchema>>,
  at: string,
  unread: string[],
): Record<string, unknown> {
  if (raw === undefined || raw === null) return {}
  if (!isMap(raw)) {
    unread.push(at)
    return {}
  }
  const found: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(fields)) {
    const isNeeded = !['nullish', 'exact_optional', 'optional'].includes(schema.type)
    if (!Object.hasOwn(raw, name)) {
      if (isNeeded) unread.push(`${at}.${name}`)
      continue
    }
    const value = parsed(schema, raw[name], `${at}.${name}`, unread)
    if (value !== undefined) found[name] = value
  }
  for (const name of Object.keys(raw)) if (!Object.hasOwn(fields, name)) unread.push(`${at}.${name}`)
  return found
}

/** undefined: it can't be read, which is noted. */
function parsed(schema: v.GenericSchema, raw: unknown, at: string, unread: string[]): unknown {
  const result = v.safeParse(schema, raw)
  if (result.success) return result.output
  unread.push(at)
  return undefined
}

function isMap(found: unknown): found is Raw {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}
