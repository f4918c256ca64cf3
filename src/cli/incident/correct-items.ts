import type { Correctable } from '../../core/correction.ts'
import type { Json } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
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
  const found = (name: string): NamedItem => {
    const wanted = name.trim().toLowerCase()
    const one = after.find((item) => item.name.toLowerCase() === wanted || (items !== null && item.id === wanted))
    if (one !== undefined) return one
    const known = after.map((item) => item.name).join(', ')
    throw wrongItem(name, { en: `the list has: ${known}`, nl: `de lijst heeft: ${known}` })
  }
  for (const typed of own.change ?? []) {
    const at = typed.indexOf('=')
    const name = typed.slice(at + 1).trim()
    if (at < 1 || name === '') throw wrongItem(typed, { en: 'write OLD=NEW', nl: 'schrijf OUD=NIEUW' })
    after = changedItems(after, { kind: 'change', id: found(typed.slice(0, at)).id, name })
  }
  for (const name of own.remove ?? []) after = changedItems(after, { kind: 'remove', id: found(name).id })
  for (const name of own.add ?? []) {
    if (name.trim() === '') throw wrongItem(name, { en: 'an item has a name', nl: 'een item heeft een naam' })
    after = changedItems(after, { kind: 'add', name: name.trim() })
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
