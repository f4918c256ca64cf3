import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockDoubts, type KnownMoment } from '../../../src/core/clock-doubts.ts'

const now = Temporal.Instant.from('2026-11-24T02:12:00Z')
const at = (from: KnownMoment['from'], when: string): KnownMoment => ({ from, at: Temporal.Instant.from(when) })
const doubts = (...known: readonly KnownMoment[]) => clockDoubts(now, known).map(({ why }) => why.en)

test.each([
  ['a record from tomorrow', at('record', '2026-11-25T02:12:00Z'), 'a record of this home was written later than that'],
  [
    'contacts of next week',
    at('contacts', '2026-12-01T00:00:00Z'),
    'somebody looked at the contacts of this plan later than that',
  ],
  [
    'a program that was put here later',
    at('program', '2026-11-24T02:18:00Z'),
    'this program was put here later than that',
  ],
  [
    'the kit that it was started from',
    at('kit', '2026-11-25T02:12:00Z'),
    'the kit that the program was started from was made later than that',
  ],
  [
    'a time from the network',
    at('system', '2026-11-24T03:00:00Z'),
    'this machine had a later time from the network before',
  ],
  [
    'a hardware clock of yesterday',
    at('hardware', '2026-11-23T02:12:00Z'),
    'the other clock of this machine, in its hardware, says another day',
  ],
  [
    'a hardware clock of tomorrow',
    at('hardware', '2026-11-25T02:12:00Z'),
    'the other clock of this machine, in its hardware, says another day',
  ],
])('%s speaks against the clock', (_what, known, why) => expect(doubts(known)).toEqual([why]))

test.each([
  ['a record of last year', at('record', '2025-11-24T02:12:00Z')],
  ['a record of some minutes ahead', at('record', '2026-11-24T02:17:00Z')],
  ['a hardware clock in the time of Brussels', at('hardware', '2026-11-24T03:12:00Z')],
  ['a hardware clock in the time of the far side of the world', at('hardware', '2026-11-24T16:12:00Z')],
  ['contacts of today', at('contacts', '2026-11-23T23:00:00Z')],
])('%s does not', (_what, known) => expect(doubts(known)).toEqual([]))

test('the furthest away is said first', () => {
  expect(doubts(at('program', '2026-11-24T09:00:00Z'), at('record', '2026-11-29T09:00:00Z'))).toEqual([
    'a record of this home was written later than that',
    'this program was put here later than that',
  ])
})

test('a clock that is right is never doubted, and one that is a day behind something that was always is', () => {
  let behind = 0
  const moments = fc.array(
    fc.record({
      from: fc.constantFrom('program' as const, 'contacts' as const, 'record' as const, 'system' as const),
      ago: fc.integer({ min: 0, max: 400 * 24 * 60 }),
    }),
  )
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 500 * 24 * 60 }), (known, back) => {
      const given = known.map(({ from, ago }) => ({ from, at: now.subtract({ minutes: ago }) }))
      expect(clockDoubts(now, given)).toEqual([])
      const wrong = now.subtract({ minutes: back })
      const expected = known.filter(({ ago }) => back - ago > 5).length
      if (expected > 0) behind += 1
      expect(clockDoubts(wrong, given)).toHaveLength(expected)
    }),
  )
  expect(behind).toBeGreaterThan(0)
})
