import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sighting } from '../../../src/adapters/sighting.ts'
import { type WatchTerms, watch } from '../../../src/adapters/watch.ts'

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
        const last = seenAt.at(-1) ?? 0
        const good = seenAt.slice(seenAt.findLastIndex(bad) + 1)
        expect(last - ((good[0] ?? 0) + asked.lookMs * 1000)).toBeGreaterThanOrEqual(asked.hold * 1000)
      },
    ),
  )
})
