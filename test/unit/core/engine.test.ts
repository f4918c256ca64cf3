import { describe, expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Choice } from '../../../src/core/ports.ts'
import { plain, type Said } from '../../../src/core/text.ts'
import type { View } from '../../../src/core/view.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const

test('steps are done in order, each intent before its effect, and the incident is closed', async () => {
  const clock = stillClock()
  const log = listLog(clock)
  const before: string[] = []
  const { actions } = countingActions({
    run: () => {
      before.push(log.events.at(-1)?.type ?? '')
      return { result: 'done', summary: 'ok' }
    },
  })
  const result = await run(
    parts({ book: book({ a: [step('one', { action: command }), step('two')] }), log, actions }),
    empty,
  )
  expect(result.end).toBe('finished')
  expect(before).toEqual(['step.intent'])
  expect(log.events.map((event) => `${event.type} ${event.step ?? ''}`)).toEqual([
    'step.intent a/one',
    'step.outcome a/one',
    'step.outcome a/two',
    'incident.closed ',
  ])
})

test('with something to wait for, the operator is asked although every step is settled', async () => {
  const log = listLog(stillClock())
  let waits = 2
  const operator = {
    ...willing(),
    choose: async (view: View): Promise<Choice> => {
      const [step] = view.ready
      if (step !== undefined) return { kind: 'do', instance: step.instance }
      waits -= 1
      return { kind: 'again' }
    },
    goesOn: () => waits > 0,
  }
  const { end } = await run(parts({ book: book({ a: [step('one')] }), log, operator }), empty)
  expect(end).toBe('finished')
  expect(waits).toBe(0)
  expect(log.events.map((event) => event.type)).toEqual(['step.outcome', 'incident.closed'])
})

test('no record, no act: when the intent cannot be written, nothing is performed', async () => {
  const log = listLog(stillClock())
  log.fail = new Error('disk full')
  const { actions, performed } = countingActions()
  const starting = run(parts({ book: book({ a: [step('one', { action: command })] }), log, actions }), empty)
  await expect(starting).rejects.toThrow('disk full')
  expect(performed).toEqual([])
})

test('an event is told only after the log has it', async () => {
  const log = listLog(stillClock())
  const told: LogEvent[] = []
  await run(
    parts({
      book: book({ a: [step('one')] }),
      log,
      told: (events) => {
        for (const event of events) expect(log.events).toContain(event)
        told.push(...events)
      },
    }),
    empty,
  )
  expect(told).toEqual(log.events)
})

test('after a crash a step with an intent and no outcome is unknown, is probed, and a person decides', async () => {
  const clock = stillClock()
  const first = listLog(clock, 'run-1')
  await first.append([{ type: 'session.started', actor: 'x', data: { version: '1', mode: 'unattended' } }], 0)
  await first.append([{ type: 'step.intent', actor: 'x', step: 'a/one', data: { attempt: 1, what: 'true' } }], 1)
  const second = listLog(clock, 'run-2', first.events)
  await second.append([{ type: 'session.started', actor: 'x', data: { version: '1', mode: 'unattended' } }], 2)
  const state = fold(empty, second.events)
  expect(state.steps.get('a/one')?.status).toBe('unknown')

  const asked: (Said | boolean)[] = []
  const { actions: counting, performed } = countingActions()
  const leftovers = async ({ instance }: { readonly instance: string }) => ({
    running: true,
    seen: plain(`${instance} still runs`),
  })
  const actions = { ...counting, run: { ...counting.run, leftovers } }
  const proof = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const
  await run(
    parts({
      book: book({ a: [step('one', { action: command, proof })] }),
      log: second,
      actions,
      checks: { check: async () => ({ verdict: 'pass', seen: 'closed' }) },
      operator: willing({
        decide: async (_question, what, probe, running) => {
          asked.push(what, probe, running)
          return { decision: 'done', reason: 'I saw the light go out' }
        },
      }),
    }),
    state,
  )
  expect(asked).toEqual([
    'true',
    { en: 'looks done: closed; a/one still runs', nl: 'lijkt gedaan: closed; a/one still runs' },
    true,
  ])
  expect(performed).toEqual([])
  expect(second.events.at(-2)).toMatchObject({
    type: 'step.decided',
    data: { decision: 'done', proof: { kind: 'check' } },
  })
})

