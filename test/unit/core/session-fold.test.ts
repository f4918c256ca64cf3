import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutOff } from '../../../src/core/cut-off.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty, fold, startFold } from '../../../src/core/fold.ts'
import { holdOf, holdOfOther, holdText, isBesideOthers } from '../../../src/core/hold.ts'

type Part = {
  readonly type: string
  readonly run?: string
  readonly actor?: string
  readonly step?: string
  readonly data?: object
}

const t = '2026-11-24T02:14:00.000Z'
const needs = '0.3.0'
const joins = (actor: string, run: string): Part => ({
  ...{ type: 'session.started', actor, run },
  data: { version: '0.3.0', mode: 'interactive', machine: { id: 'm', name: 'laptop' }, shared: true, needs },
})
const alone = (run: string): Part => ({ type: 'session.started', run, data: { version: '0.2.0', mode: 'interactive' } })
const team = [joins('Els', 'one'), joins('Bram', 'two')]
const of = (type: string, run: string, data: object = { needs }, step = 'a/one'): Part => ({ type, run, step, data })
const intent = (run: string, step = 'a/one'): Part => of('step.intent', run, { attempt: 1, what: 'x' }, step)
const ended = (run: string): Part => ({ type: 'session.ended', run, data: { why: 'left' } })
const lost = (run: string): Part => ({ type: 'session.lost', run: 'two', data: { run, person: 'Els', needs } })
const note = (run: string): Part => ({ type: 'note.added', run, data: { text: 'x' } })
const up = (run: string): Part => ({ type: 'cloud.intent', run, data: { act: 'up', what: 'x', services: [] } })

const events = (parts: readonly Part[]): readonly LogEvent[] =>
  parts.map((part, seq) => ({ seq, t, run: 'one', actor: 'Els', ...part }) as unknown as LogEvent)
const stateOf = (...parts: readonly Part[]) => fold(empty, events(parts))

describe('several sessions', () => {
  test('stand beside each other, each with its person, machine and last line', () => {
    const { sessions } = stateOf(...team, note('one'), note('two'), note('one'))
    expect(sessions).toEqual({
      one: { machine: { id: 'm', name: 'laptop' }, actor: 'Els', mode: 'interactive', shared: true, since: t, last: 4 },
      two: {
        machine: { id: 'm', name: 'laptop' },
        actor: 'Bram',
        mode: 'interactive',
        shared: true,
        since: t,
        last: 3,
      },
    })
  })

  test('go on with what they do when another one starts, and are all over when one is alone', () => {
    const doing = [joins('Els', 'one'), intent('one')]
    expect(stateOf(...doing, joins('Bram', 'two')).steps.get('a/one')?.status).toBe('doing')
    const after = stateOf(...doing, joins('Bram', 'two'), alone('three'))
    expect(after.steps.get('a/one')?.status).toBe('unknown')
    expect(Object.keys(after.sessions)).toEqual(['three'])
  })

  test('do not go on beside one that was alone: it is gone, and what it did is unknown', () => {
    const after = stateOf(alone('one'), intent('one'), joins('Bram', 'two'))
    expect(after.steps.get('a/one')?.status).toBe('unknown')
    expect(Object.keys(after.sessions)).toEqual(['two'])
    expect(Object.keys(stateOf(alone('one'), note('two'), note('one')).sessions)).toEqual([])
  })

  test.each([
    ['is lost', lost('one')],
    ['ends', ended('one')],
  ])('when one %s, what it was doing is unknown and what it held is free; the others go on', (_, end) => {
    const before = [
      ...[...team, intent('one'), up('one'), of('step.claimed', 'one', { needs }, 'a/two')],
      ...[intent('two', 'b/one'), of('step.claimed', 'two', { needs }, 'b/two')],
    ]
    expect(holdOf(stateOf(...before).steps.get('a/two'))).toEqual({ run: 'one', actor: 'Els', since: t })
    const { steps, sessions, cloud } = stateOf(...before, end)
    expect(Object.keys(sessions)).toEqual(['two'])
    expect(steps.get('a/one')?.status).toBe('unknown')
    expect(holdOf(steps.get('a/two'))).toBeNull()
    expect(steps.get('b/one')?.status).toBe('doing')
    expect(holdOf(steps.get('b/two'))?.run).toBe('two')
    expect(cloud?.open?.status).toBe('unknown')
  })
})

