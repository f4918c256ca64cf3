import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createThrottle, sourceOf } from '../../../src/services/counter-desk/throttle.ts'

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
})

test('who tries while told to wait waits no longer than was said', () => {
  const throttle = createThrottle()
  for (let i = 0; i < 8; i++) throttle.count('a', i * 10_000)
  const said = throttle.waitMs('a', 70_000)
  expect(said).toBe(8000)
  for (let later = 0; later < said; later += 100) throttle.count('a', 70_000 + later)
  expect(throttle.waitMs('a', 70_000 + said)).toBe(0)
})

/** One wrong try after the other, each as soon as it may be. Returns the time of the last. */
function guess(throttle: ReturnType<typeof createThrottle>, source: string, tries: number): number {
  let now = 0
  for (let i = 0; i < tries; i++) {
    now += throttle.waitMs(source, now)
    throttle.count(source, now)
  }
  return now
}

test('a flood of addresses takes no more memory, and frees nobody who goes on guessing', () => {
  const throttle = createThrottle()
  const now = guess(throttle, 'guesser', 9)
  expect(throttle.waitMs('guesser', now)).toBe(16_000)
  for (let i = 0; i < 5000; i++) throttle.count(`address ${i}`, now)
  expect(throttle.waitMs('guesser', now)).toBe(16_000)
  expect(throttle.waitMs('guesser', now + 16_000)).toBe(0)
})

test('a thousand sources are known and no more: of equals the oldest goes, and only when there is no room', () => {
  const throttle = createThrottle()
  const five = (source: string) => {
    for (let i = 0; i < 5; i++) throttle.count(source, 0)
  }
  five('the first')
  for (let i = 1; i < 1000; i++) five(`address ${i}`)
  expect([throttle.waitMs('the first', 0), throttle.waitMs('address 1', 0)]).toEqual([1000, 1000])
  five('one too many')
  expect([throttle.waitMs('the first', 0), throttle.waitMs('address 1', 0)]).toEqual([0, 1000])
  expect(throttle.waitMs('one too many', 0)).toBe(1000)
})

test('who is forgotten makes room first, however often it tried', () => {
  const throttle = createThrottle()
  const now = guess(throttle, 'long ago', 12) + 15 * 60_000
  const five = (source: string) => {
    for (let i = 0; i < 5; i++) throttle.count(source, now)
  }
  five('now')
  for (let i = 2; i < 1000; i++) five(`address ${i}`)
  five('one too many')
  expect(throttle.waitMs('now', now)).toBe(1000)
})

test('whoever floods with fewer tries an address than the guesser made does not free it', () => {
  let evicting = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 6, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(1500),
      (tries, each, addresses) => {
        const throttle = createThrottle()
        const now = guess(throttle, 'guesser', tries)
        const wait = throttle.waitMs('guesser', now)
        for (let address = 0; address < addresses; address++) {
          for (let n = 0; n < each; n++) throttle.count(`flood ${address}`, now)
        }
        expect(wait).toBeGreaterThan(0)
        expect(throttle.waitMs('guesser', now)).toBe(wait)
        if (addresses > 1000) evicting += 1
      },
    ),
    { numRuns: 40 },
  )
  expect(evicting).toBeGreaterThan(0)
})

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:0:1:aaaa::1', '2001:db8:0:1'],
  ['2001:db8:0:1:ffff:ffff:ffff:ffff', '2001:db8:0:1'],
  ['2001:0db8::1', '2001:db8:0:0'],
  // The colons stand for one group of zeros only, and what comes behind them is still of the network.
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('an IPv6 network counts as one source: %s is %s', (address, source) => {
  expect(sourceOf(address)).toBe(source)
})
