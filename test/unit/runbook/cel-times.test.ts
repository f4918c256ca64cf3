import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { evaluate } from '../../../src/runbook/cel.ts'

/** Nanoseconds from the year 1 to the end of the year 9999. */
const moment = fc.bigInt({ min: -62_135_596_800_000_000_000n, max: 253_402_300_799_999_999_999n })
const span = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

/** A moment as RFC 3339 writes it, made without the code that is tested. */
const written = (nanoseconds: bigint): string =>
  Temporal.Instant.fromEpochMilliseconds(0)
    .add({ seconds: Number(nanoseconds / 1_000_000_000n), nanoseconds: Number(nanoseconds % 1_000_000_000n) })
    .toString()

test('a moment is read to the nanosecond, and said again', () => {
  fc.assert(
    fc.property(moment, (at) => {
      expect(evaluate('timestamp(at)', { at: written(at) })).toBe(written(at))
    }),
  )
})

test('a moment in another zone is the same moment', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }), (at, minutes) => {
      const there = at + BigInt(minutes) * 60_000_000_000n
      fc.pre(there > -62_135_596_800_000_000_000n && there < 253_402_300_800_000_000_000n)
      const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
      const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
      const text = written(there).replace('Z', offset)
      expect(evaluate('timestamp(text)', { text })).toBe(written(at))
    }),
  )
})

test('a moment and a duration are added from both sides, and taken apart again', () => {
  fc.assert(
    fc.property(moment, moment, (from, to) => {
      fc.pre(to - from < 2n ** 63n && from - to <= 2n ** 63n)
      const scope = { a: written(from), b: written(to), by: `${to - from}ns` }
      expect(evaluate('timestamp(b) - timestamp(a) == duration(by)', scope)).toBe(true)
      expect(evaluate('timestamp(a) + duration(by) == timestamp(b)', scope)).toBe(true)
      expect(evaluate('duration(by) + timestamp(a) == timestamp(b)', scope)).toBe(true)
      expect(evaluate('timestamp(b) - duration(by) == timestamp(a)', scope)).toBe(true)
      expect(evaluate('timestamp(a) < timestamp(b)', scope)).toBe(from < to)
    }),
  )
})

test('durations are reckoned to the nanosecond, also below zero', () => {
  fc.assert(
    fc.property(span, span, (left, right) => {
      fc.pre(left - right < 2n ** 63n && left - right >= -(2n ** 63n))
      const scope = { a: `${left}ns`, b: `${right}ns`, c: `${left - right}ns` }
      expect(evaluate('duration(a) - duration(b) == duration(c)', scope)).toBe(true)
      expect(evaluate('duration(string(duration(a))) == duration(a)', scope)).toBe(true)
      expect(evaluate('duration(a) >= duration(b)', scope)).toBe(left >= right)
      // As a number of a record, which holds no more than 53 bits.
      expect(evaluate('duration(a).getSeconds()', scope)).toBe(Number(left / 1_000_000_000n) || 0)
    }),
  )
})

test('the parts of a moment are those of the clock in its zone', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Brussels', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu', '-02:30')
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      zone,
      (at, timeZone) => {
        const parts = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          ...{
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
          },
        }).formatToParts(at)
        const shown = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((type) =>
          Number(parts.find((part) => part.type === type)?.value),
        )
        const names = ['getFullYear', 'getMonth', 'getDate', 'getHours', 'getMinutes', 'getSeconds']
        const given = names.map((name) =>
          evaluate(`timestamp(at).${name}(zone)`, { at: at.toISOString(), zone: timeZone }),
        )
        expect(given).toEqual(shown.map((value, index) => (index === 1 ? value - 1 : value)))
      },
    ),
  )
})

test('the days of a year follow each other, also where the clocks change', () => {
  const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString())
  expect(days.map((at) => evaluate('timestamp(at).getDayOfYear("Europe/Brussels")', { at }))).toEqual([...days.keys()])
})

describe('what is no moment and no duration', () => {
  const moments = [
    ...[
      '2026-02-29T00:00:00Z',
      '2026-04-31T10:00:00Z',
      '2026-13-01T10:00:00Z',
      '2026-11-23T24:00:00Z',
      '2026-11-23T23:59:60Z',
    ],
    ...[
      '2026-11-23T10:00:00',
      '2026-11-23 10:00:00Z',
      '2026-11-23T10:00:00+0100',
      '23 November 2026 10:00 GMT',
      '2026-11-23',
    ],
    ...['2026-11-23T10:00:00+24:00', '0000-01-01T00:00:00Z', '10000-01-01T00:00:00Z', '0001-01-01T00:00:00+00:01', ''],
    '2026-11-23T10:00:00.0123456789Z',
  ]
  test.each(moments)('timestamp %s', (at) => {
    expect(() => evaluate('timestamp(at)', { at })).toThrow(Fault)
  })
  test.each(['2028-02-29T00:00:00Z', '2026-11-23t10:00:00.5z', '2026-11-23T10:00:00-23:59'])(
    'but timestamp %s',
    (at) => {
      expect(evaluate('timestamp(at)', { at })).toMatch(/^202\d-.*Z$/)
    },
  )
  const spans = [
    'h',
    '',
    '3d',
    '1h-5m',
    '1.5.3h',
    '1e3s',
    '--1s',
    '1 h',
    '1',
    '.s',
    '9223372036854775808ns',
    '300000h10000000h',
  ]
  test.each(spans)('duration %s', (of) => {
    expect(() => evaluate('duration(of)', { of })).toThrow(Fault)
  })
  test.each([
    ['0', '0s'],
    ['-0', '0s'],
    ['+1.5h', '5400s'],
    ['-.5s', '-0.5s'],
    ['1h2m3s4ms5us6ns', '3723.004005006s'],
    ['1.h', '3600s'],
  ])('but duration %s is %s', (of, said) => {
    expect(evaluate('duration(of)', { of })).toBe(said)
  })
  test.each(['Europe/Brussel', 'Nowhere', '', '25:00', '+1:00', '2026-11-23T10:00:00[UTC]', 'UTC\n'])(
    'zone %s',
    (zone) => {
      expect(() => evaluate('timestamp(0).getHours(zone)', { zone })).toThrow(Fault)
    },
  )
})

test('a sum that leaves the range of moments or durations fails', () => {
  for (const sum of [
    'timestamp("9999-12-31T23:59:59.999999999Z") + duration("1ns")',
    'timestamp("0001-01-01T00:00:00Z") - duration("1ns")',
    'timestamp("9999-12-31T23:59:59Z") - timestamp("0001-01-01T00:00:00Z")',
    'duration("2562047h") + duration("1h")',
  ]) {
    expect(() => evaluate(sum, {})).toThrow(Fault)
  }
})