/** A step of which a crash left the intent only, in a log whose answers come a turn later. */
async function cutOffStep() {
  const first = listLog(stillClock(), 'run-1')
  await first.append([{ type: 'step.intent', actor: 'x', step: 'a/one', data: { attempt: 1, what: 'true' } }], 0)
  const log = listLog(stillClock(), 'run-2', first.events)
  await log.append([{ type: 'session.started', actor: 'x', data: { version: '1', mode: 'unattended' } }], 1)
  const state = fold(empty, log.events)
  const late = {
    ...log,
    get size() {
      return log.size
    },
    append: async (drafts: readonly Draft[], expected: number) => {
      await new Promise((resolve) => setImmediate(resolve))
      return log.append(drafts, expected)
    },
  }
  return { log, late, state }
}

describe('after a crash, where no check is the proof,', () => {
  test.each([
    ['done', { en: 'looks done', nl: 'lijkt gedaan' }],
    ['not-done', { en: 'does not look done', nl: 'lijkt niet gedaan' }],
    ['cannot-tell', { en: 'no probe can tell', nl: 'geen controle kan het zeggen' }],
  ] as const)('the act itself is asked, and what it answers late (%s) is shown and on record', async (answer, said) => {
    const { log, late, state } = await cutOffStep()
    const { actions: counting } = countingActions()
    const probe = async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return answer
    }
    const shown: Said[] = []
    const operator = willing({
      decide: async (_question, _what, seen) => {
        shown.push(seen)
        return { decision: 'done', reason: 'seen' }
      },
    })
    const actions = { ...counting, run: { ...counting.run, probe } }
    await run(parts({ book: book({ a: [step('one', { action: command })] }), log: late, actions, operator }), state)
    expect(shown).toEqual([said])
    expect(log.events.find(({ type }) => type === 'step.decided')?.data).toMatchObject({ probe: said })
  })

  test('nothing is chosen before the decision is on record, and one that can not be recorded ends the run', async () => {
    const { log, late, state } = await cutOffStep()
    const seen: string[][] = []
    const operator = willing({
      choose: async (view: View): Promise<Choice> => {
        seen.push([view.steps[0]?.status ?? '', log.events.at(-1)?.type ?? ''])
        return seen.length === 1 ? { kind: 'do', instance: 'a/one' } : { kind: 'leave' }
      },
      decide: async () => ({ decision: 'redo', reason: 'not seen' }),
    })
    const one = book({ a: [step('one', { action: command })] })
    await run(parts({ book: one, log: late, operator }), state)
    expect(seen).toEqual([
      ['unknown', 'session.started'],
      ['ready', 'step.decided'],
    ])

    const full = await cutOffStep()
    full.log.fail = new Error('disk full')
    const deciding = run(parts({ book: one, log: full.late, operator: willing() }), full.state)
    await expect(deciding).rejects.toThrow('disk full')
  })
})

test('a dangerous step needs a second person: refused is on record and nothing runs', async () => {
  const log = listLog(stillClock())
  const { actions, performed } = countingActions()
  const dangerous = step('one', { action: command, danger: 'disruptive', approve: 'lead' })
  const operator = willing({ approve: async () => ({ approver: 'Jan Maes', reason: 'not now', approved: false }) })
  const result = await run(parts({ book: book({ a: [dangerous] }), log, actions, operator }), empty)
  expect(result.end).toBe('left')
  expect(performed).toEqual([])
  expect(log.events).toMatchObject([
    { type: 'step.refused', actor: 'Jan Maes', data: { reason: 'not now', form: 'asserted' } },
  ])
})

