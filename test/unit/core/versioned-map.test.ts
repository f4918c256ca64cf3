import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VersionedMap } from '../../../src/core/versioned-map.ts'

type Entries = readonly (readonly [string, number])[]

/** What differs between two lists of entries. */
function differing(one: Entries, other: Entries): readonly string[] {
  const [a, b] = [new Map(one), new Map(other)]
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key))
}

test('a new version leaves those before it as they were', () => {
  const first = VersionedMap.of([['a', 1]])
  const second = first.with('b', 2)
  const third = second.with('a', 3)
  const beside = first.with('c', 4)
  expect([...first]).toEqual([['a', 1]])
  expect([...third]).toEqual([
    ['a', 3],
    ['b', 2],
  ])
  expect([...beside]).toEqual([
    ['a', 1],
    ['c', 4],
  ])
  expect([...second]).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect([second.get('a'), second.get('c'), second.keys(), second.values()]).toEqual([
    ...[1, undefined],
    ['a', 'b'],
    [1, 2],
  ])
})

test('two versions of a map tell what differs between them, and two maps that they are no versions of one', () => {
  const first = VersionedMap.of([['a', 1]])
  const second = first.with('b', 2)
  const third = second.with('a', 3)
  expect(third.changedFrom(third)).toEqual([])
  expect(third.changedFrom(second)).toEqual(['a'])
  expect(second.changedFrom(third)).toEqual(['a'])
  expect(third.changedFrom(first)?.toSorted()).toEqual(['a', 'b'])
  expect(third.changedFrom(VersionedMap.of([['a', 1]]))).toBeNull()
})

test('two maps that begin with the empty one are two maps', () => {
  const none = VersionedMap.of<number>()
  const one = none.with('a', 1)
  expect([...none]).toEqual([])
  expect([one.changedFrom(none), one.changedFrom(none.with('a', 1)), one.changedFrom(one)]).toEqual([null, null, []])
})

test('a map can be gone through while new versions of it are made', () => {
  let map = VersionedMap.of([
    ['a', 1],
    ['b', 2],
  ])
  for (const [key, value] of map) map = map.with(`${key}${key}`, value).with(key, value + 10)
  expect([...map]).toEqual([
    ...[
      ['a', 11],
      ['b', 12],
    ],
    ...[
      ['aa', 1],
      ['bb', 2],
    ],
  ])
})

test('whatever versions are made of which, and in whatever order they are looked at, each is the map that it was made as', () => {
  // So many that a map has several chunks.
  const key = fc.oneof(
    fc.constantFrom('a', 'b', '__proto__', 'toString'),
    fc.nat(200).map((number) => `k${number}`),
  )
  const step = fc.record({ of: fc.nat(30), key, value: fc.nat(5), look: fc.nat(30), other: fc.nat(30) })
  const many = Array.from({ length: 150 }, (_, number) => [`k${number}`, 9] as const)
  const inOrder = (entries: Iterable<readonly [string, number]>): Entries =>
    [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1))
  let told = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const made: { readonly map: VersionedMap<number>; readonly as: Entries }[] = [
        { map: VersionedMap.of(many), as: many },
      ]
      const at = (index: number) => made[index % made.length] as (typeof made)[number]
      for (const { of, key: name, value, look, other } of steps) {
        const from = at(of)
        made.push({ map: from.map.with(name, value), as: [...new Map(from.as).set(name, value)] })
        const [one, two] = [at(look), at(other)]
        expect(inOrder(one.map)).toEqual(inOrder(one.as))
        expect(one.map.get(name)).toBe(new Map(one.as).get(name))
        const changed = one.map.changedFrom(two.map)
        expect(changed?.toSorted()).toEqual(differing(one.as, two.as).toSorted())
        told += changed?.length ?? 0
      }
      for (const { map, as } of made) expect(inOrder(map)).toEqual(inOrder(as))
    }),
  )
  expect(told).toBeGreaterThan(0)
})
