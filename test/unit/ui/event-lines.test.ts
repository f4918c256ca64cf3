import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { statedIn } from '../../../src/core/stated-times.ts'
import { renderEvent } from '../../../src/ui/event.ts'
import { sampleView } from '../../support/sample-view.ts'

const text = 'first line\n03:14  I2    Cut the links: done\n\u001b[2Jlast'
const event = {
  type: 'note.added',
  actor: 'Els',
  data: { text },
  seq: 9,
  t: '2026-11-24T02:31:00.000Z',
  run: 'r',
} as LogEvent

test.each([false, true])('the lines of a note stay, and none passes for another event (plain: %s)', (plain) => {
  const shown = renderEvent(event, sampleView(), { columns: 80, colour: false, unicode: true, plain }, 'en')
  const lines = shown.split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/note by Els: first line$/)
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}/)
  expect(lines[1]).toContain('03:14')
  expect(lines[2]).toMatch(/\\x1b\[2Jlast$/)
})

test.each([
  ['session.started', { version: '0.2.0', mode: 'by telex' }, 'session started, by telex'],
  ['session.ended', { why: 'by telex' }, 'session ended, by telex'],
  ['session.ended', { why: 'constructor' }, 'session ended, constructor'],
  ['drill.clock', { at: '2026-11-24T02:31:00Z', speed: 1, why: 'by telex' }, 'by telex'],
])('a word that this program does not know is shown as it stands: %s %j', (type, data, words) => {
  const strange = { ...event, type, data } as unknown as LogEvent
  for (const lang of ['en', 'nl'] as const) {
    const shown = renderEvent(
      strange,
      sampleView(),
      { columns: 100, colour: false, unicode: true, plain: false },
      lang,
    ).replaceAll(/\s+/g, ' ')
    expect(shown).toContain(lang === 'en' ? words : words.replace(/^session \w+/, '').replace(', ', ''))
  }
})

test('an event of a kind that nobody knows says its kind, also where every object has something of that name', () => {
  for (const type of ['future.thing', 'constructor']) {
    const unknown = { ...event, type, data: {} } as unknown as LogEvent
    expect(statedIn(unknown)).toEqual([])
    const shown = renderEvent(unknown, sampleView(), { columns: 80, colour: false, unicode: true, plain: false }, 'en')
    expect(shown).toMatch(new RegExp(` ${type}$`))
  }
})