test.each(['Els Peeters', ' els  PEETERS ', 'Peeters, Els', 'Éls Peeters'])(
  'nobody approves her own step: %j',
  async (approver) => {
    const log = listLog(stillClock())
    const operator = willing({ approve: async () => ({ approver, reason: 'sure', approved: true }) })
    const running = run(
      parts({ book: book({ a: [step('one', { action: command, approve: 'lead' })] }), log, operator }),
      empty,
    )
    await expect(running).rejects.toSatisfy((error) => error instanceof Fault && error.code === 'approval.same-person')
    expect(log.events).toEqual([])
  },
)

test('an approval counts for one attempt: a reopened step needs a new one', async () => {
  const log = listLog(stillClock())
  const parts1 = parts({ book: book({ a: [step('one', { action: command, approve: 'lead' })] }), log })
  const { state } = await run(parts1, empty)
  const reopened = await log.append(
    [{ type: 'step.reopened', actor: 'Els', step: 'a/one', data: { reason: 'again' } }],
    state.size,
  )
  await run({ ...parts1, operator: willing() }, fold(state, reopened))
  expect(log.events.filter((event) => event.type === 'step.approved')).toHaveLength(2)
})

describe('an approval from before a crash', () => {
  const act = {
    act: 'a/one',
    title: { en: 'one', nl: 'one' },
    what: 'does run',
    attempts: 1,
  }
  const bound = { incident: '', after: 0, actor: 'Els Peeters', acts: [act] }
  const data = { approver: 'Jan Maes', role: 'lead', reason: 'agreed', form: 'asserted' } as const
  const given = (part: object | null): Draft => ({
    ...{ type: 'step.approved', actor: 'Jan Maes', step: 'a/one' },
    data: part === null ? data : { ...data, bound: { ...bound, ...part } },
  })

  test.each([
    ['serves that act by that person', given({}), 'Els Peeters', 1],
    ['serves it among others of a list', given({ acts: [{ ...act, act: 'a/zero' }, act] }), 'Els Peeters', 1],
    ['serves nobody else', given({}), 'Daan Declerck', 2],
    ['does not serve who approved it', given({ actor: 'Maes, Jan' }), 'Maes, Jan', 2],
    ['serves no other act', given({ acts: [{ ...act, act: 'a/two' }] }), 'Els Peeters', 2],
    ['serves no act that changes something else', given({ acts: [{ ...act, what: 'does more' }] }), 'Els Peeters', 2],
    ['serves no act that is tried more often', given({ acts: [{ ...act, attempts: 2 }] }), 'Els Peeters', 2],
    ['serves no other incident', given({ incident: 'diest-2026-11-24' }), 'Els Peeters', 2],
    ['of 0.1.0, which named no act, is asked anew', given(null), 'Els Peeters', 2],
  ])('%s', async (_what, before, actor, approvals) => {
    const dangerous = book({ a: [step('one', { action: command, approve: 'lead' })] })
    const log = listLog(stillClock())
    await log.append([before], 0)
    const approve = async () => ({ approver: 'An Smets', reason: 'agreed', approved: true })
    const operator = willing({ actor: async () => actor, approve })
    await run(parts({ book: dangerous, log, operator }), fold(empty, log.events))
    expect(log.events.filter(({ type }) => type === 'step.approved')).toHaveLength(approvals)
    expect(log.events.map(({ type }) => type)).toContain('step.intent')
  })

  test.each(['step.blocked', 'step.skipped'] as const)('lapses when the step is put aside: %s', async (type) => {
    const log = listLog(stillClock())
    const aside = { type, actor: 'Els Peeters', step: 'a/one', data: { reason: 'later' } } as const
    const state = fold(empty, await log.append([given({}), aside], 0))
    expect(state.steps.get('a/one')?.approved).toBeNull()
    // By 0.1.0 it stood until the act, and its records are read as they were meant.
    const old = fold(
      empty,
      [given(null), aside].map((draft, seq) => ({ ...draft, seq, t: '', run: 'r' }) as LogEvent),
    )
    expect(old.steps.get('a/one')?.approved).toEqual({ approver: 'Jan Maes', reason: 'agreed', bound: null })
  })

  test('of a list serves each of its acts once', async () => {
    const log = listLog(stillClock())
    const steps = [step('one', { action: command, approve: 'lead' }), step('two', { action: command, approve: 'lead' })]
    const two = { ...act, act: 'a/two', title: { en: 'two', nl: 'two' } }
    await log.append([given({ acts: [act, two] })], 0)
    let asked = 0
    const operator = () =>
      willing({
        approve: async () => {
          asked += 1
          return null
        },
      })
    const once = parts({ book: book({ a: steps }), log, operator: operator() })
    const { state, end } = await run(once, fold(empty, log.events))
    expect([end, asked]).toEqual(['finished', 0])
    const again = {
      type: 'step.reopened',
      actor: 'Els Peeters',
      step: 'a/two',
      data: { reason: 'it came back' },
    } as const
    const reopened = fold(state, await log.append([again], state.size))
    await run({ ...once, operator: operator() }, reopened)
    expect(asked).toBeGreaterThan(0)
    expect(log.events.filter(({ type }) => type === 'step.intent')).toHaveLength(2)
  })
})

