import { expect, test } from 'vitest'
import { counted } from '../../../src/core/counted.ts'

test('one is singular, and none and several are plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'stap', 'stappen'))).toEqual(['0 stappen', '1 stap', '2 stappen'])
})
