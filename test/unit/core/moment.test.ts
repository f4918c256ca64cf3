import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMoment } from '../../../src/core/moment.ts'

const zone = 'Europe/Brussels'
/** Tuesday 24 November 2026, 03:12:45 in Brussels. */
const now = Temporal.Instant.from('2026-11-24T02:12:45Z')
const read = (text: string, at = now): string | null => parseMoment(text, at)?.toString() ?? null

describe('parseMoment', () => {
  test.each([
    ['now', '2026-11-24T02:12:45Z'],
    [' NU ', '2026-11-24T02:12:45Z'],
    ['-35m', '2026-11-24T01:37:00Z'],
    ['- 35 min', '2026-11-24T01:37:00Z'],
    ['-1h30m', '2026-11-24T00:42:00Z'],
    ['-2u', '2026-11-24T00:12:00Z'],
    ['-1d', '2026-11-23T02:12:00Z'],
    ['+48h', '2026-11-26T02:12:00Z'],
    ['03:12', '2026-11-24T02:12:00Z'],
    ['3u12', '2026-11-24T02:12:00Z'],
    ['03.12', '2026-11-24T02:12:00Z'],
    ['03:13', '2026-11-23T02:13:00Z'],
    ['23:59', '2026-11-23T22:59:00Z'],
    ['yesterday 02:00', '2026-11-23T01:00:00Z'],
    ['gisteren 02:00', '2026-11-23T01:00:00Z'],
    ['morgen 12:00', '2026-11-25T11:00:00Z'],
    ['today 18:00', '2026-11-24T17:00:00Z'],
    ['24/11 03:12', '2026-11-24T02:12:00Z'],
    ['24/11/2025 03:12', '2025-11-24T02:12:00Z'],
    ['3/1 12:00', '2027-01-03T11:00:00Z'],
    ['29/2 12:00', null],
    ['2026-11-24 03:12', '2026-11-24T02:12:00Z'],
    ['2026-11-24T03:12', '2026-11-24T02:12:00Z'],
    ['2026-11-24T03:12:31+01:00', '2026-11-24T02:12:31Z'],
    ['', null],
    ['-', null],
    ['soon', null],
    ['24:00', null],
    ['03:60', null],
    ['31/11 03:12', null],
    ['13/13 03:12', null],
    ['overmorgen 03:12', null],
    ['constructor 03:12', null],
    ['2026-11-24', null],
    ['9'.repeat(1000), null],
  ])('%j is %j', (text, instant) => {
    expect(read(text)).toBe(instant)
  })

  test('a day without a year is in the year that brings it nearest', () => {
    expect(read('24/11 03:12', Temporal.Instant.from('2027-01-02T10:00:00Z'))).toBe('2026-11-24T02:12:00Z')
    expect(read('29/2 12:00', Temporal.Instant.from('2027-11-24T10:00:00Z'))).toBe('2028-02-29T11:00:00Z')
  })

  test('the hour that summer time skips never was', () => {
    const morning = Temporal.Instant.from('2026-03-29T07:00:00Z')
    expect(read('02:30', morning)).toBeNull()
    expect(read('03:00', morning)).toBe('2026-03-29T01:00:00Z')
    expect(read('29/3 02:59', morning)).toBeNull()
  })

  test('the hour that winter time repeats is the latest passage that is not in the future', () => {
    // The second 02:40; 02:30 was just now and 02:50 was in summer time, 50 minutes ago.
    const second = Temporal.Instant.from('2026-10-25T01:40:00Z')
    expect(read('02:30', second)).toBe('2026-10-25T01:30:00Z')
    expect(read('02:50', second)).toBe('2026-10-25T00:50:00Z')
    // The first 02:40: the second 02:30 is still to come.
    expect(read('02:30', Temporal.Instant.from('2026-10-25T00:40:00Z'))).toBe('2026-10-25T00:30:00Z')
  })
})

const instants = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000))
/** Minutes around the changes of the clock, where mistakes live. */
const nights = fc
  .tuple(fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'), fc.integer({ min: -1500, max: 1500 }))
  .map(([change, minutes]) => Temporal.Instant.from(change).add({ minutes }))
const moments = fc.oneof(instants, nights)
const pad = (value: number): string => String(value).padStart(2, '0')

describe('for any moment', () => {
  test('a bare time shows on the clock of Brussels what was typed, within a day and not in the future', () => {
    fc.assert(
      fc.property(moments, fc.nat(23), fc.nat(59), (at, hour, minute) => {
        const found = parseMoment(`${pad(hour)}:${pad(minute)}`, at)
        if (found === null) return hour === 2
        const local = found.toZonedDateTimeISO(zone)
        const age = at.since(found).total('hours')
        return local.hour === hour && local.minute === minute && age >= 0 && age <= 25
      }),
      { numRuns: 500 },
    )
  })

  test('a full date and time comes back as it was written', () => {
    fc.assert(
      fc.property(moments, moments, (moment, at) => {
        const local = moment.toZonedDateTimeISO(zone)
        const day = `${local.year}-${pad(local.month)}-${pad(local.day)}`
        const time = `${pad(local.hour)}:${pad(local.minute)}`
        const found = parseMoment(`${day} ${time}`, at)?.toZonedDateTimeISO(zone)
        expect(found?.toPlainDateTime().toString()).toBe(local.toPlainDateTime().toString())
      }),
      { numRuns: 500 },
    )
  })

  test('minutes ago are exact, also over a change of the clock', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 99_999 }), (at, minutes) => {
        expect(parseMoment(`-${minutes}m`, at)?.toString()).toBe(at.subtract({ minutes }).toString())
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9:./ dhumtz]{0,24}$/)), moments, (text, at) => {
        parseMoment(text, at)
      }),
      { numRuns: 1000 },
    )
  })
})
