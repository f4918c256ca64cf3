import { expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import type { Draft } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Choice } from '../../../src/core/ports.ts'
import type { Text } from '../../../src/core/text.ts'
import { manyHands } from '../../support/many-hands.ts'
import { book, countingActions, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const plan = book({ a: [step('look'), step('run', { action: command })] })
const needs = '0.3.0'
const joins = (actor: string): Draft => ({
  type: 'session.started',
  actor,
  data: { version: '0', mode: 'interactive', machine: { id: 'm', name: 'laptop' }, shared: true, needs },
})

/** Els does what she chose, and Bram writes this while she is asked for her name; gives what she is told, and what was done. */
async function meanwhile(choice: Choice, ...of: readonly Draft[]) {
  const clock = stillClock()
  const { events, open } = manyHands(clock)
  const [els, bram] = [open('els'), open('bram')]
  await els.append([joins('Els Peeters')], 0)
  await bram.follow()
  await bram.append([joins('Bram Claes')], 1)
  await els.follow()
  const told: Text[] = []
  const { actions, performed } = countingActions()
  const choices: Choice[] = [choice, { kind: 'leave' }]
  const operator = willing({
    choose: async () => choices.shift() ?? { kind: 'leave' },
    actor: async () => {
      await bram.append(of, 2)
      return 'Els Peeters'
    },
    faster: (_question, by) => told.push(by),
  })
  const given = { book: plan, log: els, clock, operator, actions, run: 'els' }
  const { end } = await run(parts(given), fold(empty, events))
  return { told, performed, end, types: events.slice(2).map(({ type, run: by }) => `${by} ${type}`) }
}

const claimed: Draft = { type: 'step.claimed', actor: 'Bram Claes', step: 'a/look', data: { needs } }
const done: Draft = {
  type: 'step.outcome',
  actor: 'Bram Claes',
  step: 'a/look',
  data: { result: 'done', summary: 'ok' },
}
const skip = { kind: 'skip', instance: 'a/look', reason: 'no' } as const
const perform = { kind: 'do', instance: 'a/look' } as const

test.each([
  ['does what Bram took up', perform, claimed, 'Bram Claes does this since 03:12', 'Bram Claes doet dit sinds 03:12'],
  ['skips what Bram took up', skip, claimed, 'Bram Claes does this since 03:12', 'Bram Claes doet dit sinds 03:12'],
  [
    ...(['does what Bram did', perform, done, 'Bram Claes was faster, at 03:12: look how it stands now'] as const),
    'Bram Claes was u voor, om 03:12: kijk hoe het er nu voor staat',
  ],
  [
    ...(['skips what Bram did', skip, done, 'Bram Claes was faster, at 03:12: look how it stands now'] as const),
    'Bram Claes was u voor, om 03:12: kijk hoe het er nu voor staat',
  ],
] as const)('who %s is told in one line, does nothing, and goes on', async (_what, choice, of, en, nl) => {
  const { told, performed, end, types } = await meanwhile(choice, of)
  expect(told).toEqual([{ en, nl }])
  expect(performed).toEqual([])
  expect(types).toEqual([`bram ${of.type}`])
  expect(end).toBe('left')
})

test('what Bram does with another step keeps nobody from hers', async () => {
  const other = { ...claimed, step: 'a/run' }
  const { told, performed, types } = await meanwhile(perform, {
    ...other,
    type: 'note.added',
    data: { text: 'x' },
  } as Draft)
  expect(told).toEqual([])
  expect(performed).toEqual(['a/look'])
  expect(types).toEqual(['bram note.added', 'els step.claimed', 'els step.outcome'])
})
