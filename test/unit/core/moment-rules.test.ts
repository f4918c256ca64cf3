import { expect, test } from 'vitest'
import type { Field } from '../../../src/core/model.ts'
import { checkMoment } from '../../../src/core/moment-rules.ts'
import { plain } from '../../../src/core/text.ts'

const field: Field = { id: 'aware_at', type: 'datetime', title: plain('?'), past: true, notBefore: 'detected_at' }
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const wrong = (said: string, detected: string): string | null =>
  checkMoment(field, at(said), at('2026-11-24T02:15:10Z'), { detected_at: detected })?.en ?? null

test('who answers `now` to one question and types the same minute to the next contradicts nothing', () => {
  expect(wrong('2026-11-24T02:12:00Z', '2026-11-24T02:12:45.123Z')).toBeNull()
  expect(wrong('2026-11-24T02:12:00Z', '2026-11-24T02:12:00Z')).toBeNull()
})

test('a minute earlier is before it, and what lies ahead is in the future', () => {
  expect(wrong('2026-11-24T02:11:00Z', '2026-11-24T02:12:00Z')).toBe('this is before detected_at')
  expect(wrong('2026-11-24T02:16:00Z', '2026-11-24T02:12:00Z')).toBe('this is in the future')
})
