import type { KnownPerson } from '../core/known-people.ts'
import { pick, type Text } from '../core/text.ts'
import type { Look } from '../ui/look.ts'
import { roleName } from '../ui/role.ts'

/** A person who can be picked: how she is shown, and the name that this gives. */
export interface NameRow {
  readonly shown: string
  readonly name: string
}

/** The people who stand first, and those who can't be it. */
export interface NameOrder {
  first?(person: KnownPerson): boolean
  but?(name: string): boolean
}

/**
 * The people whom these letters mean, the likeliest first, and last what was typed itself, as somebody whom the profile does
 * not name. A letter or two begin a word of the name, or of the role; what begins nothing may stand anywhere.
 */
export function nameRows(
  people: readonly KnownPerson[],
  typed: string,
  { first, but }: NameOrder,
  look: Pick<Look, 'lang'>,
): readonly NameRow[] {
  const ordered = people
    .filter(({ name }) => but?.(name) !== true)
    .map((person) => ({ person, shown: shownPerson(person, look), wait: first?.(person) === true ? 0 : 1 }))
    .sort((a, b) => a.wait - b.wait)
  const wanted = bare(typed.trim())
  if (wanted === '') return ordered.map(asRow)
  const ranked = ordered.map((one) => ({ ...one, rank: rankOf(bare(one.person.name), bare(one.shown), wanted) }))
  const begins = ranked.filter(({ rank }) => rank < inside)
  const found = begins.length > 0 ? begins : ranked.filter(({ rank }) => rank === inside)
  const rows = found.sort((a, b) => a.rank - b.rank).map(asRow)
  return found.some(({ rank }) => rank === 0) ? rows : [...rows, asTyped(typed.trim(), look)]
}

const inside = 4

/** 0: this very name; 1 and 2: its first word begins so, or another one; 3: its role does; 4: it stands inside; 5: nowhere. */
function rankOf(name: string, shown: string, wanted: string): number {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (beginsWord(name, wanted)) return 2
  if (beginsWord(shown, wanted)) return 3
  return shown.includes(wanted) ? inside : inside + 1
}

function beginsWord(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
  }
  return false
}

function asRow({ person, shown }: { readonly person: KnownPerson; readonly shown: string }): NameRow {
  return { shown, name: person.name }
}

function asTyped(name: string, { lang }: Pick<Look, 'lang'>): NameRow {
  const said: Text = { en: `"${name}", not in the profile`, nl: `"${name}", niet in het profiel` }
  return { shown: pick(said, lang), name }
}

/** The name, the roles as people call them, and the number by which one knows whom one means. */
function shownPerson({ name, roles, phone }: KnownPerson, { lang }: Pick<Look, 'lang'>): string {
  const about = [roles.map((role) => roleName(role, lang)).join(', '), phone ?? ''].filter((part) => part !== '')
  return [name, ...about].join('   ')
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
