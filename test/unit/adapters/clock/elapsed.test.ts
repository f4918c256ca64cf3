import { expect, test } from 'vitest'
import { elapsed } from '../../../../src/adapters/clock/elapsed.ts'

test.each([
  [0, '0 ms'],
  [40.4, '40 ms'],
  [1240, '1.2 s'],
  [30_000, '30 s'],
  [59_999, '59.9 s'],
  [270_000, '4 m 30 s'],
  [900_000, '15 m'],
  [7_500_000, '2 h 5 m'],
  [97_200_000, '1 d 3 h'],
])('%d ms is %s', (ms, text) => {
  expect(elapsed(ms)).toBe(text)
})
