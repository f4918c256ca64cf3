import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sighting } from '../../../../src/adapters/checks/sighting.ts'
import { type WatchTerms, watch } from '../../../../src/adapters/checks/watch.ts'

const minute = 60_000

/** A world on a clock of its own: `looks` says what is seen at which moment; each look takes `lookMs`. */
function world(looks: (at: number) => Sighting['kind'], lookMs = 0) {
  let time = 0
  const seenAt: number[] = []
  const shown: string[] = []
  const abort = new AbortController()
  return {
    seenAt,
    shown,
    abort,
    time: () => time,
    watch: (terms: Partial<WatchTerms>) =>
      watch(
        { hold: 0, every: 5000, within: 0, ...terms },
        {
          clock: {
            now: () => time,
            sleep: async (ms) => {
              time += ms
            },
          },
          signal: abort.signal,
          progress: (line) => shown.push(line),
          look: async () => {
            const kind = looks(time)
            seenAt.push(time)
            time += lookMs
            const seen = kind === 'holds' ? 'closed' : kind === 'fails' ? 'open' : 'unseen'
            return kind === 'error' ? { kind, seen, lasting: false } : { kind, seen }
          },
        },
      ),
  }
}

test('without terms, one look decides', async () => {
  expect(await world(() => 'holds').watch({})).toEqual({ verdict: 'pass', seen: 'closed' })
  expect(await world(() => 'fails').watch({})).toEqual({ verdict: 'fail', seen: 'open' })
  expect(await world(() => 'error').watch({})).toEqual({ verdict: 'error', seen: 'unseen' })
})

test('for: it must hold to the end, and how long it held is shown', async () => {
  const { watch, seenAt, shown } = world(() => 'holds')
  expect(await watch({ hold: 15 * minute, every: 30_000 })).toEqual({ verdict: 'pass', seen: 'closed, for 15 m' })
  expect(seenAt).toHaveLength(31)
  expect(shown[9]).toBe('closed: 4 m 30 s of 15 m')
})

test('for, without within: the first break fails', async () => {
  const { watch, time } = world((at) => (at < 3 * minute ? 'holds' : 'fails'))
  expect(await watch({ hold: 15 * minute, every: 30_000 })).toEqual({
    verdict: 'fail',
    seen: 'open, after 3 m of 15 m',
  })
  expect(time()).toBe(3 * minute)
})

test('within: looks until it holds', async () => {
  const { watch, time, shown } = world((at) => (at < 42_000 ? 'fails' : 'holds'))
  expect(await watch({ within: minute })).toEqual({ verdict: 'pass', seen: 'closed' })
  expect(time()).toBe(45_000)
  expect(shown[0]).toBe('open; looking for another 1 m')
})

test('within: looks a last time when the time is out', async () => {
  const { watch, seenAt } = world(() => 'fails')
  expect(await watch({ within: 12_000 })).toEqual({
    verdict: 'timed-out',
    seen: 'open; no longer looked for after 12 s',
  })
  expect(seenAt).toEqual([0, 5000, 10_000, 12_000])
})

test('within: what can not be seen to the end is an error, not a time-out', async () => {
  expect(await world(() => 'error').watch({ within: 12_000 })).toMatchObject({ verdict: 'error' })
  expect(await world((at) => (at < 6000 ? 'error' : 'holds')).watch({ within: 12_000 })).toMatchObject({
    verdict: 'pass',
  })
})

test('for and within: a break starts the count again, as long as within is not over', async () => {
  const broken = world((at) => (at === minute ? 'fails' : 'holds'))
  expect(await broken.watch({ hold: 2 * minute, every: 30_000, within: 5 * minute })).toMatchObject({ verdict: 'pass' })
  expect(broken.time()).toBe(3.5 * minute)
  const late = world((at) => (at === 90_000 ? 'fails' : 'holds'))
  expect(await late.watch({ hold: 2 * minute, every: 30_000, within: minute })).toMatchObject({ verdict: 'timed-out' })
})

test('for and within: what began to hold in time may hold on after it', async () => {
  const { watch, time } = world((at) => (at < 50_000 ? 'fails' : 'holds'))
  expect(await watch({ hold: 10 * minute, within: minute })).toMatchObject({ verdict: 'pass' })
  expect(time()).toBe(10 * minute + 50_000)
})

test('what makes no sense is not looked at again', async () => {
  let looks = 0
  const clock = { now: () => 0, sleep: async () => {} }
  const look = async (): Promise<Sighting> => {
    looks += 1
    return { kind: 'error', seen: 'bad address', lasting: true }
  }
  const { signal } = new AbortController()
  const terms = { hold: 0, every: 1000, within: minute }
  expect(await watch(terms, { clock, signal, look, progress() {} })).toEqual({ verdict: 'error', seen: 'bad address' })
  expect(looks).toBe(1)
})

test('an abort ends it', async () => {
  const { watch, abort, seenAt } = world((at) => {
    if (at === 10_000) abort.abort()
    return 'holds'
  })
  expect(await watch({ hold: minute })).toEqual({ verdict: 'error', seen: 'interrupted' })
  expect(seenAt).toHaveLength(3)
})

