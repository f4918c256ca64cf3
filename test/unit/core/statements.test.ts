import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { exerciseTimes } from '../../../src/core/exercise-time.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import {
  isAfterwards,
  newestStatements,
  noRules,
  remarked,
  statedRules,
  statementsOf,
} from '../../../src/core/statements.ts'
import { sampleObligations, sampleSteps } from '../../support/sample-view.ts'

const rules = statedRules(
  Object.values(sampleSteps).flatMap((steps) => steps.map(({ action }) => action)),
  sampleObligations,
)

type Part = { readonly type: string; readonly t: string; readonly data?: object; readonly actor?: string }

function record(...parts: readonly Part[]): readonly LogEvent[] {
  return parts.map((part, seq) => ({ seq, run: 'r', actor: 'Els', data: {}, ...part }) as unknown as LogEvent)
}

const opened = (t: string, data: object = {}): Part => ({ type: 'incident.opened', t, data })
const answered = (t: string, facts: object): Part => ({
  type: 'step.outcome',
  t,
  data: { result: 'done', summary: '', facts },
})
const prepared = (t: string): Part => ({
  type: 'notice.prepared',
  t,
  data: { obligation: 'ccb-early-warning', files: [], values: {} },
})
const sent = (t: string, at: string): Part => ({
  type: 'notice.sent',
  t,
  data: { obligation: 'ccb-early-warning', how: 'portal', at, reference: 'CCB-1' },
})
const jump = (t: string, ms: number): Part => ({ type: 'clock.jump', t, data: { wallMs: ms + 5000, monoMs: 5000 } })
const told = (...parts: readonly Part[]) => remarked(statementsOf(record(...parts)), rules)
const kinds = (...parts: readonly Part[]) => told(...parts).map(({ remarks }) => remarks.map(({ kind }) => kind))

const day = (time: string): string => `2026-11-24T${time}.000Z`

test('a time has two times: when it was, as who said, and when that was written', () => {
  const [one] = told(opened(day('02:00:00')), answered(day('02:10:30'), { detected_at: day('01:20:00') }))
  expect(one).toMatchObject({
    ...{ kind: 'answer', name: 'detected_at', at: day('01:20:00'), written: day('02:10:30'), by: 'Els', seq: 1 },
    remarks: [],
  })
})

test('a notice that was backdated is before its preparing, its incident, and what started its clock', () => {
  const night = [
    opened(day('02:00:00')),
    answered(day('02:10:00'), { detected_at: day('01:20:00'), aware_at: day('01:30:00') }),
    prepared(day('02:20:00')),
    sent(day('02:30:00'), day('01:00:00')),
  ]
  expect(told(...night).at(-1)?.remarks).toMatchObject([
    { kind: 'before-opening', at: day('02:00:00') },
    { kind: 'before-preparing', at: day('02:20:00') },
    { kind: 'before', at: day('01:30:00'), other: { kind: 'answer', name: 'aware_at' } },
  ])
})

test('minutes are whole: in the minute in which it was prepared it was sent after that', () => {
  const within = (preparedAt: string, at: string) =>
    kinds(opened(day('02:00:00')), prepared(preparedAt), sent(day('02:31:00'), at)).at(-1)
  expect(within(day('02:20:59'), day('02:20:00'))).toEqual([])
  expect(within('2026-11-24T02:20:59.999Z', day('02:20:00'))).toEqual([])
  expect(within(day('02:21:00'), day('02:20:00'))).toEqual(['before-preparing'])
})

test('what lies ahead of its line can have happened only where it is no past', () => {
  const ahead = day('04:00:00')
  expect(kinds(opened(day('02:00:00')), sent(day('02:10:00'), ahead))).toEqual([['later-than-line']])
  expect(kinds(opened(day('02:00:00')), answered(day('02:10:00'), { detected_at: ahead }))).toEqual([
    ['later-than-line'],
  ])
  // Who types the minute that begins in a moment.
  expect(kinds(opened(day('02:00:00')), sent(day('02:10:01'), day('02:11:00')))).toEqual([[]])
  // A deadline: no question of the plan says that it is past.
  expect(kinds(opened(day('02:00:00')), answered(day('02:10:00'), { deadline_at: ahead }))).toEqual([[]])
})

test('an answer that comes later is held against those before it, whichever must follow', () => {
  expect(
    kinds(
      opened(day('02:00:00')),
      answered(day('02:10:00'), { aware_at: day('01:30:00') }),
      answered(day('02:20:00'), { detected_at: day('01:40:00') }),
    ),
  ).toEqual([[], ['after']])
  expect(
    kinds(
      opened(day('02:00:00')),
      answered(day('02:10:00'), { detected_at: day('01:40:00') }),
      answered(day('02:20:00'), { aware_at: day('01:30:00') }),
    ),
  ).toEqual([[], ['before']])
})

test('an order that can not be is told once, of the one that was written last', () => {
  const night = [
    opened(day('02:00:00')),
    answered(day('02:10:00'), { aware_at: day('01:30:00'), detected_at: day('01:40:00') }),
    sent(day('02:30:00'), day('01:20:00')),
  ]
  const each = told(...night).map(({ name, remarks }) => [name, remarks.map(({ kind }) => kind)])
  expect(each).toEqual([
    ['aware_at', ['before']],
    ['detected_at', []],
    ['ccb-early-warning', ['before-opening', 'before']],
  ])
  const inTheEnd = newestStatements(fold(empty, record(...night)).stated, rules)
  expect(inTheEnd.map(({ name, remarks }) => [name, remarks.map(({ kind }) => kind)])).toEqual(each)
})

