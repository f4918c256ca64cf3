import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { plan } from '../../../src/core/planner.ts'
import type { State } from '../../../src/core/state.ts'
import { plain } from '../../../src/core/text.ts'
import { book, simpleExpressions, step, warning } from '../../support/world.ts'

const now = Temporal.Instant.from('2026-11-24T02:12:00Z')

function events(drafts: readonly Draft[], t = '2026-11-24T02:00:00Z'): LogEvent[] {
  return drafts.map((draft, seq) => ({ ...draft, seq, t, run: 'r' }))
}

function outcome(stepId: string, facts: { [name: string]: string } = {}): Draft {
  return { type: 'step.outcome', actor: 'x', step: stepId, data: { result: 'done', summary: '', facts } }
}

test('runbooks run side by side, steps of one runbook after one another', () => {
  const view = plan(book({ a: [step('one'), step('two')], b: [step('three')] }), empty, simpleExpressions, now)
  expect(view.ready.map((item) => item.instance)).toEqual(['a/one', 'b/three'])
  expect(view.steps.find((item) => item.instance === 'a/two')?.waitsFor).toEqual(['a/one'])
})

test('a step that does not apply lets the next one go on, and comes back when the fact changes', () => {
  const it = book({ a: [step('scope'), step('breach', { when: 'exfiltration' }), step('next')] })
  const after = fold(empty, events([outcome('a/scope', { exfiltration: 'no' })]))
  expect(plan(it, after, simpleExpressions, now).ready.map((item) => item.instance)).toEqual(['a/next'])
  const later = fold(
    empty,
    events([outcome('a/scope', { exfiltration: 'no' }), outcome('a/next', { exfiltration: 'yes' })]),
  )
  const view = plan(it, later, simpleExpressions, now)
  expect(view.ready.map((item) => item.instance)).toEqual(['a/breach'])
  expect(view.finished).toBe(false)
})

test('a step without instances still waits for what it follows', () => {
  const each = { as: 'link', in: 'profile.links', ask: plain('?') }
  const it = book({ a: [step('one'), step('cut', { each }), step('two')] }, { base: { profile: { links: [] } } })
  expect(plan(it, empty, simpleExpressions, now).ready.map((item) => item.instance)).toEqual(['a/one'])
})

test('the plan can hold back a runbook, also one whose first step says what it follows', () => {
  const it = book({ a: [step('one')], b: [step('two', { after: [] }), step('three')] })
  const gated = { ...it, plan: { ...it.plan, runbooks: [{ runbook: 'a' }, { runbook: 'b', after: ['a/one'] }] } }
  expect(plan(gated, empty, simpleExpressions, now).ready.map((item) => item.instance)).toEqual(['a/one'])
})

test('containment comes first, until a clock presses: then what leads to it', () => {
  const it = book(
    { a: [step('cut')], b: [step('gather'), step('warn', { action: { kind: 'notify', obligation: 'warning' } })] },
    { obligations: [warning] },
  )
  const aware = fold(empty, events([outcome('x', { aware_at: '2026-11-24T02:00:00Z' })]))
  expect(plan(it, aware, simpleExpressions, now).ready.map((item) => item.instance)).toEqual(['a/cut', 'b/gather'])
  const late = now.add({ hours: 13 })
  expect(plan(it, aware, simpleExpressions, late).ready.map((item) => item.instance)).toEqual(['b/gather', 'a/cut'])
})

test('two clocks that press on one step: the nearer counts, in whatever order they stand', () => {
  const due = (id: string, within: string) => ({ ...warning, id, within })
  const leadingTo = (obligation: string) => ({ after: ['a/gather'], action: { kind: 'notify', obligation } }) as const
  // At 13 h gathering leads to what is due at 24 h and at 20 h, asking to what is due at 22 h.
  const clocks = [due('far', 'PT24H'), due('near', 'PT20H'), due('between', 'PT22H')]
  const steps = [step('tell-far', leadingTo('far')), step('tell-near', leadingTo('near'))]
  const ask = step('ask', { action: { kind: 'notify', obligation: 'between' } })
  const aware = fold(empty, events([outcome('x', { aware_at: '2026-11-24T02:00:00Z' })]))
  const late = now.add({ hours: 13 })
  for (const obligations of [clocks, clocks.toReversed()]) {
    for (const told of [steps, steps.toReversed()]) {
      const it = book({ b: [ask], a: [step('gather'), ...told] }, { obligations })
      const { ready } = plan(it, aware, simpleExpressions, late)
      expect(ready.map((item) => item.instance)).toEqual(['a/gather', 'b/ask'])
    }
  }
})

