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
  expect([second.get('a'), second.get('c'), second.size, second.keys(), second.values()]).toEqual([
    ...[1, undefined, 2],
    ['a', 'b'],
    [1, 2],
  ])
})

test('two versions tell what may differ between them, and unrelated maps that no way leads from one to the other', () => {
  const first = VersionedMap.of([['a', 1]])
  const second = first.with('b', 2)
  const third = second.with('a', 3)
  expect(third.changedFrom(third)).toEqual([])
  expect(third.changedFrom(second)).toEqual(['a'])
  expect(second.changedFrom(third)).toEqual(['a'])
  expect(third.changedFrom(first)?.toSorted()).toEqual(['a', 'b'])
  expect(third.changedFrom(VersionedMap.of([['a', 1]]))).toBeNull()
})

test('nothing hangs on the empty map, from which every record begins', () => {
  const none = VersionedMap.of<number>()
  const one = none.with('a', 1)
  expect([one.changedFrom(none), none.size, one.size]).toEqual([null, 0, 1])
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
  const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString')
  const step = fc.record({ of: fc.nat(30), key, value: fc.nat(5), look: fc.nat(30), other: fc.nat(30) })
  let told = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const made: { readonly map: VersionedMap<number>; readonly as: Entries }[] = [
        { map: VersionedMap.of([['a', 0]]), as: [['a', 0]] },
      ]
      const at = (index: number) => made[index % made.length] as (typeof made)[number]
      for (const { of, key: name, value, look, other } of steps) {
        const from = at(of)
        made.push({ map: from.map.with(name, value), as: [...new Map(from.as).set(name, value)] })
        const [one, two] = [at(look), at(other)]
        expect([...one.map]).toEqual(one.as)
        expect(one.map.get(name)).toBe(new Map(one.as).get(name))
        const changed = one.map.changedFrom(two.map)
        expect(changed).not.toBeNull()
        for (const differs of differing(one.as, two.as)) expect(changed).toContain(differs)
        told += changed?.length ?? 0
      }
      for (const { map, as } of made) expect([...map]).toEqual(as)
    }),
  )
  expect(told).toBeGreaterThan(0)
})
