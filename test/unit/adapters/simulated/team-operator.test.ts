import { expect, test } from 'vitest'
import { rehearsalClock } from '../../../../src/adapters/simulated/exercise-clock.ts'
import { teamOperator } from '../../../../src/adapters/simulated/team-operator.ts'
import { nothingBehind } from '../../../../src/core/behind.ts'
import { plain } from '../../../../src/core/text.ts'
import type { View } from '../../../../src/core/view.ts'
import type { Message } from '../../../../src/drill/drill-state.ts'
import type { Team } from '../../../../src/drill/scenario.ts'
import { expressions } from '../../../../src/runbook/template.ts'

const start = Date.parse('2022-12-12T06:30:00Z')
const some: Team = {
  ...{ id: 'some', title: plain('Some'), pace: '3m', delay: '10m', skips: [], first: [], facts: {} },
  ...{ proves: true, answers: true },
}
const ready = (...ids: readonly string[]): View =>
  ({
    ready: ids.map((id) => ({ instance: `a/${id}`, runbook: 'a', step: { id, action: { kind: 'confirm' } } })),
  }) as unknown as View
const question = { instance: 'a/x', code: 'X', title: plain('x') }

function playing(team: Partial<Team> = {}, moments: readonly number[] = []) {
  const state = { isOver: false, open: [] as Message[], answered: [] as string[] }
  const clock = rehearsalClock(start, async (to, set) => set(to))
  const minute = (): number => (clock.now().epochMilliseconds - start) / 60_000
  const operator = teamOperator({
    ...{ team: { ...some, ...team }, clock, expressions, scope: () => ({ profile: { name: 'Willebroek' } }) },
    blobs: {
      putFile: async (path) => ({ name: path, sha256: '0'.repeat(64), size: 0 }),
      putText: async (name) => ({ name, sha256: '0'.repeat(64), size: 0 }),
      take: async () => ({ files: [], notTaken: [] }),
    },
    nextMoment: () => start + (moments.find((at) => at > minute()) ?? Number.POSITIVE_INFINITY) * 60_000,
    isOver: () => state.isOver,
    unanswered: () => state.open,
    answer: async (message, text) => {
      state.answered.push(text)
      state.open = state.open.filter((one) => one !== message)
    },
  })
  return { operator, state, minute }
}

test('acts at its pace, what it does first before the rest, and never what it leaves out', async () => {
  const { operator, minute } = playing({ first: ['a/late', 'a/gone'], skips: ['a/never'] })
  const view = ready('never', 'early', 'late')
  expect(await operator.choose(view, nothingBehind)).toEqual({ kind: 'do', instance: 'a/late' })
  expect(minute()).toBe(10)
  expect(await operator.choose(ready('never', 'early'), nothingBehind)).toEqual({ kind: 'do', instance: 'a/early' })
  expect(minute()).toBe(13)
})

test('tries what fails three times, then waits for what comes next', async () => {
  const { operator, minute } = playing({}, [60, 61])
  for (let tries = 0; tries < 3; tries += 1)
    expect(await operator.choose(ready('x'), nothingBehind)).toMatchObject({ kind: 'do' })
  expect(minute()).toBe(16)
  expect(await operator.choose(ready('x'), nothingBehind)).toEqual({ kind: 'again' })
  expect(minute()).toBe(60)
})

test('answers messages before it acts, or never', async () => {
  const message = { seq: 1 } as Message
  for (const answers of [true, false]) {
    const { operator, state } = playing({ answers })
    state.open.push(message)
    expect(await operator.choose(ready('x'), nothingBehind)).toMatchObject({ kind: answers ? 'again' : 'do' })
    expect(state.answered).toEqual(answers ? ['EXERCISE / OEFENING'] : [])
  }
})

test('stops when its time is over, leaves when the exercise is, or when nothing came for a year', async () => {
  const stopped = playing({ stops: '12m' })
  expect(await stopped.operator.choose(ready('x'), nothingBehind)).toMatchObject({ kind: 'do' })
  expect(await stopped.operator.choose(ready('y'), nothingBehind)).toEqual({ kind: 'again' })
  stopped.state.isOver = true
  expect(await stopped.operator.choose(ready('y'), nothingBehind)).toEqual({ kind: 'leave' })
  for (const view of [ready(), ready('x')]) {
    const { operator, minute } = playing({ stops: '0m' })
    let looks = 0
    while ((await operator.choose(view, nothingBehind)).kind !== 'leave') looks += 1
    expect(looks).toBeGreaterThan(100)
    expect(minute() / 60 / 24).toBeGreaterThan(365)
    expect(minute() / 60 / 24).toBeLessThan(400)
  }
})

test('gives the proofs that are asked for, or none; and its own answers to questions', async () => {
  const { operator } = playing({ facts: { who: 'Somebody of {{ profile.name }}', count: '7', odd: 'many' } })
  expect(await operator.proof(question, { kind: 'word', title: plain('x') })).toMatchObject({ kind: 'word' })
  expect(await operator.proof(question, { kind: 'file', title: plain('x') })).toMatchObject({ kind: 'file', size: 0 })
  const field = (id: string, type: 'text' | 'number' | 'list' | 'datetime') => ({ id, type, title: plain(id) })
  const asked = [field('who', 'text'), field('count', 'number'), field('odd', 'number'), field('names', 'list')]
  expect(
    await operator.ask(question, [...asked, field('at', 'datetime'), field('known', 'text')], { known: 'yes' }),
  ).toEqual({
    ...{ who: 'Somebody of Willebroek', count: 7, odd: 0, names: ['EXERCISE / OEFENING'] },
    ...{ at: '2022-12-12T06:30:00.000Z', known: 'yes' },
  })
  const lazy = playing({ proves: false }).operator
  expect(await lazy.proof(question, { kind: 'word', title: plain('x') })).toBeNull()
  expect(await lazy.files(question, plain('x'))).toEqual({ paths: [], note: '' })
})
