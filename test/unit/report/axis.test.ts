import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAxis } from '../../../src/report/axis.ts'

const hour = 3_600_000

test('equal steps are to scale, and nothing is cut', () => {
  const axis = createAxis(
    [0, 1, 2, 3, 4].map((n) => n * hour),
    400,
  )
  expect([0, 1, 2, 3, 4].map((n) => axis.at(n * hour))).toEqual([0, 100, 200, 300, 400])
  expect(axis.breaks).toEqual([])
  expect(axis.at(1.5 * hour)).toBe(150)
})

test('a month of silence takes no more than its share, and is told with its length', () => {
  const night = Array.from({ length: 60 }, (_none, index) => index * 60_000)
  const axis = createAxis([...night, 720 * hour], 500)
  expect(axis.breaks).toHaveLength(1)
  expect(axis.breaks[0]).toMatchObject({ ms: 720 * hour - 59 * 60_000 })
  expect(axis.at(59 * 60_000)).toBeGreaterThan(470)
  expect(axis.ticks).toEqual([0, 720 * hour])
})

test('what is outside stands at the ends', () => {
  const axis = createAxis([hour, 2 * hour], 100)
  expect([axis.at(0), axis.at(9 * hour)]).toEqual([0, 100])
})

test('the order of moments is kept, and all of them stand on the axis', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 1, maxLength: 60 }), (moments) => {
      const axis = createAxis(moments, 500)
      const places = moments.toSorted((a, b) => a - b).map((ms) => axis.at(ms))
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(index === 0 ? 0 : (places[index - 1] ?? 0))
        expect(place).toBeLessThanOrEqual(500.001)
      }
    }),
  )
})
