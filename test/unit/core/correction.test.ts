import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctables, correction } from '../../../src/core/correction.ts'
import type { Json, LogEvent } from '../../../src/core/event.ts'
import type { Expressions } from '../../../src/core/expressions.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Field } from '../../../src/core/model.ts'
import { plan } from '../../../src/core/planner.ts'
import type { State } from '../../../src/core/state.ts'
import { book, simpleExpressions, step, warning } from '../../support/world.ts'

const now = Temporal.Instant.from('2026-11-24T05:00:00Z')
const field = (id: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  ...{ id, type, title: { en: `${id}?`, nl: `${id}?` } },
  ...more,
})
const asks = {
  kind: 'ask',
  fields: [
    field('aware_at', 'datetime', { past: true }),
    field('hit', 'yes-no-unknown'),
    field('lead', 'text', { personal: true }),
  ],
} as const
/** A condition that names `record` is about nothing here; `same` is true when nobody was hit. */
const expressions: Expressions = {
  ...simpleExpressions,
  evaluate: (expression, scope) =>
    expression === 'nobody'
      ? (scope.facts as { [name: string]: unknown }).hit === 'no'
      : simpleExpressions.evaluate(expression, scope),
}
const planned = book(
  {
    a: [
      step('ask', { action: asks }),
      step('save', { when: 'hit', after: ['ask'] }),
      step('tell', {
        after: ['ask'],
        contradicted: [{ when: 'nobody', say: { en: 'nobody was hit', nl: 'niemand is getroffen' } }],
      }),
    ],
  },
  { obligations: [warning], factNames: ['aware_at', 'hit', 'lead'] },
)

const outcome = (seq: number, name: string, facts?: { readonly [id: string]: Json }): LogEvent =>
  ({
    ...{ type: 'step.outcome', actor: 'Els', seq, t: '2026-11-24T02:12:00Z', run: 'r', step: `a/${name}` },
    data: { result: 'done', summary: 'ok', ...(facts === undefined ? {} : { facts }) },
  }) as LogEvent
const given = (facts: { readonly [id: string]: Json }): State =>
  fold(empty, [outcome(0, 'ask', facts), outcome(1, 'tell')])
const view = (state: State) => plan(planned, state, expressions, now)
const first = { aware_at: '2026-11-24T02:00:00.000Z', hit: 'no', lead: 'An Voorbeeld' }

function corrected(state: State, fact: string, value: Json) {
  const found = correctables(view(state)).find((one) => one.fact === fact)
  if (found === undefined) throw new Error(`no ${fact}`)
  const made = correction({ book: planned, expressions, now }, view(state), found, {
    value,
    reason: 'misheard',
    actor: 'Bram',
  })
  const event = { ...made.draft, seq: state.size, t: now.toString(), run: 'r' } as LogEvent
  return { ...made, state: fold(state, [event]) }
}

