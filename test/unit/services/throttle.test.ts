import { expect, test } from 'vitest'
import { createThrottle } from '../../../src/services/counter-desk/throttle.ts'

test('five tries are free, then each waits longer, never longer than half a minute', () => {
  const throttle = createThrottle()
  let now = 0
  const waits: number[] = []
  for (let i = 0; i < 15; i++) {
    const wait = throttle.waitMs('a', now)
    waits.push(wait)
    now += wait
    throttle.count('a', now)
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000])
  expect(throttle.waitMs('b', now)).toBe(0)
  expect(throttle.waitMs('a', now + 15 * 60_000)).toBe(0)
  throttle.forget('a')
  expect(throttle.waitMs('a', now)).toBe(0)
})

test('a flood of addresses takes no more memory, and does not set a guesser free at once', () => {
  const throttle = createThrottle()
  for (let i = 0; i < 9; i++) throttle.count('guesser', 0)
  for (let i = 0; i < 999; i++) throttle.count(`address ${i}`, 0)
  expect(throttle.waitMs('guesser', 0)).toBeGreaterThan(0)
  throttle.count('one more', 0)
  expect(throttle.waitMs('guesser', 0)).toBe(0)
})
