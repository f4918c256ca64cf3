import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { plan } from '../../../src/core/planner.ts'
import type { View } from '../../../src/core/view.ts'
import { approvedIn, createBatch } from '../../../src/prompts/batch.ts'
import { book, simpleExpressions, step } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const links = ['internet', 'vpn', 'partners'].map((id) => ({ id }))
const sample = book(
  {
    a: [
      step('cut', {
        action: command,
        approve: 'lead',
        each: { as: 'link', in: 'profile.links', ask: { en: '', nl: '' } },
      }),
    ],
  },
  { base: { profile: { links } } },
)
const names = links.map(({ id }) => `a/cut[${id}]`)
const [internet = '', vpn = '', partners = ''] = names

/** One approval for these acts, asked for the first of them, and what became of some. */
function approval(acts: readonly string[]): LogEvent {
  const bound = {
    ...{ incident: 'x', after: 0, actor: 'Els' },
    acts: acts.map((act) => ({ act, title: 'x', what: 'x', attempts: 1 })),
  }
  const data = { approver: 'Jan', role: 'lead', reason: 'so', form: 'asserted', bound } as const
  return { type: 'step.approved', actor: 'Jan', step: acts[0] ?? '', data, seq: 0, t: '2026-11-24T02:12:00Z', run: 'r' }
}

function viewAfter(...events: readonly LogEvent[]): View {
  const state = fold(
    empty,
    events.map((event, seq) => ({ ...event, seq }) as LogEvent),
  )
  return plan(sample, state, simpleExpressions, Temporal.Instant.from('2026-11-24T02:12:00Z'))
}

const outcome = (act: string, result: 'done' | 'failed' | 'deferred'): LogEvent =>
  ({
    type: 'step.outcome',
    actor: 'Els',
    step: act,
    data: { result, summary: 'x' },
    t: '',
    run: 'r',
    seq: 0,
  }) as LogEvent

describe('acts that were approved together', () => {
  test('follow one another, and then she chooses, without a word', () => {
    const batch = createBatch()
    const events: LogEvent[] = [approval(names)]
    batch.kept(events)
    for (const [index, act] of [internet, vpn].entries()) {
      events.push(outcome(act, 'done'))
      expect(batch.next(viewAfter(...events)).step?.instance).toBe(names[index + 1])
    }
    events.push(outcome(partners, 'done'))
    expect(batch.next(viewAfter(...events))).toMatchObject({ step: null, why: null })
  })

  test.each(['failed', 'deferred'] as const)('stop at one that is %s, and say how many are left', (result) => {
    const batch = createBatch()
    batch.kept([approval(names)])
    const view = viewAfter(approval(names), outcome(internet, 'done'), outcome(vpn, result))
    expect(batch.next(viewAfter(approval(names), outcome(internet, 'done'))).step?.instance).toBe(vpn)
    const next = batch.next(view)
    expect(next).toMatchObject({ step: null, at: { instance: vpn } })
    expect(next.step === null && next.why?.en).toBe(
      'CUT is not done, so nothing goes on by itself. 1 more is approved and can be done.',
    )
    // It is said once, and nothing begins by itself afterwards.
    expect(batch.next(view)).toEqual({ step: null, at: null, why: null })
    expect(approvedIn(view).map(({ instance }) => instance)).toEqual([partners])
    const [left] = approvedIn(view)
    if (left === undefined) throw new Error('one is left')
    batch.begin([], left)
    expect(batch.next(viewAfter(approval(names), outcome(partners, 'done'))).step).toBeNull()
  })

  test('begin beside those that go on, and no more once one of them is not done', () => {
    const batch = createBatch()
    batch.kept([approval(names)])
    const going = new Set([internet])
    expect(batch.next(viewAfter(approval(names)), going).step?.instance).toBe(vpn)
    going.add(vpn)
    const view = viewAfter(approval(names), outcome(vpn, 'failed'))
    going.delete(vpn)
    expect(batch.next(view, going)).toMatchObject({ step: null, at: { instance: vpn } })
  })

  test('one that she went back from begins nothing else', () => {
    const batch = createBatch()
    batch.kept([approval(names)])
    expect(batch.next(viewAfter(approval(names)))).toMatchObject({ step: null, at: { instance: internet } })
  })

  test('what is approved by itself begins nothing', () => {
    const batch = createBatch()
    batch.kept([approval([internet])])
    expect(batch.next(viewAfter(approval([internet]), outcome(internet, 'done')))).toMatchObject({
      step: null,
      why: null,
    })
  })

  test('after a break she begins all that are left at once', () => {
    const batch = createBatch()
    const [first, ...rest] = approvedIn(viewAfter(approval(names), outcome(internet, 'done')))
    if (first === undefined) throw new Error('two are left')
    batch.begin(rest, first)
    expect(batch.next(viewAfter(approval(names), outcome(internet, 'done'), outcome(vpn, 'done'))).step?.instance).toBe(
      partners,
    )
  })
})