describe('an answer that is put right', () => {
  test('can be each that stands, with its line', () => {
    expect(correctables(view(given(first))).map(({ fact, of, value }) => [fact, of, value])).toEqual([
      ['aware_at', 0, '2026-11-24T02:00:00.000Z'],
      ['hit', 0, 'no'],
      ['lead', 0, 'An Voorbeeld'],
    ])
    expect(correctables(view(empty))).toEqual([])
  })

  test('moves the clock that it starts, and that is said', () => {
    const { effects, state } = corrected(given(first), 'aware_at', '2026-11-24T03:00:00.000Z')
    expect(view(state).clocks[0]?.due).toBe('2026-11-25T03:00:00Z')
    expect(effects).toHaveLength(1)
    expect(effects[0]?.en).toContain('due 2026-11-25 04:00')
    expect(state.corrections).toMatchObject([
      { was: '2026-11-24T02:00:00.000Z', value: '2026-11-24T03:00:00.000Z', of: 0, by: 'Bram', fact: 'aware_at' },
    ])
    expect(state.given.aware_at).toEqual({ seq: 2, step: 'a/ask' })
  })

  test('lets a step be wanted, and no longer', () => {
    const yes = corrected(given(first), 'hit', 'yes')
    expect(yes.effects.map(({ en }) => en)).toContain('SAVE save: wanted now')
    const no = corrected(yes.state, 'hit', 'unknown')
    expect(no.effects.map(({ nl }) => nl)).toContain('SAVE save: niet meer nodig')
    const done = corrected(fold(yes.state, [outcome(3, 'save')]), 'hit', 'no')
    expect(done.effects.map(({ en }) => en)).toContain('SAVE save: was done, and is no longer wanted')
  })

  test('changes what the record says against steps that were done, and stands in it', () => {
    const yes = given({ ...first, hit: 'yes' })
    const against = corrected(yes, 'hit', 'no')
    expect(against.draft.data).toMatchObject({
      against: [{ step: 'a/tell', by: [{ en: 'nobody was hit', nl: 'niemand is getroffen' }] }],
    })
    expect(view(against.state).steps.find(({ instance }) => instance === 'a/tell')?.contradicted).toBe(true)
    expect(against.effects.map(({ en }) => en)).toContain('TELL tell: the record now says: nobody was hit')
    const back = corrected(against.state, 'hit', 'yes')
    expect(view(back.state).steps.find(({ instance }) => instance === 'a/tell')?.contradicted).toBe(false)
    expect(back.effects.map(({ nl }) => nl)).toContain('TELL tell: het logboek spreekt het niet meer tegen')
  })

  test('of a person is marked, so that its line holds a digest only', () => {
    expect(corrected(given(first), 'lead', 'Cato Denkbeeld').draft.personal).toEqual(['/value'])
    expect(corrected(given(first), 'hit', 'yes').draft.personal).toBe(undefined)
  })

  test('names the notices that went out with the old answer', () => {
    const prepared = {
      ...{ type: 'notice.prepared', actor: 'Els', seq: 2, t: '2026-11-24T02:13:00Z', run: 'r', step: 'a/warn' },
      data: { obligation: 'warning', files: [], values: { hit: 'no' } },
    } as unknown as LogEvent
    const { effects } = corrected(fold(given(first), [prepared]), 'hit', 'yes')
    expect(effects.map(({ en }) => en).some((one) => one.endsWith('prepared with the old answer'))).toBe(true)
  })
})

test('whatever is put right in whatever order, all that follows is as if it had been answered so from the start', () => {
  const times = ['2026-11-24T01:00:00.000Z', '2026-11-24T02:00:00.000Z', '2026-11-24T03:00:00.000Z']
  const change = fc.oneof(
    fc.record({ fact: fc.constant('aware_at'), value: fc.constantFrom(...times) }),
    fc.record({ fact: fc.constant('hit'), value: fc.constantFrom('yes', 'no', 'unknown') }),
    fc.record({ fact: fc.constant('lead'), value: fc.constantFrom('An Voorbeeld', 'Cato Denkbeeld') }),
  )
  let several = 0
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      let state = given(first)
      for (const { fact, value } of changes) state = corrected(state, fact, value).state
      if (changes.length > 1) several += 1
      const wanted = { ...first, ...Object.fromEntries(changes.map(({ fact, value }) => [fact, value])) }
      const fresh = view(given(wanted))
      const found = view(state)
      expect(state.facts).toEqual(wanted)
      expect(found.clocks.map(({ status, due, startedAt }) => [status, due, startedAt])).toEqual(
        fresh.clocks.map(({ status, due, startedAt }) => [status, due, startedAt]),
      )
      expect(found.steps.map(({ instance, status }) => [instance, status])).toEqual(
        fresh.steps.map(({ instance, status }) => [instance, status]),
      )
      // What was done at the beginning was not weighed then: it is from the first change on that says something against it.
      const told = found.steps.find(({ instance }) => instance === 'a/tell')
      const isHit = changes.some(({ fact }) => fact === 'hit')
      if (isHit && changes.some(({ value }) => value === 'yes' || value === 'unknown'))
        expect(told?.contradicted).toBe(wanted.hit === 'no')
      expect(state.corrections).toHaveLength(changes.length)
    }),
  )
  expect(several).toBeGreaterThan(0)
})
