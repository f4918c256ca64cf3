import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countAlone } from '../../../src/core/alone-act.ts'
import { run } from '../../../src/core/engine.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Choice, OperatorPort } from '../../../src/core/ports.ts'
import { ratificationDraft, ratificationRequest, ratificationText } from '../../../src/core/ratification.ts'
import { startReplay } from '../../../src/core/replay.ts'
import type { View } from '../../../src/core/view.ts'
import {
  book,
  countingActions,
  listLog,
  parts,
  simpleExpressions,
  step,
  stillClock,
  willing,
} from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const nobody: Partial<OperatorPort> = {
  approve: async () => null,
  alone: async () => ({ reason: 'the mayor and the director do not pick up' }),
}
const cut = step('cut', { action: command, danger: 'disruptive', approve: 'lead', alone: true })
const one = (action = cut) => book({ a: [action] })

const opened = {
  ...{ type: 'incident.opened', actor: 'Els Peeters' },
  data: {
    ...{ incident: '', plan: 'test', version: '1', nis2: 'voluntary', base: '/', pinned: [] },
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' },
  },
} as unknown as Draft
const started: Draft = { type: 'session.started', actor: 'Els Peeters', data: { version: '1', mode: 'interactive' } }

/** Plays the book to its end, and gives the log. */
async function played(given = one(), operator: Partial<OperatorPort> = nobody, outcomes = {}) {
  const log = listLog(stillClock())
  await log.append([opened, started], 0)
  const { actions, performed } = countingActions(outcomes)
  const { state, end } = await run(
    parts({ book: given, log, actions, operator: willing(operator) }),
    fold(empty, log.events),
  )
  return { log, performed, state, end }
}

/** What the rules of a replay say of the lines, up to the first that does not follow. */
function replayed(events: readonly LogEvent[], given = one()): string | null {
  const replay = startReplay({ book: given, expressions: simpleExpressions, lists: true })
  for (const event of events) {
    const divergence = replay.take(event)
    if (divergence !== null) return divergence
  }
  return null
}

describe('an act that nobody can approve', () => {
  test('goes on where its runbook lets it, with the reason on record before it begins, bound to it alone', async () => {
    const { log, performed, state } = await played()
    expect(log.events.map(({ type }) => type)).toEqual([
      'incident.opened',
      'session.started',
      'step.alone',
      'step.intent',
      'step.outcome',
      'incident.closed',
    ])
    expect(performed).toEqual(['a/cut'])
    expect(log.events[2]).toMatchObject({
      ...{ actor: 'Els Peeters', step: 'a/cut' },
      data: {
        ...{ needs: '0.3.0', role: 'lead', reason: 'the mayor and the director do not pick up' },
        bound: { after: 2, actor: 'Els Peeters', acts: [{ act: 'a/cut', what: 'does run', attempts: 1 }] },
      },
    })
    expect(state.alone).toMatchObject([{ seq: 2, step: 'a/cut', actor: 'Els Peeters', judged: null }])
    expect(state.steps.get('a/cut')?.alone?.seq).toBe(2)
  })

  test('that a person only confirms, done by hand, goes on in the same way', async () => {
    const byHand = step('pull', { danger: 'disruptive', approve: 'lead', alone: true })
    const { log } = await played(one(byHand))
    expect(log.events.map(({ type }) => type).slice(2, 4)).toEqual(['step.alone', 'step.outcome'])
  })

  test.each([
    ['whose runbook does not let it', { ...cut, alone: undefined }, nobody],
    ['for which nobody gives a reason', cut, { ...nobody, alone: async () => null }],
    ['of an operator who can not say so', cut, { ...nobody, alone: undefined }],
  ])('%s waits, and nothing is on record', async (_what, action, operator) => {
    const { alone: _left, ...rest } = action
    const given = action.alone === undefined ? rest : action
    const { log, performed, end } = await played(one(given as typeof cut), operator as Partial<OperatorPort>)
    expect([end, performed, log.events.length]).toEqual(['left', [], 2])
  })

  test('is not asked where a second person answers', async () => {
    let asked = 0
    const alone = async () => {
      asked += 1
      return { reason: 'x' }
    }
    const approving = await played(one(), { alone })
    const refusing = await played(one(), {
      alone,
      approve: async () => ({ approver: 'Jan Maes', reason: 'no', approved: false }),
    })
    expect(asked).toBe(0)
    expect(approving.state.alone).toEqual([])
    expect(refusing.performed).toEqual([])
  })

  test('serves the attempts of its act, and once more takes another reason', async () => {
    const failing = () => ({ result: 'failed', summary: 'no' }) as const
    const retried = { ...cut, retry: { attempts: 2, every: '1s' } }
    const { log } = await played(one(retried), nobody, { run: failing })
    expect(log.events.map(({ type }) => type).slice(2)).toEqual([
      ...['step.alone', 'step.intent', 'step.outcome', 'step.intent', 'step.outcome'],
      ...['step.alone', 'step.intent', 'step.outcome', 'step.intent', 'step.outcome'],
    ])
    expect(replayed(log.events, one(retried))).toBe(null)
  })

  test('before a crash it holds for who said so, and for nobody else', async () => {
    const { log } = await played()
    for (const [actor, types] of [
      ['Els Peeters', ['step.intent']],
      ['Bram Fictief', ['step.alone', 'step.intent']],
    ] as const) {
      const again = listLog(stillClock(), 'run-2', log.events.slice(0, 3))
      await again.append([started], 3)
      await run(
        parts({ book: one(), log: again, operator: willing({ ...nobody, actor: async () => actor }) }),
        fold(empty, again.events),
      )
      expect(again.events.slice(4, 4 + types.length).map(({ type }) => type)).toEqual(types)
    }
  })
})