test('a pass is never given for less than was asked, however slow the looks and whenever it breaks', async () => {
  const reached = { passed: 0, broken: 0 }
  const terms = { hold: fc.integer({ min: 1, max: 40 }), every: fc.integer({ min: 0, max: 20 }), lookMs: fc.nat(9) }
  await fc.assert(
    fc.asyncProperty(
      fc.record(terms),
      fc.array(fc.nat(100), { maxLength: 3 }),
      fc.nat(60),
      async (asked, breaks, within) => {
        const bad = (at: number) => breaks.some((start) => at >= start * 1000 && at < start * 1000 + 2000)
        const { watch, seenAt } = world((at) => (bad(at) ? 'fails' : 'holds'), asked.lookMs * 1000)
        const { verdict } = await watch({ hold: asked.hold * 1000, every: asked.every * 1000, within: within * 1000 })
        expect(verdict === 'pass' || seenAt.some(bad)).toBe(true)
        if (verdict !== 'pass') return
        reached.passed += 1
        if (seenAt.some(bad)) reached.broken += 1
        const last = seenAt.at(-1) ?? 0
        const good = seenAt.slice(seenAt.findLastIndex(bad) + 1)
        expect(last - ((good[0] ?? 0) + asked.lookMs * 1000)).toBeGreaterThanOrEqual(asked.hold * 1000)
      },
    ),
    { numRuns: 300 },
  )
  expect(reached.passed).toBeGreaterThan(100)
  expect(reached.broken).toBeGreaterThan(2)
})

/** A world whose program stands still: from `at` on, once, for `ms`; in the pause between two looks, or in a look. */
function stopped(where: 'pause' | 'look', at: number, ms: number, looks: (time: number) => Sighting['kind']) {
  let time = 0
  let stood = 0
  let isOver = false
  const stand = () => {
    if (isOver || time < at) return
    isOver = true
    time += ms
    stood = ms
  }
  const stoodStill = () => {
    const found = where === 'look' ? stood : 0
    stood = 0
    return found
  }
  const terms = { hold: 20_000, every: 2000, within: 0 }
  return {
    time: () => time,
    watch: (part: Partial<WatchTerms> = {}) =>
      watch(
        { ...terms, ...part },
        {
          clock: {
            now: () => time,
            sleep: async (pause) => {
              time += pause
              if (where === 'pause') stand()
            },
          },
          signal: new AbortController().signal,
          progress: () => {},
          stoodStill,
          timeOfDay: (ago) => `${(time - ago) / 1000} s`,
          look: async () => {
            const kind = looks(time)
            if (where === 'look') stand()
            return { kind, seen: kind === 'holds' ? 'closed' : 'open' } as Sighting
          },
        },
      ),
  }
}

// The port was open while nobody looked: 24 s after the beginning the hold is not over, but begins anew at 22 s.
test('for: what held before nobody looked counts no more, and that is told', async () => {
  const seen = stopped('pause', 4000, 18_000, (time) => (time > 5000 && time < 21_000 ? 'fails' : 'holds'))
  expect(await seen.watch()).toEqual({
    verdict: 'pass',
    seen: 'closed, for 20 s; nobody looked from 2 s to 22 s, so it was counted anew from then on',
  })
  expect(seen.time()).toBe(42_000)
})

test('for: the same when the program stood still in the middle of a look', async () => {
  const seen = stopped('look', 4000, 18_000, () => 'holds')
  const { verdict, seen: said } = await seen.watch()
  expect(verdict).toBe('pass')
  expect(said).toContain('nobody looked from 4 s to 22 s')
  expect(seen.time()).toBeGreaterThanOrEqual(42_000)
})

test('for: two intervals without a look are no gap', async () => {
  const seen = stopped('pause', 4000, 2000, () => 'holds')
  expect(await seen.watch()).toEqual({ verdict: 'pass', seen: 'closed, for 20 s' })
})

test('within: the time in which nobody looked does not count', async () => {
  const seen = stopped('pause', 4000, 600_000, (time) => (time < 606_000 ? 'fails' : 'holds'))
  const { verdict, seen: said } = await seen.watch({ hold: 0, within: 30_000 })
  expect(verdict).toBe('pass')
  expect(said).toBe('closed; nobody looked from 2 s to 604 s')
})

test('whenever the program stands still, a hold is watched from end to end', async () => {
  let gaps = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('pause' as const, 'look' as const),
      fc.integer({ min: 0, max: 18_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      async (where, at, ms) => {
        const seen = stopped(where, at, ms, () => 'holds')
        const { verdict, seen: said } = await seen.watch()
        expect(verdict).toBe('pass')
        // 20 s of looking are needed on either side of a gap, whatever the clock showed meanwhile.
        if (said.includes('nobody looked')) {
          gaps += 1
          expect(seen.time()).toBeGreaterThanOrEqual(at + ms + 20_000)
        }
      },
    ),
  )
  expect(gaps).toBeGreaterThan(10)
})
