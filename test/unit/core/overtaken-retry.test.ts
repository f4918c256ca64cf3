import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { startReplay } from '../../../src/core/replay.ts'
import { book, simpleExpressions, step } from '../../support/world.ts'

const check = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const
const probe = book({ b: [step('probe', { action: check, retry: { attempts: 2, every: '1s' }, approve: 'it' })] })
const needs = '0.3.0'

function approved(actor: string, after: number): Draft {
  const act = { act: 'b/probe', title: 'probe', what: 'does it', attempts: 2 }
  const bound = { incident: 'x', after, actor, acts: [act] }
  const data = { approver: 'Jan Maes', role: 'it', reason: 'so', form: 'asserted', bound } as const
  return { type: 'step.approved', actor: 'Jan Maes', step: 'b/probe', data }
}

function outcome(type: 'step.outcome' | 'step.overtaken', actor: string, result: 'failed' | 'done'): Draft {
  const ends = { result, summary: 'looked' } as const
  const data = type === 'step.outcome' ? ends : { ...ends, needs }
  return { type, actor, step: 'b/probe', data } as Draft
}

test('what came too late of a step ends no retry of whoever has it', () => {
  const machine = { id: 'm', name: 'laptop' }
  const started = { version: '0', mode: 'interactive', machine, shared: true, needs } as const
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' }
  const opened = { incident: 'x', plan: 'test', version: '0', nis2: 'voluntary', base: '/', pinned: [], municipality }
  const lines: readonly (readonly [run: string, draft: Draft])[] = [
    ['opener', { type: 'incident.opened', actor: 'Els', data: opened }],
    ['first', { type: 'session.started', actor: 'Els', data: started }],
    ['second', { type: 'session.started', actor: 'Bram', data: started }],
    ['first', approved('Els', 2)],
    ['second', { type: 'step.claimed', actor: 'Bram', step: 'b/probe', data: { needs } }],
    ['second', approved('Bram', 5)],
    ['second', outcome('step.outcome', 'Bram', 'failed')],
    ['first', outcome('step.overtaken', 'Els', 'failed')],
    ['second', outcome('step.outcome', 'Bram', 'failed')],
  ]
  const replay = startReplay({ book: probe, expressions: simpleExpressions, lists: true })
  const found = lines.map(([run, draft], seq) =>
    replay.take({ ...draft, seq, t: '2026-11-24T02:12:00Z', run } as LogEvent),
  )
  expect(found).toEqual(lines.map(() => null))
})
