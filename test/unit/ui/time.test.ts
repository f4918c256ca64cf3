import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMoment } from '../../../src/core/moment.ts'
import { showClock, showDuration, showMoment } from '../../../src/ui/time.ts'

const now = Temporal.Instant.from('2026-11-24T02:12:45Z')

test('a moment in both languages, with the year when it is another', () => {
  expect(showMoment('2026-11-25T02:12:00.000Z', now, 'en')).toBe('Wed 25 Nov 03:12')
  expect(showMoment('2026-11-25T02:12:00.000Z', now, 'nl')).toBe('wo 25 nov. 03:12')
  expect(showMoment('2025-06-01T22:30:00Z', now, 'nl')).toBe('ma 2 juni 2025 00:30')
  expect(showMoment('soon', now, 'en')).toBe('soon')
})

test('the hour that the clock showed twice says which one', () => {
  expect(showMoment('2026-10-25T00:30:00Z', now, 'en')).toBe('Sun 25 Oct 02:30 (summer time)')
  expect(showMoment('2026-10-25T01:30:00Z', now, 'nl')).toBe('zo 25 okt. 02:30 (wintertijd)')
  expect(showMoment('2026-10-25T02:30:00Z', now, 'nl')).toBe('zo 25 okt. 03:30')
})

test('time of day and spans', () => {
  expect(showClock('2026-11-24T02:12:45.123Z')).toBe('03:12:45')
  expect(showDuration(85_260_000, 'en')).toBe('23 h 41 m')
  expect(showDuration(-85_260_000, 'nl')).toBe('23 u 41 m')
  expect(showDuration(71 * 3_600_000, 'en')).toBe('2 d 23 h')
  expect(showDuration(59_999, 'en')).toBe('0 m')
})

test('what is shown can be typed back', () => {
  const minutes = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2026, 10, 24) / 60_000 })
  fc.assert(
    fc.property(minutes, (minute) => {
      const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
      const [, day, month, time] = showMoment(at, now, 'en').split(' ')
      const number = 1 + 'JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(month ?? '') / 3
      const back = parseMoment(`${day}/${number}/2026 ${time}`, now)
      expect(back?.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime().toString()).toBe(
        at.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime().toString(),
      )
    }),
  )
})
