import type { Correctable } from '../../core/correction.ts'
import type { Json } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { typedItems } from '../../core/list-item.ts'
import { changedItems, type NamedItem, removedThoughBegun } from '../../core/named-items.ts'
import type { State } from '../../core/state.ts'
import type { Text } from '../../core/text.ts'

/** Changes of items, as they were typed. `change` holds `OLD=NEW`. */
export interface ItemOptions {
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
  readonly change?: readonly string[]
}

export function changesItems({ add, remove, change }: ItemOptions): boolean {
  return add !== undefined || remove !== undefined || change !== undefined
}

/** The list as it is after these changes, as it goes into the record. Throws the Fault `correct.value`. */
export function itemsAfter(state: State, { field, items, value }: Correctable, own: ItemOptions): Json {
  const isList = items !== null || field.type === 'list'
  if (!isList) throw wrongItem(field.id, { en: 'it is no list', nl: 'het is geen lijst' })
  const before =
    items ?? (Array.isArray(value) ? value.map((name, at) => ({ id: String(at), name: String(name) })) : [])
  let after: readonly NamedItem[] = before
  const known = (name: string): NamedItem | undefined => {
    const wanted = name.trim().toLowerCase()
    return after.find((item) => called(wanted)(item) || (items !== null && item.id === wanted))
  }
  const found = (name: string): NamedItem => {
    const one = known(name)
    if (one !== undefined) return one
    const all = after.map((item) => item.name).join(', ')
    throw wrongItem(name, { en: `the list has: ${all}`, nl: `de lijst heeft: ${all}` })
  }
  for (const typed of own.change ?? []) {
    const signs = [...typed.matchAll(/=/g)].map(({ index }) => index)
    // Names can hold the sign too: the one behind an item of the list is meant.
    const at = signs.find((sign) => known(typed.slice(0, sign)) !== undefined) ?? signs[0] ?? -1
    const [name, ...more] = typedItems(typed.slice(at + 1))
    if (at < 1 || name === undefined || more.length > 0) {
      throw wrongItem(typed, { en: 'write OLD=NEW', nl: 'schrijf OUD=NIEUW' })
    }
    after = changedItems(after, { kind: 'change', id: found(typed.slice(0, at)).id, name })
  }
  for (const name of own.remove ?? []) after = changedItems(after, { kind: 'remove', id: found(name).id })
  for (const typed of own.add ?? []) {
    const names = typedItems(typed)
    if (names.length === 0) throw wrongItem(typed, { en: 'an item has a name', nl: 'een item heeft een naam' })
    for (const name of names) after = changedItems(after, { kind: 'add', name })
  }
  const times = (items: readonly NamedItem[], name: string): number => items.filter(called(name)).length
  const twice = after.find(({ name }) => times(after, name) > Math.max(1, times(before, name)))
  if (twice !== undefined) {
    throw wrongItem(twice.name, { en: 'the list would have it twice', nl: 'de lijst zou het twee keer hebben' })
  }
  if (items === null) return after.map(({ name }) => name)
  const [begun] = removedThoughBegun(state, items, after)
  if (begun !== undefined) {
    throw wrongItem(begun.name, {
      en: 'something is on record for it, so it stays: skip its steps, with a reason',
      nl: 'er staat al iets over in het logboek, dus het blijft: sla de stappen ervan over, met een reden',
    })
  }
  return after.map(({ id, name }) => ({ id, name }))
}

function called(name: string): (item: NamedItem) => boolean {
  return (item) => item.name.toLowerCase() === name.toLowerCase()
}

/** Changes of items beside a list as a whole: which of them counts, nobody can tell. */
export function bothWays(words: readonly string[]): Fault {
  return wrongItem(words.join(' '), {
    en: 'give the list as a whole, or its changes behind --add, --remove and --change, not both',
    nl: 'geef de lijst in haar geheel, of de wijzigingen achter --add, --remove en --change, niet beide',
  })
}

/** A list whose items steps carry is never given anew as a whole: nobody could tell which item is which. */
export function notAsWhole({ step }: Correctable): Fault {
  return wrongItem(step.step.code, {
    en: 'change its items with --add, --remove or --change OLD=NEW',
    nl: 'wijzig de items met --add, --remove of --change OUD=NIEUW',
  })
}

function wrongItem(about: string, hint: Text): Fault {
  const shown = harmlessLine(about, 100)
  return new Fault({
    code: 'correct.value',
    exit: exit.usage,
    message: { en: `"${shown}" can't be corrected so`, nl: `"${shown}" kan zo niet rechtgezet worden` },
    hint: { en: harmlessLine(hint.en, 300), nl: harmlessLine(hint.nl, 300) },
  })
}
