import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMoment } from '../../../src/core/moment.ts'
import type { Towards } from '../../../src/core/said-moment.ts'
import { momentTyped, showWhole } from '../../../src/ui/time.ts'

const zone = 'Europe/Brussels'
/** Tuesday 24 November 2026, 03:12:45 in Brussels. */
const now = Temporal.Instant.from('2026-11-24T02:12:45Z')

/** The moment, two with a stroke between them, or null. */
function read(text: string, towards: Towards, at = now): string | null {
  const found = readMoment(text, at, towards)
  if (found.kind === 'wrong') return null
  return found.kind === 'at' ? found.at.toString() : found.at.join(' | ')
}

/** Why not. */
function why(text: string, towards: Towards = 'either', at = now): string | null {
  const found = readMoment(text, at, towards)
  return found.kind === 'wrong' ? found.why.en : null
}

describe('what means one moment, however the question looks', () => {
  test.each([
    ['now', '2026-11-24T02:12:45Z'],
    [' NU ', '2026-11-24T02:12:45Z'],
    ['-35m', '2026-11-24T01:37:00Z'],
    ['- 35 min', '2026-11-24T01:37:00Z'],
    ['-1h30m', '2026-11-24T00:42:00Z'],
    ['-2u', '2026-11-24T00:12:00Z'],
    ['-1d', '2026-11-23T02:12:00Z'],
    ['+48h', '2026-11-26T02:12:00Z'],
    ['+72h', '2026-11-27T02:12:00Z'],
    ['+72u', '2026-11-27T02:12:00Z'],
    ['in 3 hours', '2026-11-24T05:12:00Z'],
    ['over 3 uur', '2026-11-24T05:12:00Z'],
    ['over drie uur', '2026-11-24T05:12:00Z'],
    ['in 2 days and 3 hours', '2026-11-26T05:12:00Z'],
    ['over 2 dagen en 3 uur', '2026-11-26T05:12:00Z'],
    ['in a week', '2026-12-01T02:12:00Z'],
    ['3 hours from now', '2026-11-24T05:12:00Z'],
    ['half an hour ago', '2026-11-24T01:42:00Z'],
    ['een half uur geleden', '2026-11-24T01:42:00Z'],
    ['een kwartier geleden', '2026-11-24T01:57:00Z'],
    ['anderhalf uur geleden', '2026-11-24T00:42:00Z'],
    ['35 minutes ago', '2026-11-24T01:37:00Z'],
    ['yesterday 02:00', '2026-11-23T01:00:00Z'],
    ['gisteren 02:00', '2026-11-23T01:00:00Z'],
    ['yesterday 23:30', '2026-11-23T22:30:00Z'],
    ['23:30 gisteren', '2026-11-23T22:30:00Z'],
    ['eergisteren 8u', '2026-11-22T07:00:00Z'],
    ['gisteravond 11 uur', '2026-11-23T22:00:00Z'],
    ['gisterenavond 23u30', '2026-11-23T22:30:00Z'],
    ['yesterday at 11 pm', '2026-11-23T22:00:00Z'],
    ['yesterday noon', '2026-11-23T11:00:00Z'],
    ['vanavond 8 uur', '2026-11-24T19:00:00Z'],
    ['vanmiddag om 3u', '2026-11-24T14:00:00Z'],
    ['today 18:00', '2026-11-24T17:00:00Z'],
    ['tomorrow 09:00', '2026-11-25T08:00:00Z'],
    ['tomorrow at 9am', '2026-11-25T08:00:00Z'],
    ['morgen 9u', '2026-11-25T08:00:00Z'],
    ['morgen om 9 uur', '2026-11-25T08:00:00Z'],
    ['morgenvroeg 9u', '2026-11-25T08:00:00Z'],
    ['morgen 12:00', '2026-11-25T11:00:00Z'],
    ['overmorgen 03:12', '2026-11-26T02:12:00Z'],
    ['the day after tomorrow 03:12', '2026-11-26T02:12:00Z'],
    ['last wednesday 9:00', '2026-11-18T08:00:00Z'],
    ['vorige woensdag 9u', '2026-11-18T08:00:00Z'],
    ['komende woensdag 9u', '2026-11-25T08:00:00Z'],
    ['last night 23:30', '2026-11-23T22:30:00Z'],
    ['24/11 03:12', '2026-11-24T02:12:00Z'],
    ['24.11 03.12', '2026-11-24T02:12:00Z'],
    ['24/11/2025 03:12', '2025-11-24T02:12:00Z'],
    ['24 nov 03:12', '2026-11-24T02:12:00Z'],
    ['24 november 2026 om 3u12', '2026-11-24T02:12:00Z'],
    ['Tue 24 Nov 2026, 03:12', '2026-11-24T02:12:00Z'],
    ['di 24 nov. 2026, 03:12', '2026-11-24T02:12:00Z'],
    ['di 24 nov. 2026, 03:12 (Brussel, UTC+1)', '2026-11-24T02:12:00Z'],
    ['2026-11-24 03:12', '2026-11-24T02:12:00Z'],
    ['2026-11-24T03:12', '2026-11-24T02:12:00Z'],
    ['2026-11-24T03:12:31+01:00', '2026-11-24T02:12:31Z'],
  ])('%j is %j', (text, instant) => {
    expect([read(text, 'back'), read(text, 'ahead'), read(text, 'either')]).toEqual([instant, instant, instant])
  })
})