test('a call that nobody answered stands behind what nobody tried yet', () => {
  const it = book({ a: [step('call')], b: [step('other')] })
  const deferred: Draft = {
    type: 'step.outcome',
    actor: 'x',
    step: 'a/call',
    data: { result: 'deferred', summary: '' },
  }
  const view = plan(it, fold(empty, events([deferred])), simpleExpressions, now)
  expect(view.ready.map((item) => item.instance)).toEqual(['b/other', 'a/call'])
})

const ids = ['a/one', 'a/two', 'b/one']
const someDraft: fc.Arbitrary<Draft> = fc.tuple(fc.constantFrom(...ids), fc.nat(8)).map(([id, kind]): Draft => {
  const actor = 'x'
  const reason = 'r'
  const drafts: Draft[] = [
    { type: 'session.started', actor, data: { version: '1', mode: 'command' } },
    { type: 'step.intent', actor, step: id, data: { attempt: 1, what: '' } },
    outcome(id, { exfiltration: 'yes' }),
    { type: 'step.outcome', actor, step: id, data: { result: 'failed', summary: '' } },
    { type: 'step.skipped', actor, step: id, data: { reason } },
    { type: 'step.blocked', actor, step: id, data: { reason } },
    { type: 'step.unblocked', actor, step: id, data: { reason } },
    { type: 'step.reopened', actor, step: id, data: { reason } },
    { type: 'note.added', actor, data: { text: 'n' } },
  ]
  return drafts[kind] as Draft
})

test('folding in one go or event by event gives the same state, and never touches what it was given', () => {
  fc.assert(
    fc.property(fc.array(someDraft, { maxLength: 30 }), fc.nat(30), (drafts, cut) => {
      const all = events(drafts)
      const start = fold(empty, all.slice(0, cut))
      const written = ({ steps, ...state }: State): string => JSON.stringify({ ...state, steps: [...steps] })
      const frozen = written(start)
      const whole = fold(empty, all)
      expect(fold(start, all.slice(cut))).toEqual(whole)
      expect(all.reduce((state, event) => fold(state, [event]), empty)).toEqual(whole)
      expect(written(start)).toBe(frozen)
    }),
  )
})

test('whatever happened, a step is offered only when all that it follows is settled', () => {
  const reached = { offered: 0, waiting: 0, finished: 0 }
  const some = fc.array(someDraft, { maxLength: 30 })
  // Chance alone settles all three so rarely that nothing would be said of the end.
  const settling = some.map((drafts) => [...drafts, ...ids.map((id) => outcome(id))])
  const it = book({ a: [step('one'), step('two')], b: [step('one')] })
  fc.assert(
    fc.property(fc.oneof(some, some, settling), (drafts) => {
      const view = plan(it, fold(empty, events(drafts)), simpleExpressions, now)
      for (const item of view.ready) {
        if (item.status !== 'ready') continue
        reached.offered += 1
        expect(item.waitsFor).toEqual([])
      }
      if (view.steps.some(({ waitsFor }) => waitsFor.length > 0)) reached.waiting += 1
      if (view.finished) reached.finished += 1
      expect(view.finished).toBe(view.steps.every((s) => ['done', 'skipped', 'not-applicable'].includes(s.status)))
    }),
  )
  expect(reached.offered).toBeGreaterThan(30)
  expect(reached.waiting).toBeGreaterThan(15)
  expect(reached.finished).toBeGreaterThan(10)
})