describe('judged afterwards', () => {
  /** The acts that went on alone are judged when every step is settled. */
  const judging = (answer: Awaited<ReturnType<NonNullable<OperatorPort['ratify']>>>): Partial<OperatorPort> => {
    let done = false
    return {
      ...nobody,
      choose: async (view: View): Promise<Choice> => {
        const [ready] = view.ready
        if (ready !== undefined) return { kind: 'do', instance: ready.instance }
        const [first] = view.state.alone
        if (first?.judged !== null || done) return { kind: 'leave' }
        done = true
        return { kind: 'ratify', seq: first.seq }
      },
      goesOn: () => !done,
      ratify: async () => answer,
    }
  }

  test.each(['ratified', 'refused'] as const)('%s, it is on record in the name of who judged', async (decision) => {
    const { log, state } = await played(one(), judging({ approver: 'Jan Maes', reason: 'seen', decision }))
    expect(log.events.find(({ type }) => type === 'alone.decided')).toMatchObject({
      actor: 'Jan Maes',
      data: { of: 2, decision, role: 'lead', form: 'asserted', bound: { after: 5, actor: 'Els Peeters' } },
    })
    expect(state.alone[0]?.judged).toMatchObject({ decision, approver: 'Jan Maes', reason: 'seen' })
    expect(state.steps.get('a/cut')?.alone?.judged?.decision).toBe(decision)
    expect(replayed(log.events)).toBe(null)
  })

  test('nobody judges: nothing is on record', async () => {
    const { state } = await played(one(), judging(null))
    expect(state.alone[0]?.judged).toBe(null)
  })

  test('nobody judges what he did himself', async () => {
    const { state } = await played()
    const [alone] = state.alone
    if (alone === undefined) throw new Error('no act')
    const request = ratificationRequest(state, alone)
    const people = ['mayor', 'lead'].map((role) => ({ name: `Els Peeters (${role})`, roles: [role], phone: null }))
    const judge = (approver: string, known: typeof people, by = alone.actor) =>
      ratificationDraft(
        { ...request, alone: { ...alone, actor: by } },
        { approver, reason: 'x', decision: 'ratified' },
        known,
      )
    for (const approver of ['Els Peeters', 'Peeters, Éls', 'Els Peeters (mayor)'])
      expect(() => judge(approver, people)).toThrow('second person')
    // Two people of one name, whom the profile tells apart.
    expect(judge('Els Peeters (mayor)', people, 'Els Peeters (lead)').type).toBe('alone.decided')
    expect(() => judge('Els Peeters (mayor)', [], 'Els Peeters (lead)')).toThrow('second person')
  })
})

