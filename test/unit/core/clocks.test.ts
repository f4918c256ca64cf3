import { describe, expect, test, vi } from 'vitest'
import { clocks, dueAfter } from '../../../src/core/clocks.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Obligation } from '../../../src/core/model.ts'
import type { State } from '../../../src/core/state.ts'
import { simpleExpressions, warning } from '../../support/world.ts'

const opened = { nis2: 'voluntary' } as NonNullable<State['opened']>
const aware: State = { ...empty, opened, facts: { aware_at: '2026-11-24T02:00:00Z' } }

function one(obligation: Obligation, state: State, now: string) {
  const scope = { facts: state.facts }
  const holds = (condition: string): boolean => simpleExpressions.evaluate(condition, scope) === true
  return clocks([obligation], state, holds, Temporal.Instant.from(now))[0]
}

test('a clock waits for its fact, runs, and is loudly overdue', () => {
  expect(one(warning, empty, '2026-11-24T02:00:00Z')).toMatchObject({ status: 'not-started', due: null })
  expect(one(warning, aware, '2026-11-24T03:00:00Z')).toMatchObject({ status: 'running', leftMs: 23 * 3600_000 })
  expect(one(warning, aware, '2026-11-25T03:00:00Z')).toMatchObject({ status: 'overdue', leftMs: -3600_000 })
})

test('outside NIS2 the clock is a target, inside it is a duty', () => {
  expect(one(warning, aware, '2026-11-24T03:00:00Z')?.weight).toBe('target')
  const inside = { ...aware, opened: { ...opened, nis2: 'essential' } }
  expect(one(warning, inside, '2026-11-24T03:00:00Z')?.weight).toBe('duty')
})

test('what was sent stops the clock, late or in time', () => {
  const sent = (at: string): State => ({
    ...aware,
    notices: { warning: { prepared: null, files: [], values: {}, sent: { how: 'portal', at, reference: 'CASE-1' } } },
  })
  const now = '2026-12-24T03:00:00Z'
  expect(one(warning, sent('2026-11-25T02:00:00Z'), now)).toMatchObject({ status: 'met', reference: 'CASE-1' })
  expect(one(warning, sent('2026-11-25T02:00:01Z'), now)).toMatchObject({ status: 'met-late' })
})

test('a notice whose moment cannot be read stops no clock', () => {
  const sent = { how: 'portal', at: 'soon', reference: 'CASE-1' }
  const state = { ...aware, notices: { warning: { prepared: null, files: [], values: {}, sent } } }
  expect(one(warning, state, '2026-11-24T03:00:00Z')).toMatchObject({
    ...{ status: 'running', leftMs: 23 * 3_600_000, metAt: null, reference: null },
  })
})

test('the calendar is asked once for each start, however often a clock is looked at', () => {
  const asked = vi.spyOn(Temporal.ZonedDateTime.prototype, 'add')
  try {
    const fresh = { ...warning }
    const later = { ...aware, facts: { aware_at: '2026-11-24T02:30:00Z' } }
    const dues = [aware, aware, { ...aware }, later, later].map(
      (state) => one(fresh, state, '2026-11-24T03:00:00Z')?.due,
    )
    const [first, second] = ['2026-11-25T02:00:00Z', '2026-11-25T02:30:00Z']
    expect(dues).toEqual([first, first, first, second, second])
    expect(asked).toHaveBeenCalledTimes(2)
  } finally {
    asked.mockRestore()
  }
})

