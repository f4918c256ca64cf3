import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { killsOf, type Sync, sample } from '../../support/sampled-kills.ts'

const syncs = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 120 })
  .map((kinds) => kinds.map((kind, index): Sync => ({ at: index + 1, kind })))

const kinds = (of: readonly Sync[]) => [...new Set(of.map(({ kind }) => kind))].toSorted()

describe('the kills of a run', () => {
  test('have every kind of sync in them, and one in twenty of each', () => {
    fc.assert(
      fc.property(syncs, fc.nat(1000), (all, turn) => {
        const chosen = sample(all, turn)
        expect(kinds(chosen)).toEqual(kinds(all))
        expect(chosen.length).toBeLessThanOrEqual(all.length / 20 + kinds(all).length)
      }),
    )
  })

  test('leave nothing out in twenty turns', () => {
    fc.assert(
      fc.property(syncs, fc.nat(1000), (all, turn) => {
        const chosen = new Set(Array.from({ length: 20 }, (_, more) => sample(all, turn + more)).flat())
        expect(chosen.size).toBe(all.length)
      }),
    )
  })

  test('are all of them, before and after, or those that are named', () => {
    const two = [
      { at: 1, kind: 'log' },
      { at: 2, kind: 'seal' },
    ]
    expect(killsOf(two, 'all').map(({ when }) => when)).toEqual(['1', '1+', '2', '2+'])
    expect(killsOf(two, '2+,1').map(({ when }) => when)).toEqual(['1', '2+'])
    expect(kinds(killsOf(two, undefined))).toEqual(['log', 'seal'])
  })
})
