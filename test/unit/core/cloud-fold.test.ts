import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'

const els = 'Els Peeters'
function stateAfter(...drafts: readonly (Draft & { readonly run?: string })[]) {
  return fold(
    empty,
    drafts.map((draft, seq) => ({ run: 'one', ...draft, seq, t: `2026-11-24T02:1${seq}:00.000Z` }) as LogEvent),
  ).cloud
}

const changed = (act: string, ...services: readonly string[]): Draft => ({
  type: 'cloud.changed',
  actor: els,
  data: { act, services },
})

test.each([
  ['up', 'started'],
  ['down', 'stopped'],
  ['up failed', 'not-healthy'],
  ['down failed', 'not-healthy'],
])('what 0.1.0 wrote, "%s": %s', (act, state) => {
  expect(stateAfter(changed(act, 'status-page'))).toEqual({
    ...{ services: [{ name: 'status-page', state }], at: '2026-11-24T02:10:00.000Z', actor: els, open: null },
  })
})

test('what says nothing of services changes nothing', () => {
  expect(stateAfter(changed('page', 'deaths'))).toBeNull()
  expect(stateAfter(changed('__proto__', 'x'))).toBeNull()
  const up = changed('up', 'status-page')
  expect(stateAfter(up, changed('export', 'status-page'), changed('hand-back'))).toEqual(stateAfter(up))
})

test('a step says how its services were', () => {
  const seen = [{ name: 'status-page', state: 'not-healthy' }] as const
  const data = { act: 'up', services: ['status-page'], seen }
  expect(stateAfter({ type: 'cloud.changed', actor: els, step: 'emergency/cloud-up', data })?.services).toEqual(seen)
})

test('an act is open until its outcome, unknown once another process begins, and over when it is decided', () => {
  const begun: Draft = { type: 'cloud.intent', actor: els, data: { act: 'up', what: 'x', services: [] } }
  const started = { type: 'session.started', actor: els, data: { version: '0', mode: 'command' }, run: 'two' } as const
  const healthy = [{ name: 'status-page', state: 'healthy' }] as const
  const ended: Draft = {
    type: 'cloud.outcome',
    actor: els,
    data: { intent: 0, act: 'up', result: 'done', summary: 'ok', services: healthy },
  }
  const decided: Draft = {
    type: 'cloud.decided',
    actor: 'Jan',
    data: { intent: 0, act: 'up', decision: 'not-done', seen: 'x', services: [] },
  }
  expect(stateAfter(begun)?.open).toMatchObject({ seq: 0, act: 'up', status: 'doing', actor: els })
  expect(stateAfter(begun, { ...started, run: 'one' })?.open?.status).toBe('doing')
  expect(stateAfter(begun, started)?.open?.status).toBe('unknown')
  expect(stateAfter(begun, ended)).toMatchObject({ open: null, services: healthy, at: '2026-11-24T02:11:00.000Z' })
  // Nobody looked: what was seen before still stands, with its own time.
  expect(stateAfter(changed('down', 'status-page'), begun, started, decided)).toMatchObject({
    ...{ open: null, actor: els, at: '2026-11-24T02:10:00.000Z', services: [{ state: 'stopped' }] },
  })
})