test('an approval says what it is for, where it was given, and that the attempts of an act are one act', async () => {
  const log = listLog(stillClock())
  const { actions } = countingActions({ run: () => ({ result: 'failed', summary: 'no' }) })
  const flaky = step('one', { action: command, approve: 'lead', retry: { attempts: 3, every: '1s' } })
  await run(parts({ book: book({ a: [flaky] }), log, actions }), empty)
  const approvals = log.events.filter(({ type }) => type === 'step.approved')
  // Taken up once more after it failed, it is another act, and asked anew.
  expect(approvals).toHaveLength(2)
  expect(approvals[0]?.data).toMatchObject({
    bound: {
      ...{ incident: '', after: 0, actor: 'Els Peeters' },
      acts: [{ act: 'a/one', title: { en: 'one', nl: 'one' }, what: 'does run', attempts: 3 }],
    },
  })
  expect(log.events.map(({ type }) => type).filter((type) => /approved|intent/.test(type))).toEqual([
    ...['step.approved', 'step.intent', 'step.intent', 'step.intent'],
    ...['step.approved', 'step.intent', 'step.intent', 'step.intent'],
  ])
})

test('retry: each attempt has its own intent and outcome', async () => {
  const log = listLog(stillClock())
  let count = 0
  const { actions } = countingActions({
    run: () => {
      count += 1
      return count < 3 ? { result: 'failed', summary: 'no' } : { result: 'done', summary: 'ok' }
    },
  })
  const flaky = step('one', { action: command, retry: { attempts: 3, every: '1s' } })
  const { end } = await run(parts({ book: book({ a: [flaky] }), log, actions }), empty)
  expect(end).toBe('finished')
  expect(log.events.filter((event) => event.type === 'step.intent').map((event) => event.data)).toMatchObject([
    { attempt: 1 },
    { attempt: 2 },
    { attempt: 3 },
  ])
})

test('a proof that fails makes the step fail; a proof that nobody gives leaves it unproven', async () => {
  const check = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const
  const log = listLog(stillClock())
  const failing = parts({
    book: book({ a: [step('one', { action: command, proof: check })] }),
    log,
    checks: { check: async () => ({ verdict: 'fail', seen: 'open' }) },
  })
  expect((await run(failing, empty)).end).toBe('left')
  expect(log.events.at(-1)).toMatchObject({ data: { result: 'failed', proof: { verdict: 'fail', seen: 'open' } } })

  let unproven = false
  const word = { kind: 'word', title: { en: 'Who?', nl: 'Wie?' } } as const
  const loose = parts({
    book: book({ a: [step('one', { proof: word }), step('two')] }),
    told: (_events, view) => {
      unproven ||= view().steps[0]?.unproven === true
    },
  })
  expect((await run(loose, empty)).end).toBe('finished')
  expect(unproven).toBe(true)
})