describe('what the rules of a replay say', () => {
  const lines = async (change: (event: LogEvent) => object | null, more: readonly Draft[] = []) => {
    const { log } = await played()
    const kept = log.events.flatMap((event) => change(event) ?? [])
    const added = more.map((draft) => ({ ...draft, t: '2026-11-24T02:13:00Z', run: 'run-1' }))
    return [...kept.slice(0, 5), ...added].map((event, seq) => ({ ...event, seq })) as LogEvent[]
  }
  const alone = (change: object) => (event: LogEvent) =>
    event.type === 'step.alone' ? { ...event, data: { ...event.data, ...change } } : event
  const bound = (change: object) => (event: LogEvent) =>
    event.type === 'step.alone'
      ? { ...event, data: { ...event.data, bound: { ...event.data.bound, after: 2, ...change } } }
      : event
  const act = { act: 'a/cut', title: { en: 'cut', nl: 'cut' }, what: 'does run', attempts: 1 }

  test.each([
    ['left out', (event: LogEvent) => (event.type === 'step.alone' ? null : event), 'not-approved'],
    ['for another role', alone({ role: 'mayor' }), 'nothing-to-approve'],
    ['of another incident', bound({ incident: 'diest' }), 'other-incident'],
    ['after a later line', bound({ after: 9 }), 'other-line'],
    ['after an earlier line', bound({ after: 0 }), 'other-line'],
    ['for somebody else to act', bound({ actor: 'Bram' }), 'other-actor'],
    ['of no act', bound({ acts: [] }), 'not-as-approved'],
    ['of another act', bound({ acts: [{ ...act, act: 'a/other' }] }), 'not-as-approved'],
    ['of two acts', bound({ acts: [act, { ...act, act: 'a/other' }] }), 'not-as-approved'],
    ['of more attempts', bound({ acts: [{ ...act, attempts: 2 }] }), 'not-as-approved'],
    ['to do something else', bound({ acts: [{ ...act, what: 'does rm' }] }), 'not-as-approved'],
  ])('an act alone %s: %s', async (_what, change, divergence) => {
    expect(replayed(await lines(change))).toBe(divergence)
  })

  test('of a step that does not let anybody go on alone', async () => {
    const { alone: _left, ...strict } = cut
    expect(replayed(await lines(bound({})), one(strict as typeof cut))).toBe('not-alone')
  })

  const judgement = (change: object = {}, boundTo: object = {}): Draft =>
    ({
      ...{ type: 'alone.decided', actor: 'Jan Maes' },
      data: {
        ...{ needs: '0.3.0', of: 2, decision: 'ratified', approver: 'Jan Maes', role: 'lead', reason: 'x' },
        ...{ form: 'asserted', bound: { incident: '', after: 5, actor: 'Els Peeters', acts: [act], ...boundTo } },
        ...change,
      },
    }) as unknown as Draft

  test.each([
    ['is right', [judgement()], null],
    ['of a line where nothing went on alone', [judgement({ of: 3 })], 'no-act-alone'],
    ['in the name of another', [judgement({ approver: 'Bram' })], 'name'],
    ['of who did it', [{ ...judgement({ approver: 'Els Peeters' }), actor: 'Els Peeters' }], 'same-person'],
    ['in another role', [judgement({ role: 'mayor' })], 'nothing-to-approve'],
    ['of another act', [judgement({}, { acts: [{ ...act, act: 'a/other' }] })], 'not-as-approved'],
    ['of an act that does something else', [judgement({}, { acts: [{ ...act, what: 'x' }] })], 'not-as-approved'],
    ['of another actor', [judgement({}, { actor: 'Bram' })], 'not-as-approved'],
    ['of another incident', [judgement({}, { incident: 'diest' })], 'other-incident'],
    ['at another line', [judgement({}, { after: 2 })], 'other-line'],
    ['for the second time', [judgement(), judgement({}, { after: 6 })], 'judged'],
  ] as const)('a judgement that %s', async (_what, more, divergence) => {
    expect(replayed(await lines(bound({}), more as readonly Draft[]))).toBe(divergence)
  })
})

test('the text that who judges signs is never that of an approval, and differs with every fact', () => {
  const bound = { incident: 'i', after: 3, actor: 'Els', acts: [] }
  const facts = { of: 1, decision: 'ratified', approver: 'Jan', role: 'lead', reason: 'x' } as const
  const text = ratificationText(bound, facts)
  expect(text.split('\n').slice(0, 3)).toEqual([
    'cyber-respond ratification, form 1',
    'of line: 2',
    'decision: ratified',
  ])
  const others = [
    ratificationText(bound, { ...facts, of: 2 }),
    ratificationText(bound, { ...facts, decision: 'refused' }),
    ratificationText(bound, { ...facts, reason: 'y' }),
    ratificationText({ ...bound, after: 4 }, facts),
  ]
  expect(new Set([text, ...others]).size).toBe(5)
})

test('whatever is judged in whatever order: each act counts once, and its first judgement stands', () => {
  let second = 0
  fc.assert(
    fc.property(
      fc.array(fc.record({ of: fc.nat(5), decision: fc.constantFrom('ratified' as const, 'refused' as const) })),
      fc.nat(4),
      (judgements, count) => {
        const base = { t: '2026-11-24T02:12:00Z', run: 'r', actor: 'Els' }
        const bound = { incident: '', after: 0, actor: 'Els', acts: [] }
        const acts = Array.from({ length: count }, (_, seq) => ({
          ...{ ...base, seq, type: 'step.alone', step: `a/${seq}` },
          data: { needs: '0.3.0', role: 'lead', reason: 'x', bound },
        }))
        const said = judgements.map(({ of, decision }, at) => ({
          ...{ ...base, seq: count + at, type: 'alone.decided' },
          data: {
            needs: '0.3.0',
            of,
            decision,
            approver: `p${at}`,
            role: 'lead',
            reason: 'x',
            form: 'asserted',
            bound,
          },
        }))
        const { alone } = fold(empty, [...acts, ...said] as unknown as LogEvent[])
        for (const [seq, act] of alone.entries()) {
          const own = judgements.flatMap((one, at) => (one.of === seq ? [{ ...one, at }] : []))
          if (own.length > 1) second += 1
          expect(act.judged?.approver).toBe(own[0] === undefined ? undefined : `p${own[0].at}`)
          expect(act.judged?.decision).toBe(own[0]?.decision)
        }
        const counts = countAlone(alone)
        expect(counts.ratified + counts.refused + counts.open).toBe(counts.all)
        expect(counts.all).toBe(count)
      },
    ),
  )
  expect(second).toBeGreaterThan(0)
})
