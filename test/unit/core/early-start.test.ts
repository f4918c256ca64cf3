import fc from 'fast-check'
import { expect, test } from 'vitest'
import { againstEarlyStart, codesOf, notApplying } from '../../../src/core/early-start.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Obligation, Step } from '../../../src/core/model.ts'
import { plan } from '../../../src/core/planner.ts'
import { plain } from '../../../src/core/text.ts'
import type { StepView, View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { book, step, warning } from '../../support/world.ts'

const now = Temporal.Instant.from('2026-11-24T02:12:00Z')
const list = { as: 'link', in: 'profile.links', ask: { en: 'Which links?', nl: 'Welke verbindingen?' } }
const final: Obligation = { ...warning, id: 'final', title: { en: 'Final', nl: 'Eind' }, from: { sent: 'warning' } }
const asks = { kind: 'ask', fields: [{ id: 'found', type: 'text', title: plain('What?') }] } as const
const steps: readonly Step[] = [
  step('first', { code: 'A1', action: asks }),
  step('plain', { code: 'A2' }),
  step('breach', { code: 'A3', when: 'facts.found == "yes"' }),
  step('never', { code: 'A4', when: 'false', after: ['plain'] }),
  step('listed', { code: 'A5', each: list, after: ['plain'] }),
  step('look', {
    code: 'A6',
    action: { kind: 'check', check: { probe: { kind: 'tcp', address: '{{ facts.found }}:22' }, expect: 'open' } },
    after: ['plain'],
  }),
  step('report', { code: 'A7', action: { kind: 'notify', obligation: 'final' }, after: ['plain'] }),
  step('down', { code: 'A8', action: { kind: 'cloud', cloud: 'down' }, after: ['plain'] }),
]
const it = book(
  { a: steps },
  { obligations: [warning, final], base: { profile: { links: null } }, factNames: ['found', 'aware_at'] },
)

function viewAfter(...drafts: readonly Draft[]): View {
  const events = drafts.map((draft, seq) => ({ ...draft, seq, t: '2026-11-24T02:00:00.000Z', run: 'r' })) as LogEvent[]
  return plan(it, fold(empty, events), expressions, now)
}
const of = (view: View, id: string): StepView => view.steps.find(({ instance }) => instance === `a/${id}`) as StepView
const against = (view: View, id: string): string | null => againstEarlyStart(of(view, id), view)?.en ?? null
const early = (id: string, waits: readonly string[]): Draft => ({
  ...{ type: 'step.advanced', actor: 'Els', step: `a/${id}` },
  data: { reason: 'it burns', waits, needs: '0.3.0' },
})
const found = (value: string): Draft => ({
  ...{ type: 'step.outcome', actor: 'Els', step: 'a/first' },
  data: { result: 'done', summary: 'x', facts: { found: value } },
})

test('a step that only waits for its turn can be taken up; one whose condition or input is missing can not, and says why', () => {
  const view = viewAfter()
  expect(against(view, 'plain')).toBe(null)
  expect(against(view, 'first')).toBe('it does not wait')
  expect(against(view, 'breach')).toBe('it needs an answer that is not on record yet: A1')
  expect(against(view, 'never')).toBe('by what is known now it is not needed')
  expect(against(view, 'listed')).toBe('what it is done for is not named yet: Which links?')
  expect(against(view, 'look')).toBe('it needs an answer that is not on record yet: A1')
  expect(against(view, 'report')).toBe('it follows a notice that was not sent: warning')
  expect(against(view, 'down')).toBe('the emergency cloud was never started')
})

test('what was missing is there by now', () => {
  const view = viewAfter(
    found('yes'),
    {
      type: 'notice.sent',
      actor: 'Els',
      data: { obligation: 'warning', how: 'portal', at: '2026-11-24T02:00:00Z', reference: '1' },
    },
    { type: 'cloud.changed', actor: 'Els', data: { act: 'up', services: ['page'] } },
  )
  for (const id of ['look', 'report', 'down']) expect(against(view, id)).toBe(null)
  const no = viewAfter(found('no'))
  expect(of(no, 'breach').status).toBe('waiting')
  expect(against(no, 'breach')).toBe('by what is known now it is not needed')
  expect(notApplying(of(no, 'breach'), no).nl).toBe('volgens wat nu bekend is, is ze niet nodig')
})

test('one that was taken up is ready, with whom and why; reopened it waits again', () => {
  const view = viewAfter(early('plain', ['a/first']))
  expect(view.ready.map(({ instance }) => instance)).toEqual(['a/first', 'a/plain'])
  expect(of(view, 'plain').record?.advanced).toEqual({ by: 'Els', reason: 'it burns', waits: ['a/first'] })
  expect(of(view, 'plain').waitsFor).toEqual(['a/first'])
  // What follows on it goes on waiting.
  expect(of(view, 'look').status).toBe('waiting')
  const again = viewAfter(
    early('plain', ['a/first']),
    { type: 'step.outcome', actor: 'Els', step: 'a/plain', data: { result: 'done', summary: 'x' } },
    { type: 'step.reopened', actor: 'Els', step: 'a/plain', data: { reason: 'wrong' } },
  )
  expect(of(again, 'plain').status).toBe('waiting')
  expect(of(again, 'plain').record?.advanced).toBe(null)
})

test('codes stand for steps, each once, and what the plan does not have keeps its id', () => {
  expect(codesOf(['a/first', 'a/plain', 'a/first', 'b/gone'], viewAfter())).toEqual(['A1', 'A2', 'b/gone'])
})

test('whatever was answered, only a step that waits can be taken up, and then it is ready', () => {
  let reached = 0
  fc.assert(
    fc.property(fc.constantFrom('yes', 'no', ''), fc.nat(steps.length - 1), (value, index) => {
      const given = value === '' ? [] : [found(value)]
      const id = steps[index]?.id ?? ''
      const view = viewAfter(...given)
      const one = of(view, id)
      if (againstEarlyStart(one, view) !== null) return
      reached += 1
      expect(one.status).toBe('waiting')
      const after = viewAfter(...given, early(id, one.waitsFor))
      expect(after.ready.map(({ instance }) => instance)).toContain(`a/${id}`)
    }),
  )
  expect(reached).toBeGreaterThan(0)
})
