import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration } from '../../../src/core/duration.ts'
import { Fault } from '../../../src/core/fault.ts'

test.each([
  ['0s', 0],
  ['500ms', 500],
  ['30s', 30_000],
  ['15m', 900_000],
  ['24h', 86_400_000],
  ['3d', 259_200_000],
  [' 5s ', 5000],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '5', 's', '1.5h', '-5s', '5 s', '1h30m', '9999999999s', '５s', '5S'])(
  '%j is refused with a hint',
  (text) => {
    expect(() => parseDuration(text)).toThrow(Fault)
  },
)

test('whatever is accepted is a whole, safe number of milliseconds', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('0', '7', '9', 'm', 's', 'h', 'd', ' ', '.') }), (text) => {
      try {
        expect(Number.isSafeInteger(parseDuration(text))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(Fault)
      }
    }),
  )
})
