import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { plan } from '../../../src/core/planner.ts'
import { startStepLines } from '../../../src/report/step-lines.ts'
import { eventText } from '../../../src/ui/event.ts'
import { book, simpleExpressions, step } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const sample = book({
  a: [step('one', { action: command, approve: 'lead' }), step('two', { action: command, approve: 'lead' })],
})
const acts = ['one', 'two'].map((id) => ({
  act: `a/${id}`,
  title: { en: `Cut ${id}`, nl: `Sluit ${id}` },
  what: 'x',
  attempts: 1,
}))
const bound = { incident: 'x', after: 0, actor: 'Els', acts }
const t = '2026-11-24T02:12:00.000Z'
const approved = {
  ...{ type: 'step.approved', actor: 'Jan', step: 'a/one', seq: 0, t, run: 'r' },
  data: { approver: 'Jan', role: 'lead', reason: 'it spreads', form: 'asserted', bound, unlisted: true },
} as LogEvent

test('an approval of two acts stands with both, and whoever gave it has acted in neither of the others', () => {
  const done = {
    ...{ type: 'step.outcome', actor: 'Els', step: 'a/one', seq: 1, t, run: 'r' },
    data: { result: 'done', summary: 'x' },
  } as LogEvent
  const view = plan(sample, fold(empty, [approved, done]), simpleExpressions, Temporal.Instant.from(t))
  const lines = startStepLines()
  for (const event of [approved, done]) lines.take(event)
  const given = { line: 1, at: t, approver: 'Jan', role: 'lead', reason: 'it spreads', form: 'asserted', key: null }
  expect(lines.end(view)).toMatchObject([
    { id: 'a/one', actor: 'Els', approvals: [given], lines: [1, 2] },
    { id: 'a/two', actor: null, endedAt: null, approvals: [given], lines: [1] },
  ])
})

test('it is told with every act that it names, and that the profile does not name who gave it', () => {
  const view = plan(sample, empty, simpleExpressions, Temporal.Instant.from(t))
  expect(eventText(approved, view)).toEqual({
    en: 'approved by Jan (not in the profile), for 2 acts (Cut one; Cut two): it spreads',
    nl: 'goedgekeurd door Jan (niet in het profiel), voor 2 handelingen (Sluit one; Sluit two): it spreads',
  })
})
