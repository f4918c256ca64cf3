import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { redlinesIn, typedNote } from '../../../src/core/redline.ts'

const step = 'isolate/cut-links'

test.each([
  ['improve: the switch is in rack B', { text: 'the switch is in rack B', redline: step }],
  ['  Verbeter :  de switch staat in rek B', { text: 'de switch staat in rek B', redline: step }],
  ['verbeter:\nde switch', { text: 'de switch', redline: step }],
  ['improve:', { text: 'improve:' }],
  ['improve:   ', { text: 'improve:   ' }],
  ['we must improve: later', { text: 'we must improve: later' }],
  ['improvement: none', { text: 'improvement: none' }],
])('"%s" at a step', (typed, wanted) => {
  expect(typedNote(typed, step)).toEqual(wanted)
})

test('with no step in front every note is only a note', () => {
  expect(typedNote('improve: the switch is in rack B', null)).toEqual({ text: 'improve: the switch is in rack B' })
})

test('whatever is typed stands in the note, and is a redline only when it begins so and says something', () => {
  fc.assert(
    fc.property(fc.constantFrom('', 'improve:', 'verbeter: ', 'IMPROVE :'), fc.string(), (begin, said) => {
      const { text, redline } = typedNote(begin + said, step)
      expect((begin + said).endsWith(text)).toBe(true)
      if (begin !== '' && said.trim() !== '') expect([redline, text.trim()]).toEqual([step, said.trim()])
      if (said.trim() === '') expect(redline).toBeUndefined()
    }),
  )
})

test('the redlines of a record are its notes that name a step, with the time of a real clock', () => {
  const note = (seq: number, data: object, more: object = {}): LogEvent =>
    ({ type: 'note.added', seq, t: `2026-11-24T03:0${seq}:00.000Z`, actor: 'Els Verzinsel', data, ...more }) as LogEvent
  expect(
    redlinesIn([
      note(1, { text: 'the mayor is on her way' }),
      note(2, { text: 'rack B', redline: step }),
      note(3, { text: 'also the key', redline: step }, { wall: '2026-11-29T10:00:00.000Z' }),
    ]),
  ).toEqual([
    { seq: 2, actor: 'Els Verzinsel', step, text: 'rack B', at: '2026-11-24T03:02:00.000Z' },
    { seq: 3, actor: 'Els Verzinsel', step, text: 'also the key', at: '2026-11-29T10:00:00.000Z' },
  ])
})
