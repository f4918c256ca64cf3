import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomNeeded } from '../../../../src/adapters/disk/room-needed.ts'

test.each([
  ['nothing', [], 0],
  [
    'new files, each in whole pieces',
    [
      [1, 0],
      [32, 0],
      [33, 0],
    ],
    32 + 32 + 64,
  ],
  ['one in the place of another: both are there for a moment', [[100, 100]], 128],
  [
    'what one frees, the next one may take',
    [
      [100, 100],
      [100, 0],
    ],
    128,
  ],
  [
    'a small one before a large one',
    [
      [1, 0],
      [100, 100],
    ],
    32 + 128,
  ],
] as const)('%s', (_what, files, needed) => {
  expect(
    roomNeeded(
      files.map(([size, before]) => ({ size, before })),
      32,
    ),
  ).toBe(needed)
})

/** The same disk, played: its pieces are counted one by one, and it is full when none is left. */
function fits(free: number, files: readonly { size: number; before: number }[], unit: number): boolean {
  let left = Math.floor(free / unit)
  for (const { size, before } of files) {
    left -= Math.ceil(size / unit)
    if (left < 0) return false
    left += Math.ceil(before / unit)
  }
  return true
}

test('is the least with which a disk does not get full', () => {
  const file = fc.record({ size: fc.nat(300), before: fc.nat(300) })
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 16, 64), (files, unit) => {
      const needed = roomNeeded(files, unit)
      expect(fits(needed, files, unit)).toBe(true)
      if (needed > 0) expect(fits(needed - unit, files, unit)).toBe(false)
    }),
  )
})