test('interrupted in the middle of an effect: no outcome is invented', async () => {
  const log = listLog(stillClock())
  const controller = new AbortController()
  const { actions } = countingActions({
    run: () => {
      controller.abort()
      return { result: 'failed', summary: 'killed' }
    },
  })
  const running = run(
    parts({ book: book({ a: [step('one', { action: command })] }), log, actions, signal: controller.signal }),
    empty,
  )
  await expect(running).rejects.toSatisfy((error) => error instanceof Fault && error.code === 'interrupted')
  expect(log.events.map((event) => event.type)).toEqual(['step.intent'])
})

test('a list that nobody knows is asked for once, and each item becomes a step', async () => {
  const log = listLog(stillClock())
  const each = { as: 'link', in: 'profile.links', ask: { en: 'Which links?', nl: 'Welke verbindingen?' } }
  const { end } = await run(
    parts({
      book: book({ a: [step('cut', { each }), step('check', { each })] }),
      log,
      operator: willing({
        items: async () => [
          { id: 'x', name: 'X' },
          { id: 'y', name: 'Y' },
        ],
      }),
    }),
    empty,
  )
  expect(end).toBe('finished')
  expect(log.events.filter((event) => event.type === 'step.expanded')).toHaveLength(1)
  expect(log.events.filter((event) => event.type === 'step.outcome').map((event) => event.step)).toEqual([
    'a/cut[x]',
    'a/cut[y]',
    'a/check[x]',
    'a/check[y]',
  ])
})

const signature = { text: 'signed', key: 'ssh-ed25519 AAAA', signature: 'sig' }

test.each([
  ['a name is enough', step('one', { action: command, approve: 'lead' }), undefined, 'asserted'],
  ['a signature is kept', step('one', { action: command, approve: 'lead' }), signature, 'signed'],
  [
    'a signature that is needed',
    step('one', { action: command, approve: 'lead', approveSigned: true }),
    signature,
    'signed',
  ],
] as const)('an approval: %s', async (_, only, given, form) => {
  const log = listLog(stillClock())
  const asked: unknown[] = []
  const operator = willing({
    approve: async (_question, request) => {
      asked.push(request)
      const base = { approver: 'Jan Maes', reason: 'agreed', approved: true }
      return given === undefined ? base : { ...base, signature: given }
    },
  })
  await run(parts({ book: book({ a: [only] }), log, operator }), empty)
  expect(log.events.find((event) => event.type === 'step.approved')?.data).toMatchObject({
    form,
    ...(given === undefined ? {} : { signature: given }),
  })
  expect(asked).toMatchObject([
    { role: 'lead', mustSign: only.approveSigned === true, bound: { after: 0, acts: [{ act: 'a/one' }] } },
  ])
})

test.each([
  [
    'signs heads',
    { type: 'key.added', data: { use: 'operator', name: 'els', person: 'Els Peeters', key: signature.key } },
  ],
  [
    'approved before',
    {
      type: 'step.approved',
      step: 'a/zero',
      data: { approver: 'Els Peeters', role: 'lead', reason: 'yes', form: 'signed', signature },
    },
  ],
] as const)('an approval with the key of somebody who %s: nothing is done', async (_, given) => {
  const log = listLog(stillClock())
  const start = fold(empty, await log.append([{ actor: 'Els Peeters', ...given }], 0))
  const only = step('one', { action: command, approve: 'lead', approveSigned: true })
  const approve = async () => ({ approver: 'Jan Maes', reason: 'agreed', approved: true, signature })
  const wrong = parts({ book: book({ a: [only] }), log, operator: willing({ approve }) })
  await expect(run(wrong, start)).rejects.toMatchObject({ code: 'key.of-another', exit: 2 })
  expect(log.events).toHaveLength(1)
})

test('an approval that must be signed and is not: nothing is done', async () => {
  const log = listLog(stillClock())
  const only = step('one', { action: command, approve: 'lead', approveSigned: true })
  await expect(run(parts({ book: book({ a: [only] }), log }), empty)).rejects.toMatchObject({
    code: 'step.unsigned-approval',
  })
  expect(log.events).toEqual([])
})
