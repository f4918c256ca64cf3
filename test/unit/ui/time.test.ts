import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment } from '../../../src/core/moment.ts'
import { momentTyped, showAway, showClock, showDuration, showMoment, showWhole } from '../../../src/ui/time.ts'

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

test('a moment whole, as it is shown before it is taken, and as one would type it', () => {
  expect(showWhole('2026-11-25T02:12:00.000Z', 'en')).toBe('Wed 25 Nov 2026, 03:12 (Brussels, UTC+1)')
  expect(showWhole('2026-10-25T00:30:00Z', 'nl')).toBe('zo 25 okt. 2026, 02:30 (Brussel, UTC+2)')
  expect(momentTyped('2026-11-25T02:12:00.000Z', 'en')).toBe('25/11/2026 03:12')
  expect(momentTyped('2026-10-25T00:30:00Z', 'nl')).toBe('25/10/2026 02:30 (zomertijd)')
  const away = ['2026-11-24T01:37:00Z', '2026-11-27T02:12:45Z', '2026-11-24T02:12:00Z']
  expect(away.map((at) => showAway(at, now, 'en'))).toEqual(['35 m ago', 'in 3 d 0 h', 'now'])
  expect(away.map((at) => showAway(at, now, 'nl'))).toEqual(['35 m geleden', 'over 3 d 0 u', 'nu'])
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
      const back = readMoment(showMoment(at, now, 'en'), now, 'back')
      expect(back.kind === 'at' ? back.at.toString() : back).toBe(at.toString())
    }),
  )
})
