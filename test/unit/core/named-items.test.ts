import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedItems, idOf, itemsIn, type NamedItem, removedThoughBegun } from '../../../src/core/named-items.ts'
import { untouched } from '../../../src/core/untouched.ts'
import { VersionedMap } from '../../../src/core/versioned-map.ts'

const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), name: fc.string({ minLength: 1 }) }),
  fc.record({ kind: fc.constant('change' as const), at: fc.nat(9), name: fc.string({ minLength: 1 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(9) }),
)

test('whatever is changed, ids stay different, and whoever is called otherwise keeps its id', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let items: readonly NamedItem[] = []
      for (const one of changes) {
        const id = one.kind === 'add' ? '' : (items[one.at]?.id ?? 'nobody')
        const after = changedItems(items, one.kind === 'add' ? one : { ...one, id })
        if (one.kind === 'change') expect(after.map((item) => item.id)).toEqual(items.map((item) => item.id))
        items = after
      }
      expect(itemsIn(items.map((item) => ({ ...item })))).toEqual(items)
    }),
  )
})

test('a value that is no list of items is none', () => {
  for (const value of [null, 'x', 3, {}, ['x'], [null], [{ id: 'a' }], [{ id: 1, name: 'x' }]]) {
    expect(itemsIn(value)).toBeNull()
  }
  expect(
    itemsIn([
      { id: 'a', name: 'x' },
      { id: 'a', name: 'y' },
    ]),
  ).toBeNull()
  expect(itemsIn([])).toEqual([])
})

test('an item is begun as soon as a step of it is on record, and no other item is by that', () => {
  const [a, b] = [
    { id: 'a', name: 'A' },
    { id: 'ba', name: 'B' },
  ]
  const steps = VersionedMap.of([
    ['only/cut[a]', untouched],
    ['only/cut', untouched],
  ])
  expect(removedThoughBegun({ steps }, [a, b], [b])).toEqual([a])
  expect(removedThoughBegun({ steps }, [a, b], [a])).toEqual([])
  expect(idOf('Réseau  (nord)', [])).toBe('reseau-nord')
  expect(idOf('A', [a])).toBe('a-2')
})
