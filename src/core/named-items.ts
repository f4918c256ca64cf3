import type { Json } from './event.ts'
import type { State } from './state.ts'

/** An item of a list that the profile did not know, and that was named during the incident. A step carries its `id`. */
export interface NamedItem {
  readonly id: string
  readonly name: string
}

/** A change of one item of a named list. */
export type ItemChange =
  | { readonly kind: 'add'; readonly name: string }
  | { readonly kind: 'change'; readonly id: string; readonly name: string }
  | { readonly kind: 'remove'; readonly id: string }

/** The list after a change. Who is called otherwise keeps its id, and so what was done for it. */
export function changedItems(items: readonly NamedItem[], change: ItemChange): readonly NamedItem[] {
  if (change.kind === 'add') return [...items, { id: idOf(change.name, items), name: change.name }]
  if (change.kind === 'remove') return items.filter(({ id }) => id !== change.id)
  return items.map((item) => (item.id === change.id ? { ...item, name: change.name } : item))
}

/** The items in a value of the record; null: it is no list of them, or two have one id. */
export function itemsIn(value: Json): readonly NamedItem[] | null {
  if (!Array.isArray(value)) return null
  const isItem = (one: { readonly [key: string]: Json } | null): boolean =>
    one !== null && typeof one === 'object' && typeof one.id === 'string' && typeof one.name === 'string'
  if (!value.every(isItem)) return null
  const items = (value as readonly NamedItem[]).map(({ id, name }) => ({ id, name }))
  return new Set(items.map(({ id }) => id)).size === items.length ? items : null
}

/** The items that are in the first list and no longer in the second, though a step for them is on record. */
export function removedThoughBegun(
  { steps }: Pick<State, 'steps'>,
  before: readonly NamedItem[],
  after: readonly NamedItem[],
): readonly NamedItem[] {
  const left = new Set(after.map(({ id }) => id))
  const instances = steps.keys()
  return before.filter(({ id }) => !left.has(id) && instances.some((instance) => instance.endsWith(`[${id}]`)))
}

/** An id that a step can carry, made of the letters of a name; other than those that are taken. */
export function idOf(name: string, taken: readonly { readonly id: string }[]): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const base =
    letters
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '') || 'item'
  const used = new Set(taken.map(({ id }) => id))
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!used.has(id)) return id
  }
}
