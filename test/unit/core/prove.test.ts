import { describe, expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import type { HeldEnd, SeenBefore, Verdict } from '../../../src/core/event.ts'
import { empty } from '../../../src/core/fold.ts'
import type { Step } from '../../../src/core/model.ts'
import type { CheckPort, OperatorPort, Outcome } from '../../../src/core/ports.ts'
import { pick } from '../../../src/core/text.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const closed = { probe: { kind: 'tcp', address: 'gate:443' }, expect: 'closed' } as const
const cut = step('cut', {
  action: { kind: 'run', run: { command: ['cut'], changes: true } },
  proof: { kind: 'check', check: closed },
})
const watched = step('watch', { action: { kind: 'check', check: closed } })

/** Checks that write down in which order they were asked. */
function checks(log: string[], there: SeenBefore['there'], end: HeldEnd | null, verdict: Verdict = 'pass'): CheckPort {
  const before: SeenBefore = { subject: 'tcp gate:443', there, seen: there === 'yes' ? 'open' : 'closed' }
  return {
    check: async () => {
      log.push('check')
      return { verdict, seen: 'closed' }
    },
    before: async () => {
      log.push('before')
      return {
        before,
        actBegins: () => log.push('act'),
        after: async () => {
          log.push('after')
          return end === null ? before : { ...before, held: { end, seen: 'so' } }
        },
        release: () => log.push('release'),
      }
    },
  }
}

/** Does the first step once and leaves. */
function once(): Pick<OperatorPort, 'choose'> {
  let done = false
  return {
    choose: async ({ ready: [next] }) => {
      if (done || next === undefined) return { kind: 'leave' }
      done = true
      return { kind: 'do', instance: next.instance }
    },
  }
}

const foundClosed: Outcome = {
  result: 'done',
  summary: 'closed',
  proof: { kind: 'check', verdict: 'pass', seen: 'closed' },
}

async function play(
  steps: readonly Step[],
  checks: CheckPort,
  operator: Partial<OperatorPort> = {},
  found: Outcome = foundClosed,
) {
  const log = listLog(stillClock())
  const { actions } = countingActions({ check: () => found })
  const made = parts({ book: book({ a: steps }), log, checks, actions, operator: willing(operator) })
  const { state } = await run(made, empty)
  return { log, state }
}

describe('a cut', () => {
  test('that proves nothing says so in Dutch words', async () => {
    const shut = '127.0.0.1:17901 is closed (refused)'
    const look: CheckPort['check'] = async () => ({ verdict: 'pass', seen: shut })
    const asked: string[] = []
    const vouch: OperatorPort['vouch'] = async (_asked, why) => {
      asked.push(why.nl)
      return null
    }
    await play([cut], { ...checks([], 'no', null), check: look }, { vouch })
    expect(asked.join()).toContain('nu: 127.0.0.1:17901 is dicht (geweigerd))')
  })

  test('is looked at before the act, which is recorded, and after it', async () => {
    const order: string[] = []
    const { log, state } = await play([cut], checks(order, 'yes', 'ended'))
    expect(order).toEqual(['before', 'act', 'check', 'after', 'release'])
    const intent = log.events.find(({ type }) => type === 'step.intent')
    expect(intent?.data).toMatchObject({ before: { subject: 'tcp gate:443', there: 'yes' } })
    expect(state.steps.get('a/cut')).toMatchObject({
      status: 'done',
      proof: { kind: 'check', verdict: 'pass', before: { there: 'yes', held: { end: 'ended' } } },
    })
  })

  test('failed while the connection that was open before goes on, though a new one is refused', async () => {
    const { state } = await play([cut], checks([], 'yes', 'alive'))
    expect(state.steps.get('a/cut')?.status).toBe('failed')
    expect(pick(state.steps.get('a/cut')?.summary ?? '', 'en')).toContain('goes on')
    expect(pick(state.steps.get('a/cut')?.summary ?? '', 'nl')).toContain('loopt door')
  })

  test.each([
    ['nothing was open before', 'no', null],
    ['nobody could look before', 'unknown', null],
    ['the old connection was gone before the act', 'yes', 'lost'],
    ['nobody knows of the old connection', 'yes', 'unknown'],
  ] as const)(
    'proves nothing when %s: a person is asked, and what the machine saw is kept',
    async (_name, there, end) => {
      const asked: string[] = []
      const vouch: OperatorPort['vouch'] = async ({ instance }, why) => {
        asked.push(`${instance}: ${why.en}`)
        return { person: 'Bram', statement: 'the cable is out' }
      }
      const { state } = await play([cut], checks([], there, end), { vouch })
      expect(asked).toHaveLength(1)
      expect(asked[0]).toContain('a/cut: this proves nothing')
      expect(state.steps.get('a/cut')).toMatchObject({
        status: 'done',
        proof: { kind: 'word', person: 'Bram', looked: { kind: 'check', verdict: 'pass', before: { there } } },
      })
    },
  )

  test('counts as unproven when nobody saw it either', async () => {
    const views: boolean[] = []
    const operator = willing()
    const log = listLog(stillClock())
    const { actions } = countingActions()
    await run(
      parts({
        ...{ book: book({ a: [cut] }), log, actions, operator, checks: checks([], 'no', null) },
        told: (_events, view) => views.push(view().steps[0]?.unproven === true),
      }),
      empty,
    )
    expect(views.at(-1)).toBe(true)
    expect(log.events.find(({ type }) => type === 'step.outcome')?.data).toMatchObject({ result: 'done' })
  })

  test('keeps hold over its own retries, and lets go at the end', async () => {
    const order: string[] = []
    const again = { ...cut, retry: { attempts: 2, every: '1s' } }
    await play([again], checks(order, 'yes', 'alive'), once())
    expect(order).toEqual(['before', 'act', 'check', 'after', 'act', 'check', 'after', 'release'])
  })

  test('is not tried again by itself when the program stood still in between', async () => {
    const clock = stillClock()
    const order: string[] = []
    const log = listLog(clock)
    const again = { ...cut, retry: { attempts: 3, every: '1s' } }
    const sleep = async () => void clock.advance('PT6H')
    await run(
      parts({
        ...{ book: book({ a: [again] }), log, checks: checks(order, 'yes', 'alive') },
        ...{ clock: { ...clock, sleep }, actions: countingActions().actions, operator: willing(once()) },
      }),
      empty,
    )
    expect(log.events.filter(({ type }) => type === 'step.intent')).toHaveLength(1)
  })
})

test('a watch over what an earlier step saw open and cut is proven by both', async () => {
  const order: string[] = []
  const seen = checks(order, 'yes', 'ended')
  const { before } = seen
  let looks = 0
  const later: CheckPort = {
    ...seen,
    before: async (spec, context) => {
      looks += 1
      if (before === undefined) throw new Error('a look')
      const look = await before(spec, context)
      return looks === 1 ? look : { ...look, before: { ...look.before, there: 'no', seen: 'closed' } }
    },
  }
  const { state } = await play([cut, watched], later)
  expect(state.steps.get('a/watch')).toMatchObject({
    status: 'done',
    proof: { kind: 'check', before: { there: 'yes', held: { end: 'ended' } } },
  })
})

test('a watch over what nobody saw open proves nothing', async () => {
  const { state } = await play([watched], checks([], 'no', null))
  expect(state.steps.get('a/watch')).toMatchObject({ status: 'done', proof: { before: { there: 'no' } } })
})

test('a watch that somebody answered for is proven by that, and by no look before it', async () => {
  const proof = { kind: 'word', person: 'Bram', statement: 'the cable is out' } as const
  const asked: string[] = []
  const vouch: OperatorPort['vouch'] = async ({ instance }) => {
    asked.push(instance)
    return null
  }
  const found: Outcome = { result: 'done', summary: 'out', proof }
  const { log, state } = await play([watched], checks([], 'no', null), { vouch }, found)
  expect(log.events.find(({ type }) => type === 'step.outcome')?.data).toEqual(found)
  expect(state.steps.get('a/watch')).toMatchObject({ status: 'done', proof })
  expect(asked).toEqual([])
})

test('nothing is looked at before where nothing is to be gone', async () => {
  const order: string[] = []
  const open = { ...closed, expect: 'open' }
  await play([{ ...cut, proof: { kind: 'check', check: open } }, step('other')], checks(order, 'yes', 'ended'))
  expect(order).toEqual(['check'])
})