test('what is said again is no new statement: what counts is when it was first written', () => {
  const again = [
    opened(day('02:00:00')),
    answered(day('02:10:00'), { aware_at: day('01:30:00') }),
    answered(day('05:00:00'), { aware_at: day('01:30:00') }),
    answered(day('06:00:00'), { aware_at: day('01:10:00') }),
  ]
  expect(told(...again).map(({ written }) => written)).toEqual([day('02:10:00'), day('06:00:00')])
  const before = newestStatements(fold(empty, record(...again.slice(0, 3))).stated, rules)
  expect(before.map(({ written }) => written)).toEqual([day('02:10:00')])
})

describe('a jump of the clock that is on record', () => {
  test('is no order that can not be', () => {
    // The clock was three hours ahead when the notice was prepared, and was put right.
    expect(
      kinds(
        opened(day('05:00:00')),
        prepared(day('05:20:00')),
        jump(day('02:21:00'), -3 * 3_600_000),
        sent(day('02:31:00'), day('02:25:00')),
      ),
    ).toEqual([[]])
    expect(
      kinds(
        opened(day('05:00:00')),
        answered(day('05:10:00'), { aware_at: day('05:05:00') }),
        jump(day('02:21:00'), -3 * 3_600_000),
        sent(day('02:31:00'), day('02:25:00')),
      ),
    ).toEqual([[], []])
  })

  test('does not hide one either', () => {
    // Prepared at what was really 05:20, and sent at 04:00 on the clock that was put right.
    expect(
      kinds(
        opened(day('02:00:00')),
        prepared(day('02:20:00')),
        jump(day('05:21:00'), 3 * 3_600_000),
        sent(day('05:31:00'), day('05:01:00')),
      ),
    ).toEqual([['before-preparing']])
  })
})

test('in a drill both times are those of the exercise, and its jumps are its own', () => {
  const start = '2026-03-01T08:00:00.000Z'
  const exercise = { scenario: 's', level: 'l', start }
  const parts = [
    opened(day('18:00:00'), { exercise }),
    { type: 'drill.clock', t: day('18:00:00'), data: { at: start, speed: 1, why: 'started' } },
    { type: 'drill.clock', t: day('18:10:00'), data: { at: '2026-03-02T08:00:00.000Z', speed: 1, why: 'jumped' } },
    sent(day('18:20:00'), '2026-03-01T12:00:00.000Z'),
  ]
  const [one] = remarked(statementsOf(record(...parts).map(exerciseTimes())), rules)
  expect(one).toMatchObject({ at: '2026-03-01T12:00:00.000Z', written: '2026-03-02T08:10:00.000Z', remarks: [] })
})

test('without a plan only what the record says itself is held against', () => {
  const night = [
    opened(day('02:00:00')),
    answered(day('02:10:00'), { aware_at: day('01:30:00') }),
    sent(day('02:30:00'), day('01:00:00')),
  ]
  const found = remarked(statementsOf(record(...night)), noRules)
  expect(found.map(({ remarks }) => remarks.map(({ kind }) => kind))).toEqual([[], ['before-opening']])
})

test('property: what is on record of a state is the newest of all that was stated, whatever the record', () => {
  const time = fc
    .integer({ min: 0, max: 300 })
    .map((minute) => new Date(Date.UTC(2026, 10, 24) + minute * 30_000).toISOString())
  const part = fc.oneof(
    fc.record({ at: time }).map(({ at }) => answered(at, { detected_at: at })),
    fc.tuple(time, time).map(([t, at]) => sent(t, at)),
    // Chance alone hardly ever states the moment of its own line.
    time.map((t) => sent(t, t)),
    fc.tuple(time, time).map(([t, at]) => answered(t, { aware_at: at })),
    time.map(prepared),
    fc.tuple(time, fc.integer({ min: -9_000_000, max: 9_000_000 })).map(([t, ms]) => jump(t, ms)),
  )
  const reached = { wholeMinute: 0, afterwards: 0 }
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const events = record(opened(day('00:00:00')), ...parts)
      const all = statementsOf(events)
      const newest = new Map(all.map((one) => [`${one.kind} ${one.name}`, one]))
      expect(fold(empty, events).stated).toEqual(Object.fromEntries(newest))
      for (const one of remarked(all, rules)) {
        // A whole minute is never enough for a remark by itself.
        if (one.at === one.written && one.kind === 'sent') {
          reached.wholeMinute += 1
          expect(one.remarks.filter(({ kind }) => kind === 'later-than-line')).toEqual([])
        }
        if (!isAfterwards(one)) continue
        reached.afterwards += 1
        expect(Date.parse(one.written) - Date.parse(one.at)).toBeGreaterThan(60_000)
      }
    }),
    { numRuns: 500 },
  )
  expect(reached.wholeMinute).toBeGreaterThan(100)
  expect(reached.afterwards).toBeGreaterThan(100)
})
