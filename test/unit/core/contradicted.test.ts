import { describe, expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import { empty } from '../../../src/core/fold.ts'
import type { Step } from '../../../src/core/model.ts'
import type { OperatorPort } from '../../../src/core/ports.ts'
import { plain, type Text } from '../../../src/core/text.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

// In these books a condition is the name of a fact, true when that fact is `yes`.
const rule = { when: 'wrong', say: plain('13 of 14 sheets were entered') }
const field = { id: 'wrong', title: plain('Wrong?'), type: 'text' } as const
const asks = step('paper', { action: { kind: 'ask', fields: [field] }, contradicted: [rule] })

/** Plays a step once, with answers in the order in which it is asked, and reasons in the order in which they are wanted. */
async function play(
  one: Step,
  answers: readonly string[],
  reasons: readonly (string | null)[],
  later: readonly Step[] = [],
) {
  const given = [...answers]
  const wanted = [...reasons]
  const against: (readonly Text[])[] = []
  const log = listLog(stillClock())
  const operator: Partial<OperatorPort> = {
    accept: async (_question, said) => {
      against.push(said)
      const reason = wanted.shift() ?? null
      return reason === null ? null : { reason }
    },
  }
  const facts = () => ({ wrong: given.shift() ?? 'no' })
  const { actions, performed } = countingActions({ ask: () => ({ result: 'done', summary: 'asked', facts: facts() }) })
  const made = parts({ book: book({ a: [one, ...later] }), log, actions, operator: willing(operator) })
  const { state, end } = await run(made, empty)
  return { log, state, end, against, performed }
}

describe('an answer that the record speaks against', () => {
  test('is taken with a reason, which is recorded and kept', async () => {
    const { state, log } = await play(asks, ['yes'], ['sheet 9 was lost', 'it is known'])
    const kept = { by: [{ en: rule.say.en, nl: rule.say.nl }], reason: 'sheet 9 was lost' }
    expect(log.events.find(({ type }) => type === 'step.outcome')?.data).toMatchObject({ contradicted: kept })
    expect(state.steps.get('a/paper')).toMatchObject({ status: 'done', contradicted: kept })
  })

  test('is asked again when one goes back, and the better one is taken without a word', async () => {
    const { state, performed, against } = await play(asks, ['yes', 'no'], [null])
    expect(performed).toEqual(['a/paper', 'a/paper'])
    expect(against).toHaveLength(1)
    expect(state.facts).toEqual({ wrong: 'no' })
    expect(state.steps.get('a/paper')).toMatchObject({ status: 'done', contradicted: null })
  })

  test('of a step that asks nothing is put off when one goes back', async () => {
    const confirms = step('confirm', { contradicted: [rule] })
    const { state } = await play(step('first', { action: asks.action }), ['yes'], [null], [confirms])
    expect(state.steps.get('a/confirm')).toMatchObject({ status: 'open', deferred: expect.any(Number) })
    expect(JSON.stringify(state.steps.get('a/confirm')?.summary)).toContain('13 of 14 sheets')
  })

  test('keeps an act that changes something from happening: nothing begins, nobody approves', async () => {
    const cuts = step('cut', {
      ...{ action: { kind: 'run', run: { command: ['cut'], changes: true } }, approve: 'lead', contradicted: [rule] },
    })
    const first = step('first', { action: asks.action })
    const { log, performed } = await play(first, ['yes'], [null], [cuts])
    expect(performed).toEqual(['a/first'])
    expect(log.events.filter((event) => event.step === 'a/cut')).toEqual([])
  })

  test('is on record with the act that was done all the same', async () => {
    const cuts = step('cut', {
      action: { kind: 'run', run: { command: ['cut'], changes: true } },
      contradicted: [rule],
    })
    const { state } = await play(step('first', { action: asks.action }), ['yes'], ['it burns', 'known'], [cuts])
    expect(state.steps.get('a/cut')).toMatchObject({ status: 'done', contradicted: { reason: 'it burns' } })
  })
})

describe('closing', () => {
  test('says what speaks against it, and keeps why it was closed all the same', async () => {
    const { log, end, against } = await play(asks, ['yes'], ['sheet 9 was lost', 'the mayor knows'])
    expect(end).toBe('finished')
    expect(against[1]?.map(({ en }) => en)).toEqual(['done, though the record says otherwise: PAPER'])
    expect(log.events.at(-1)).toMatchObject({
      type: 'incident.closed',
      data: {
        summary: { en: 'every step is settled; 0 done without proof, 1 contradicted by the record' },
        contradicted: { reason: 'the mayor knows' },
      },
    })
  })

  test('waits when one goes back', async () => {
    const { end, state } = await play(asks, ['yes'], ['sheet 9 was lost', null])
    expect([end, state.closed]).toEqual(['left', null])
  })

  test('asks nothing in an incident whose runbooks look for no contradiction, as those of 0.1.0', async () => {
    const { end, against } = await play({ ...asks, contradicted: undefined } as never, ['yes'], [])
    expect([end, against]).toEqual(['finished', []])
  })
})