describe('what means one thing looking back, another looking ahead, and is asked where it may be both', () => {
  test.each([
    ['03:12', '2026-11-24T02:12:00Z', '2026-11-24T02:12:00Z'],
    ['02:00', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00Z'],
    ['2u', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00Z'],
    ['2 am', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00Z'],
    ['03.13', '2026-11-23T02:13:00Z', '2026-11-24T02:13:00Z'],
    ['23:59', '2026-11-23T22:59:00Z', '2026-11-24T22:59:00Z'],
    ['noon', '2026-11-23T11:00:00Z', '2026-11-24T11:00:00Z'],
    ['middernacht', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
    ['vannacht 02:00', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00Z'],
    ['wednesday noon', '2026-11-18T11:00:00Z', '2026-11-25T11:00:00Z'],
    ['woensdag middag', '2026-11-18T11:00:00Z', '2026-11-25T11:00:00Z'],
    ['woensdagavond 8u', '2026-11-18T19:00:00Z', '2026-11-25T19:00:00Z'],
    ['tuesday 02:00', '2026-11-24T01:00:00Z', '2026-12-01T01:00:00Z'],
    ['dinsdag 4u', '2026-11-17T03:00:00Z', '2026-11-24T03:00:00Z'],
    ['72 uur', '2026-11-21T02:12:00Z', '2026-11-27T02:12:00Z'],
    ['35 min', '2026-11-24T01:37:00Z', '2026-11-24T02:47:00Z'],
  ])('%j', (text, back, ahead) => {
    expect([read(text, 'back'), read(text, 'ahead')]).toEqual([back, ahead])
    expect(read(text, 'either')).toBe(back === ahead ? back : `${back} | ${ahead}`)
  })
})

test('midnight of a day begins it or ends it, and next wednesday is the coming one or the one after', () => {
  expect(read('wednesday midnight', 'ahead')).toBe('2026-11-24T23:00:00Z | 2026-11-25T23:00:00Z')
  expect(read('morgen middernacht', 'either')).toBe('2026-11-24T23:00:00Z | 2026-11-25T23:00:00Z')
  expect(read('vandaag middernacht', 'back')).toBe('2026-11-23T23:00:00Z')
  expect(read('next wednesday 9:00', 'ahead')).toBe('2026-11-25T08:00:00Z | 2026-12-02T08:00:00Z')
  expect(read('volgende woensdag 9u', 'either')).toBe('2026-11-25T08:00:00Z | 2026-12-02T08:00:00Z')
})

describe('what is no moment', () => {
  test.each([
    ['', 'not a time'],
    ['-', 'not a time'],
    ['+', 'not a time'],
    ['soon', 'not a time'],
    ['unknown', 'not a time'],
    ['constructor 03:12', 'not a time'],
    ['03:12 03:13', 'not a time'],
    ['tomorrow yesterday 9:00', 'not a time'],
    ['next 9:00', 'not a time'],
    ['tomorrow wednesday 9:00', 'not a time'],
    ['-5m3m', 'not a time'],
    ['13 pm', 'not a time'],
    ['9'.repeat(1000), 'not a time'],
    ['24:00', 'there is no such day'],
    ['03:60', 'there is no such day'],
    ['31/11 03:12', 'there is no such day'],
    ['13/13 03:12', 'there is no such day'],
    ['29/2 12:00', 'there is no such day'],
    ['2026-02-30T03:12:00Z', 'there is no such day'],
    ['wed 24 nov 2026 03:12', '24/11/2026 is another day'],
    ['2026-11-24', 'at what hour?'],
    ['tomorrow', 'at what hour?'],
    ['woensdag', 'at what hour?'],
  ])('%j: %s', (text, begins) => {
    expect(why(text)?.slice(0, begins.length)).toBe(begins)
  })
})

test('a day without a year is in the year that brings it nearest, on the side that is looked at', () => {
  expect(read('24/11 03:12', 'either', Temporal.Instant.from('2027-01-02T10:00:00Z'))).toBe('2026-11-24T02:12:00Z')
  expect(read('29/2 12:00', 'either', Temporal.Instant.from('2027-11-24T10:00:00Z'))).toBe('2028-02-29T11:00:00Z')
  expect([read('3/1 12:00', 'back'), read('1/7 12:00', 'ahead'), read('1/7 12:00', 'either')]).toEqual([
    '2026-01-03T11:00:00Z',
    '2027-07-01T10:00:00Z',
    '2026-07-01T10:00:00Z',
  ])
})

test('a slip of some weeks to the wrong side is not another year: what the question forbids says so', () => {
  expect([read('25/11 03:00', 'back'), read('23/11 03:00', 'ahead')]).toEqual([
    '2026-11-25T02:00:00Z',
    '2026-11-23T02:00:00Z',
  ])
})

describe('the clocks change', () => {
  const autumn = '2026-10-25'
  const spring = '2027-03-28'

  test('the hour that is repeated is asked, unless only one of its passages can be meant', () => {
    const later = Temporal.Instant.from(`${autumn}T08:00:00Z`)
    const both = `${autumn}T00:30:00Z | ${autumn}T01:30:00Z`
    expect([read('02:30', 'back', later), read('25/10 02:30', 'either', later)]).toEqual([both, both])
    expect(read('sunday 02:30', 'back', later)).toBe(both)
    // The second 02:40: 02:50 was in summer time, 50 minutes ago; both 02:30 are over.
    const second = Temporal.Instant.from(`${autumn}T01:40:00Z`)
    expect(read('02:50', 'back', second)).toBe(`${autumn}T00:50:00Z`)
    expect(read('02:50', 'ahead', second)).toBe(`${autumn}T01:50:00Z`)
    expect(read('02:30', 'back', second)).toBe(both)
    // The first 02:40: the second 02:30 is still to come.
    const first = Temporal.Instant.from(`${autumn}T00:40:00Z`)
    expect(read('02:30', 'back', first)).toBe(`${autumn}T00:30:00Z`)
    expect(read('02:30', 'ahead', first)).toBe(`${autumn}T01:30:00Z`)
  })

  test('the half of the year says which', () => {
    const later = Temporal.Instant.from(`${autumn}T08:00:00Z`)
    const said = ['02:30 summer time', '02:30 zomertijd', '02:30 (winter time)', 'wintertijd 02:30', '2:30 utc+1']
    expect(said.map((text) => read(text, 'back', later))).toEqual([
      ...[`${autumn}T00:30:00Z`, `${autumn}T00:30:00Z`],
      ...[`${autumn}T01:30:00Z`, `${autumn}T01:30:00Z`, `${autumn}T01:30:00Z`],
    ])
  })

  test('the hour that is skipped never was', () => {
    const morning = Temporal.Instant.from(`${spring}T07:00:00Z`)
    expect([why('02:30', 'back', morning), why('28/3 02:59', 'back', morning)]).toEqual([
      'the clocks did not show this hour that day',
      'the clocks did not show this hour that day',
    ])
    expect(read('03:00', 'back', morning)).toBe(`${spring}T01:00:00Z`)
    expect(why('tomorrow 02:30', 'ahead', Temporal.Instant.from('2027-03-27T12:00:00Z'))).toBe(
      'the clocks did not show this hour that day',
    )
  })

  test('hours are exact, days are days of the calendar', () => {
    const before = Temporal.Instant.from('2026-10-24T10:00:00Z')
    expect([read('+24h', 'ahead', before), read('+1d', 'ahead', before)]).toEqual([
      '2026-10-25T10:00:00Z',
      '2026-10-25T11:00:00Z',
    ])
  })
})

const instants = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000))
/** Minutes around the changes of the clock, where mistakes live. */
const nights = fc
  .tuple(
    fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2027-03-28T01:00:00Z'),
    fc.integer({ min: -1500, max: 1500 }),
  )
  .map(([change, minutes]) => Temporal.Instant.from(change).add({ minutes }))
const moments = fc.oneof(instants, nights)
const sides = fc.constantFrom<Towards>('back', 'ahead', 'either')
const pad = (value: number): string => String(value).padStart(2, '0')

describe('for any moment', () => {
  test('a bare time shows on the clock of Brussels what was typed, within a day, on the side that is looked at', () => {
    let seen = 0
    fc.assert(
      fc.property(moments, fc.nat(23), fc.nat(59), sides, (at, hour, minute, towards) => {
        const found = readMoment(`${pad(hour)}:${pad(minute)}`, at, towards)
        if (found.kind === 'wrong') return hour === 2
        const all = found.kind === 'at' ? [found.at] : found.at
        seen += all.length
        return all.every((one) => {
          const local = one.toZonedDateTimeISO(zone)
          const age = at.since(one).total('hours')
          const side = towards === 'back' ? age >= 0 : towards === 'ahead' ? age <= 0 : true
          return local.hour === hour && local.minute === minute && Math.abs(age) <= 25 && side
        })
      }),
      { numRuns: 500 },
    )
    expect(seen).toBeGreaterThan(500)
  })

  test('two that are meant are in order, and differ', () => {
    let seen = 0
    const texts = fc.constantFrom('02:30', 'wednesday noon', 'friday midnight', '72h', 'next monday 8:00')
    fc.assert(
      fc.property(moments, sides, texts, (at, towards, text) => {
        const found = readMoment(text, at, towards)
        if (found.kind !== 'either') return true
        seen += 1
        return Temporal.Instant.compare(found.at[0], found.at[1]) < 0
      }),
      { numRuns: 500 },
    )
    expect(seen).toBeGreaterThan(50)
  })

  test('a full date and time comes back as it was written', () => {
    fc.assert(
      fc.property(moments, moments, sides, (moment, at, towards) => {
        const local = moment.toZonedDateTimeISO(zone)
        const day = `${local.year}-${pad(local.month)}-${pad(local.day)}`
        const time = `${pad(local.hour)}:${pad(local.minute)}`
        const found = readMoment(`${day} ${time}`, at, towards)
        const all = found.kind === 'at' ? [found.at] : found.kind === 'either' ? found.at : []
        const shown = all.map((one) => one.toZonedDateTimeISO(zone).toPlainDateTime().toString())
        expect(new Set(shown)).toEqual(new Set([local.toPlainDateTime().toString()]))
      }),
      { numRuns: 500 },
    )
  })

  test('what is shown whole, and what is offered to be changed, can be typed and means the same', () => {
    fc.assert(
      fc.property(moments, moments, sides, fc.constantFrom('en', 'nl'), (moment, at, towards, lang) => {
        const texts = [showWhole(moment.toString(), lang), momentTyped(moment.toString(), lang)]
        expect(texts.map((text) => read(text, towards, at))).toEqual([moment.toString(), moment.toString()])
      }),
      { numRuns: 500 },
    )
  })

  test('minutes ago are exact, also over a change of the clock', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 99_999 }), (at, minutes) => {
        expect(read(`-${minutes}m`, 'back', at)).toBe(at.subtract({ minutes }).toString())
      }),
    )
  })

  test('no text makes it throw', () => {
    const words = fc.constantFrom(
      'tomorrow',
      'wo',
      'nov',
      "'s avonds",
      '9u',
      '24/11',
      '2026',
      'in',
      'ago',
      '12',
      '.',
      ',',
    )
    const said = fc.array(words, { maxLength: 6 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9:./ dhumtz]{0,24}$/), said),
        moments,
        sides,
        (...args) => {
          readMoment(args[0], args[1], args[2])
        },
      ),
      { numRuns: 2000 },
    )
  })
})
