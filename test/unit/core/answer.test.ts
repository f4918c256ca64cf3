import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import {
  fieldTypes,
  givenAnswer,
  isAnswer,
  possibleAnswers,
  shownAnswer,
  typedAnswer,
} from '../../../src/core/answer.ts'
import type { Json } from '../../../src/core/event.ts'
import type { Field } from '../../../src/core/model.ts'

const now = Temporal.Instant.from('2026-11-24T02:12:00Z')
const title = { en: 'How?', nl: 'Hoe?' }
const options = [
  { id: 'stay', title: { en: 'Stay', nl: 'Blijven' } },
  { id: 'go', title: { en: 'Go', nl: 'Gaan' } },
]
const fields = Object.fromEntries(
  fieldTypes.map((type): [string, Field] => [
    type,
    { id: 'x', title, type, ...(type === 'choice' ? { options } : {}) },
  ]),
) as Record<Field['type'], Field>

test.each<[Field['type'], Json, Json, string, string]>([
  ['text', 'Ja', 'Ja', 'Ja', 'Ja'],
  ['text', 'yes', 'yes', 'yes', 'yes'],
  ['person', ' Els  Peeters', 'Els Peeters', 'Els Peeters', 'Els Peeters'],
  ['person', '24/7', null, '', ''],
  ['person', 7, null, '', ''],
  ['number', 14, 14, '14', '14'],
  ['number', '14', null, '', ''],
  ['number', 1.255, null, '', ''],
  ['number', '1.250', null, '', ''],
  ['datetime', '-35m', '2026-11-24T01:37:00.000Z', '2026-11-24 02:37 (UTC+01:00)', '24/11/2026 02:37 (UTC+01:00)'],
  ['datetime', 'soon', null, '', ''],
  ['yes-no-unknown', true, 'yes', 'yes', 'ja'],
  ['yes-no-unknown', 'no', 'no', 'no', 'nee'],
  ['yes-no-unknown', 'perhaps', null, '', ''],
  ['choice', 'go', 'go', 'Go', 'Gaan'],
  ['choice', 'fly', null, '', ''],
  ['list', ['Els', 'Jan'], ['Els', 'Jan'], 'Els, Jan', 'Els, Jan'],
  ['list', [], [], '', ''],
  ['list', 'Els\n Jan \n', ['Els', 'Jan'], 'Els, Jan', 'Els, Jan'],
  ['list', ['Els', ''], null, '', ''],
  ['list', ['\u200b \u00a0'], null, '', ''],
  ['list', [7], null, '', ''],
  ['text', '', null, '', ''],
])('%s: what a file says (%j) as the record has it, and as a person reads it', (type, given, kept, en, nl) => {
  const field = fields[type]
  const answer = givenAnswer(field, given, now)
  expect(answer).toEqual(kept)
  expect(isAnswer(field, answer)).toBe(kept !== null)
  expect([shownAnswer(field, answer, { lang: 'en' }), shownAnswer(field, answer, { lang: 'nl' })]).toEqual([en, nl])
})

test.each<[Field['type'], string, Json]>([
  ['number', '1 400', 1400],
  ['number', '60%', 60],
  ['number', '1.5', null],
  ['number', '', null],
  ['datetime', '03:12', '2026-11-24T02:12:00.000Z'],
  ['datetime', 'soon', null],
  ['text', 'soon', 'soon'],
])('%s: what is typed (%j) as the record has it', (type, typed, kept) => {
  expect(typedAnswer(fields[type], typed, now)).toBe(kept)
})

test('claims have titles too, and moments are shown as they are asked', () => {
  expect(shownAnswer(fields['yes-no-unknown'], 'unknown', { lang: 'nl', claims: 'title' })).toBe('Onbekend')
  expect(shownAnswer(fields.datetime, '2026-11-24T01:37:00.000Z', { lang: 'en', moment: () => 'just now' })).toBe(
    'just now',
  )
})

test('of two options with one id the first counts, as where it is chosen', () => {
  const twice = { ...fields.choice, options: [...options, { id: 'go', title: { en: 'Leave', nl: 'Weggaan' } }] }
  expect(shownAnswer(twice, 'go', { lang: 'en' })).toBe('Go')
})

test('what was not answered is shown as nothing, of every type', () => {
  const shown = fieldTypes.flatMap((type) =>
    [null, undefined, ''].map((value) => shownAnswer(fields[type], value, { lang: 'en' })),
  )
  expect(new Set(shown)).toEqual(new Set(['']))
})

test('the answers that are chosen from a list are known beforehand', () => {
  const known = fieldTypes.map((type) => [type, possibleAnswers(fields[type])])
  expect(Object.fromEntries(known)).toEqual({
    ...{ text: null, person: null, number: null, datetime: null, list: null },
    ...{ 'yes-no-unknown': ['yes', 'no', 'unknown'], choice: ['stay', 'go'] },
  })
})

it('keeps what is in the record already as it is, of every type', () => {
  const count = { kept: 0 }
  const value = fc.oneof(
    fc.constantFrom<Json>('yes', 'go', '2026-11-24T01:37:00.000Z', 7, true, null, '', [], ['a']),
    fc.string(),
    fc.integer(),
    fc.array(fc.string()),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fieldTypes), value, (type, found) => {
      const field = fields[type]
      const answer = givenAnswer(field, found, now)
      // A text takes from a file what it gets: there it is a matter of who wrote the file.
      if (answer === null || (type === 'text' && !isAnswer(field, answer))) return
      expect(isAnswer(field, answer)).toBe(true)
      expect(givenAnswer(field, answer, now)).toEqual(answer)
      count.kept += 1
    }),
    { numRuns: 1000 },
  )
  expect(count.kept).toBeGreaterThan(100)
})