describe('what is stated has two times', () => {
  const at = (seq: number, type: string, t: string, data: object) =>
    ({ seq, run: 'r', actor: 'Els', type, t, data }) as unknown as LogEvent
  const night = (sentAt: string, writtenAt: string): State =>
    fold({ ...empty, opened }, [
      at(1, 'step.outcome', '2026-11-24T02:35:00.000Z', {
        ...{ result: 'done', summary: '', facts: { aware_at: '2026-11-24T02:00:00.000Z' } },
      }),
      at(2, 'notice.prepared', '2026-11-24T03:00:00.000Z', { obligation: 'warning', files: [], values: {} }),
      at(3, 'notice.sent', writtenAt, { obligation: 'warning', how: 'portal', at: sentAt, reference: 'CASE-1' }),
    ])
  const later = '2026-12-24T03:00:00Z'

  test('a notice that was written down 36 h after it was due is not simply met', () => {
    const backdated = night('2026-11-24T22:00:00.000Z', '2026-11-26T14:00:00.000Z')
    expect(one(warning, backdated, later)).toMatchObject({
      ...{ status: 'met-as-stated', due: '2026-11-25T02:00:00Z', metAt: '2026-11-24T22:00:00Z' },
      ...{ metWritten: '2026-11-26T14:00:00.000Z', metSaidBy: 'Els' },
    })
  })

  test('written in time it is met, and who types minutes may be one over it', () => {
    const inTime = night('2026-11-24T22:00:00.000Z', '2026-11-25T01:59:00.000Z')
    expect(one(warning, inTime, later)).toMatchObject({ status: 'met', metWritten: '2026-11-25T01:59:00.000Z' })
    const minute = night('2026-11-25T02:00:00.000Z', '2026-11-25T02:00:59.000Z')
    expect(one(warning, minute, later)?.status).toBe('met')
    const over = night('2026-11-25T02:00:00.000Z', '2026-11-25T02:01:00.001Z')
    expect(one(warning, over, later)?.status).toBe('met-as-stated')
  })

  test('stated late is late, whenever that was written', () => {
    const late = night('2026-11-25T03:00:00.000Z', '2026-11-26T14:00:00.000Z')
    expect(one(warning, late, later)).toMatchObject({ status: 'met-late', metWritten: '2026-11-26T14:00:00.000Z' })
  })

  test('the time left is counted from both', () => {
    const start = fold({ ...empty, opened }, [
      at(1, 'step.outcome', '2026-11-24T02:35:00.000Z', {
        ...{ result: 'done', summary: '', facts: { aware_at: '2026-11-24T02:00:00.000Z' } },
      }),
    ])
    expect(one(warning, start, '2026-11-24T03:00:00Z')).toMatchObject({
      ...{ status: 'running', startedAt: '2026-11-24T02:00:00Z', startedWritten: '2026-11-24T02:35:00.000Z' },
      ...{ startedBy: 'Els', leftMs: 23 * 3_600_000, leftWrittenMs: 23 * 3_600_000 + 35 * 60_000 },
    })
  })

  test('a deadline that lies ahead does not begin when it is written', () => {
    const threat: Obligation = { ...warning, binding: 'threat', within: 'PT0S', metBy: { fact: 'decision' } }
    const named = fold({ ...empty, opened }, [
      at(1, 'step.outcome', '2026-11-24T02:35:00.000Z', {
        ...{ result: 'done', summary: '', facts: { aware_at: '2026-11-28T02:00:00.000Z' } },
      }),
    ])
    expect(one(threat, named, '2026-11-24T03:00:00Z')).toMatchObject({ status: 'running', leftWrittenMs: null })
  })
})

test('a reasoned decision not to notify waives it', () => {
  const gdpr: Obligation = { ...warning, unless: 'breach_unlikely' }
  expect(
    one(gdpr, { ...aware, facts: { ...aware.facts, breach_unlikely: 'yes' } }, '2026-11-24T03:00:00Z')?.status,
  ).toBe('waived')
})

test('the final report starts when the notification was sent, and a fact stops a threat', () => {
  const report: Obligation = { ...warning, id: 'report', from: { sent: 'warning' }, within: 'P1M' }
  const sent = { how: 'mail', at: '2026-01-31T09:00:00Z', reference: 'x' }
  const state = { ...aware, notices: { warning: { prepared: null, files: [], values: {}, sent } } }
  expect(one(report, state, '2026-02-01T00:00:00Z')?.due).toBe('2026-02-28T09:00:00Z')
  const threat: Obligation = { ...warning, binding: 'threat', metBy: { fact: 'decision' } }
  const decided = {
    ...aware,
    facts: { ...aware.facts, decision: 'none' },
    factsAt: { decision: '2026-11-24T05:00:00Z' },
  }
  expect(one(threat, decided, '2026-11-26T00:00:00Z')).toMatchObject({ status: 'met', weight: 'threat' })
})

test.each([
  // 24 hours are 24 hours, also in the night in which the clock goes back.
  ['2026-10-24T12:00:00Z', 'PT24H', '2026-10-25T12:00:00Z'],
  // A month is a calendar month on the wall clock of Brussels, across the change to winter time.
  ['2026-10-10T08:00:00Z', 'P1M', '2026-11-10T09:00:00Z'],
  ['2026-12-31T10:00:00Z', 'P2M', '2027-02-28T10:00:00Z'],
])('%s + %s is %s', (start, within, due) => {
  expect(dueAfter(Temporal.Instant.from(start), within).toString()).toBe(due)
})
