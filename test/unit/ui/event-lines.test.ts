import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
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
