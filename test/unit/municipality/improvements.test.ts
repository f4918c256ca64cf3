import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmless } from '../../../src/core/harmless.ts'
import {
  type Improvements,
  mergeImprovements,
  openActions,
  readImprovements,
} from '../../../src/municipality/improvements.ts'
import { improvementsText } from '../../../src/municipality/improvements-text.ts'

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((text) => harmless(`x${text}x`))
const day = fc.constantFrom('2024-02-29', '2026-11-25', '2027-01-01')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const action = fc.record({
  id: fc.constantFrom('objective-a', 'objective-b', 'response-c', 'proof-d', 'objective-a-2'),
  from: fc.constantFrom('drill-1', 'drill-2'),
  what: fc.record({ en: word, nl: word }),
  ...{ owner: maybe(word), due: maybe(day), done: maybe(day) },
})
const last = fc.record({
  drill: fc.constantFrom('drill-1', 'drill-2', 'drill-3'),
  ...{ date: day, scenario: word, level: word },
  minutes: fc.record({ declare: maybe(fc.nat()), isolate: maybe(fc.nat()), warn: maybe(fc.nat()) }),
  ratings: fc.dictionary(word, fc.constantFrom('P', 'S', 'M', 'U')),
})
const plan: fc.Arbitrary<Improvements> = fc.record({
  format: fc.constant('cyber-respond/improvements@1' as const),
  municipality: fc.constant('12040'),
  last: maybe(last),
  actions: fc.uniqueArray(action, { selector: ({ id }) => id }),
})

test('a plan is read as it was written, whatever it holds', () => {
  fc.assert(
    fc.property(plan, (one) => {
      expect(readImprovements('plan.yaml', improvementsText(one))).toEqual(one)
    }),
  )
})

test('a drill never takes an action away nor changes one, and what it asks for is open', () => {
  fc.assert(
    fc.property(maybe(plan), last, fc.array(action), (known, drill, found) => {
      const merged = mergeImprovements(known, drill, '12040', found)
      const before = known?.actions ?? []
      expect(merged.actions.slice(0, before.length)).toEqual(before)
      const ids = merged.actions.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { id } of found) {
        const mine = merged.actions.filter((one) => one.id === id || one.id.startsWith(`${id}-`))
        expect(mine.some(({ done, from }) => done === null || from === drill.drill)).toBe(true)
      }
      expect(mergeImprovements(merged, drill, '12040', found)).toEqual(merged)
    }),
  )
})

test('open actions come with the overdue first', () => {
  fc.assert(
    fc.property(plan, (one) => {
      const open = openActions(one, '2026-12-01').map(({ overdue }) => overdue)
      expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)))
    }),
  )
})

test('what can deceive a reader does not make the plan unreadable', () => {
  const action = { id: 'a', from: 'd', what: { en: 'a\u2028b\u0007"\\', nl: 'é' }, owner: null, due: null, done: null }
  const one: Improvements = {
    format: 'cyber-respond/improvements@1',
    municipality: '12040',
    last: null,
    actions: [action],
  }
  const [read] = readImprovements('plan.yaml', improvementsText(one)).actions
  expect(read?.what.en).toBe('a\\u{2028}b\\x07"\\')
})
