import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timelineMoment } from '../../../src/drill/timeline-moment.ts'
import { timelineTimes } from '../../../src/drill/timeline-times.ts'

const shown = (text: string): string => {
  const moment = timelineMoment(text)
  return 'wrong' in moment ? moment.wrong.en : moment.at.toString({ timeZoneName: 'never', smallestUnit: 'minute' })
}
const times = (...at: readonly string[]) => {
  const { start, happenings } = timelineTimes({
    ...{ id: 'own', nis: null, municipality: null, sources: [] },
    timeline: at.map((one) => ({ at: one, what: one })),
  })
  return [start, ...happenings.map(({ what, minute }) => `${minute} ${what}`)]
}

describe('a time of a timeline is on the clocks of Brussels', () => {
  test.each([
    ['2022-12-12T10:00', '2022-12-12T10:00+01:00'],
    ['2022-12-12 10:00', '2022-12-12T10:00+01:00'],
    ['2022-12-12T10:00:30', '2022-12-12T10:00+01:00'],
    // What is said in another zone is taken over, winter and summer.
    ['2022-12-12T09:00Z', '2022-12-12T10:00+01:00'],
    ['2022-07-12T09:00Z', '2022-07-12T11:00+02:00'],
    ['2022-12-12T23:30Z', '2022-12-13T00:30+01:00'],
    ['2022-12-12T04:00-05:00', '2022-12-12T10:00+01:00'],
    ['2022-12-12 14:30 +0530', '2022-12-12T10:00+01:00'],
    ['2022-12-12T09:00:00.500z', '2022-12-12T10:00+01:00'],
    // An hour that autumn repeats is one when its offset is there.
    ['2022-10-30T02:30+02:00', '2022-10-30T02:30+02:00'],
    ['2022-10-30T02:30+01:00', '2022-10-30T02:30+01:00'],
    ['2022-10-30T00:30Z', '2022-10-30T02:30+02:00'],
    ['2022-09', '2022-09-01T09:00+02:00'],
    ['2022-12-06', '2022-12-06T09:00+01:00'],
    ['2022-12-06 evening', '2022-12-06T19:00+01:00'],
    ['2022-12-06, in the afternoon', '2022-12-06T15:00+01:00'],
    ['2022-12-05/06', '2022-12-06T02:00+01:00'],
    ['2022-11-30/01', '2022-12-01T02:00+01:00'],
  ])('%s', (text, moment) => {
    expect(shown(text)).toBe(moment)
  })
  test.each([
    ['2022-03-27T02:30', 'never was: the clocks of Brussels skipped that hour'],
    ['2022-10-30T02:30', 'was twice: the clocks of Brussels repeated that hour'],
    ...[
      '2022-02-31',
      '2022-13-01',
      '2022-00',
      '2022-12-12T25:00',
      '2022-12-12T10:61',
      '2022-12-05/07',
      '12 december 2022',
    ]
      .concat([
        '2022-12-12 at 10:00',
        '2022-12-12T10:00 or 11:00',
        '2022-12T10:00',
        '2022-12-12T10',
        '2022-12-12T10:00X',
      ])
      .map((text): readonly [string, string] => [text, 'is no time that can be read']),
  ] as (readonly [string, string])[])('%s is refused', (text, wrong) => {
    expect(shown(text)).toBe(wrong)
  })
})

describe('a timeline becomes an exercise', () => {
  test('in the order in which it happened, and not in that of the file', () => {
    expect(times('2022-12-12T12:00', '2022-12-12T08:00Z', '2022-12-12T10:00')).toEqual([
      '2022-12-12T08:30',
      '30 2022-12-12T08:00Z',
      '90 2022-12-12T10:00',
      '210 2022-12-12T12:00',
    ])
  })
  test('what is known to the day only comes after what stands above it on that day', () => {
    expect(times('2022-12-12T10:00', '2022-12-12', '2022-12-13', '2022-12-12 evening')).toEqual([
      '2022-12-12T09:30',
      '30 2022-12-12T10:00',
      '60 2022-12-12',
      '570 2022-12-12 evening',
      '1410 2022-12-13',
    ])
    expect(times('2022-12-12T15:00', '2022-12-12 morning')[1]).toBe('30 2022-12-12 morning')
  })
  test('across the change of the clocks the minutes are real ones', () => {
    expect(times('2022-03-27T01:30', '2022-03-27T03:30')).toEqual([
      '2022-03-27T01:00',
      '30 2022-03-27T01:30',
      '90 2022-03-27T03:30',
    ])
    expect(times('2022-10-30T02:30+01:00', '2022-10-30T02:30+02:00')).toEqual([
      '2022-10-30T02:00',
      '30 2022-10-30T02:30+02:00',
      '90 2022-10-30T02:30+01:00',
    ])
  })
  test('the same moments in any zone and any order give the same exercise', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 24 * 400 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        minutes,
        fc.array(fc.constantFrom('+00:00', '-05:00', '+05:30', '+02:00'), { minLength: 8, maxLength: 8 }),
        (all, zones) => {
          const base = Temporal.Instant.from('2022-01-01T00:00Z')
          const written = (of: readonly number[], zone: (index: number) => string) =>
            of.map((minute, index) =>
              base.add({ minutes: minute }).toString({ timeZone: zone(index), smallestUnit: 'minute' }),
            )
          const minute = (found: readonly string[]) => [found[0], ...found.slice(1).map((one) => one.split(' ')[0])]
          const any = minute(times(...written(all, (index) => zones[index] ?? '+00:00')))
          const sorted = minute(
            times(
              ...written(
                all.toSorted((a, b) => a - b),
                () => '+00:00',
              ),
            ),
          )
          expect(any).toEqual(sorted)
          const [first = 0] = all.toSorted((a, b) => a - b)
          expect(any.slice(1)).toEqual(all.toSorted((a, b) => a - b).map((one) => String(one - first + 30)))
        },
      ),
    )
  })
})
