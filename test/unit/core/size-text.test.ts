import { expect, test } from 'vitest'
import { sizeText } from '../../../src/core/size-text.ts'

test.each([
  [0, '0 B', '0 B'],
  [999, '999 B', '999 B'],
  [1000, '1.0 kB', '1,0 kB'],
  [999_949, '999.9 kB', '999,9 kB'],
  [999_950, '1.0 MB', '1,0 MB'],
  [1_234_567_890, '1.2 GB', '1,2 GB'],
  [10_737_418_240, '10.7 GB', '10,7 GB'],
  [5_000_000_000_000_000, '5000.0 TB', '5000,0 TB'],
])('%d bytes', (bytes, en, nl) => {
  expect(sizeText(bytes)).toEqual({ en, nl })
})