describe('a step that somebody took up', () => {
  const claimed = [...team, of('step.claimed', 'one')]
  const outcome = (result: string): Part => of('step.outcome', 'one', { result, summary: 'x' })

  test.each([
    ['done', outcome('done'), false],
    ['put off', outcome('deferred'), false],
    // It may be tried again by itself.
    ['failed', outcome('failed'), true],
    ['skipped', of('step.skipped', 'one', { reason: 'x' }), false],
    ['let go', of('step.released', 'one'), false],
    ['taken', of('step.taken', 'two', { run: 'one', person: 'Els', reason: 'x', needs }), false],
    ['begun', intent('one'), true],
    ['approved', of('step.approved', 'two', { approver: 'Bram', role: 'lead', reason: 'x', form: 'asserted' }), true],
  ])('%s: whether it is still held', (_, then, isHeld) => {
    expect(holdOf(stateOf(...claimed, then).steps.get('a/one')) !== null).toBe(isHeld)
  })

  test('is unknown when it was taken in the middle', () => {
    const taken = of('step.taken', 'two', { run: 'one', person: 'Els', reason: 'x', needs })
    expect(stateOf(...team, intent('one'), taken).steps.get('a/one')?.status).toBe('unknown')
  })

  test('keeps what came too late, and is not changed by it', () => {
    const late = of('step.overtaken', 'two', { result: 'done', summary: 'ok', facts: { known: 'yes' }, needs })
    const { steps, facts } = stateOf(...claimed, outcome('failed'), late)
    expect(steps.get('a/one')).toMatchObject({ status: 'failed', overtaken: { seq: 4, result: 'done', summary: 'ok' } })
    expect(facts).toEqual({})
  })

  test('is told to others, and to nobody else', () => {
    const { steps } = stateOf(...claimed)
    expect(holdOfOther(steps.get('a/one'), 'one')).toBeNull()
    const hold = holdOfOther(steps.get('a/one'), 'two')
    expect(hold === null ? null : holdText(hold)).toEqual({
      en: 'Els does this since 03:14',
      nl: 'Els doet dit sinds 03:14',
    })
  })
})

test('when nobody is at work any more, everything is unknown or free', () => {
  const { steps, sessions } = cutOff(stateOf(...team, intent('one'), of('step.claimed', 'two', { needs }, 'a/two')))
  expect([steps.get('a/one')?.status, holdOf(steps.get('a/two')), sessions]).toEqual(['unknown', null, {}])
})

test('who is alone says nothing of what he takes up', () => {
  expect(isBesideOthers(stateOf(alone('one')), 'one')).toBe(false)
  expect(isBesideOthers(stateOf(joins('Els', 'one')), 'one')).toBe(false)
  expect(isBesideOthers(stateOf(...team), 'one')).toBe(true)
  expect(isBesideOthers(stateOf(...team, ended('two')), 'one')).toBe(false)
  expect(isBesideOthers(stateOf(...team), 'nobody')).toBe(false)
})

test('one by one, in parts, or all at once: the same state, and what was given is not touched', () => {
  const any = fc.constantFrom(
    ...[...team, alone('three'), note('one'), note('two'), note('three'), ended('one'), ended('two'), lost('one')],
    ...[intent('one'), intent('two', 'b/one'), of('step.claimed', 'one'), of('step.released', 'one'), up('two')],
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), fc.nat(30), (parts, cut) => {
      const all = events(parts)
      const whole = fold(empty, all)
      const first = fold(empty, all.slice(0, cut))
      const frozen = structuredClone({ ...first, steps: [...first.steps] })
      expect(fold(first, all.slice(cut))).toEqual(whole)
      expect({ ...first, steps: [...first.steps] }).toEqual(frozen)
      expect(all.reduce((state, event) => fold(state, [event]), empty)).toEqual(whole)
      const { state, take } = startFold(empty)
      for (const event of all) take(event)
      expect(state).toEqual(whole)
    }),
    { numRuns: 500 },
  )
})
