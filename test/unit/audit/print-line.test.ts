import { expect, test } from 'vitest'
import type { ClockReading } from '../../../src/audit/clock-reading.ts'
import { genesis, printLine } from '../../../src/audit/print-line.ts'
import type { Draft } from '../../../src/core/event.ts'

const witness: ClockReading = { wall: 1_795_486_320_000, mono: 17n, boot: 'boot', run: 'run' }
const draft: Draft = { type: 'note.added', actor: 'An', step: 'a/cut', data: { text: 'x' } }
const half = 'half a sign: \ud83d'

test('prints a line with all its members', () => {
  expect(printLine(draft, 3, genesis, witness).text).toBe(
    '{"actor":"An","boot":"boot","data":{"text":"x"},"mono":"17",' +
      `"prev":"${'0'.repeat(64)}","run":"run","seq":3,"step":"a/cut",` +
      '"t":"2026-11-24T02:12:00.000Z","type":"note.added","v":1}',
  )
})

test.each<[string, Partial<Draft>, Partial<ClockReading>]>([
  ['data', { data: { text: half } }, {}],
  ['actor', { actor: half }, {}],
  ['step', { step: half }, {}],
  ['run', {}, { run: half }],
  ['boot', {}, { boot: half }],
  ['actor that is empty', { actor: '' }, {}],
  ['step that is empty', { step: '' }, {}],
  ['run that is empty', {}, { run: '' }],
  ['boot that is empty', {}, { boot: '' }],
])('refuses what a line cannot hold: %s', (_name, part, reading) => {
  const print = () => printLine({ ...draft, ...part } as Draft, 3, genesis, { ...witness, ...reading })
  expect(print).toThrow(expect.objectContaining({ code: 'log.not-recordable', exit: 5 }))
})
