import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/runbook/cel.ts'
import { never } from '../../../src/runbook/never.ts'

/** A minute of the exercise, or null for what never happened. */
const minute = fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: null, freq: 3 })
const happened = fc.integer({ min: 0, max: 30_000 })
const number = fc.integer({ min: -40_000, max: 40_000 })

interface Times {
  readonly minutes: number
  readonly came: number | null
  readonly answered: number | null
  readonly done: number | null
}

function scope({ minutes, came, answered, done }: Times) {
  return {
    ...{ minutes, never, facts: {} },
    injects: { x: came ?? never },
    answered: { x: answered ?? never },
    done: { 'isolate/declare': done ?? never },
  }
}

const times = fc.record({ minutes: happened, came: minute, answered: minute, done: minute })

describe('what never happened', () => {
  test('a team that never got a message did not answer it within ten minutes', () => {
    const nobody = scope({ minutes: 120, came: null, answered: null, done: null })
    expect(evaluate('answered["x"] - injects["x"] <= 10', nobody)).toBe(false)
    expect(evaluate('answered["x"] - injects["x"] < 10', nobody)).toBe(false)
    expect(evaluate('10 >= answered["x"] - injects["x"]', nobody)).toBe(false)
    expect(evaluate('answered["x"] - injects["x"] == 0', nobody)).toBe(false)
    expect(evaluate('(answered["x"] - injects["x"]) / 60 <= 1', nobody)).toBe(false)
    expect(evaluate('-(injects["x"] - answered["x"]) <= 10', nobody)).toBe(false)
    expect(evaluate('minutes - injects["x"] <= 10', nobody)).toBe(false)
    expect(evaluate('minutes - injects["x"] >= 10', nobody)).toBe(false)
    expect(evaluate('done["isolate/declare"] <= injects["x"]', nobody)).toBe(false)
    expect(evaluate('done["isolate/declare"] <= injects["x"] + 30', nobody)).toBe(false)
    expect(evaluate('done["isolate/declare"] < 2000000000000', nobody)).toBe(false)
    expect(evaluate('[injects["x"], answered["x"]].exists(t, t - 5 <= 10)', nobody)).toBe(false)
  })

  test('it can be asked for by its word', () => {
    const nobody = scope({ minutes: 120, came: null, answered: null, done: null })
    const all = scope({ minutes: 120, came: 5, answered: 9, done: 20 })
    for (const [condition, missing, there] of [
      ['injects["x"] == never', true, false],
      ['injects["x"] != never', false, true],
      ['injects["x"] < never', false, true],
      ['injects["x"] >= never', true, false],
      ['injects["x"] + 30 == never', true, false],
      ['answered["x"] - 3 == never', true, false],
      ['answered["x"] > 60', true, false],
      ['injects["x"] <= done["isolate/declare"]', false, true],
    ] as const) {
      expect(evaluate(condition, nobody), condition).toBe(missing)
      expect(evaluate(condition, all), condition).toBe(there)
    }
  })

  test('what did not happen lies after what did', () => {
    const half = scope({ minutes: 120, came: 5, answered: null, done: 20 })
    expect(evaluate('done["isolate/declare"] < answered["x"]', half)).toBe(true)
    expect(evaluate('answered["x"] - injects["x"] > 60', half)).toBe(true)
    expect(evaluate('answered["x"] - injects["x"] <= 60', half)).toBe(false)
    expect(evaluate('answered["x"] >= done["isolate/declare"]', half)).toBe(true)
  })

  test('texts, lists and fractions are added as before', () => {
    const all = scope({ minutes: 120, came: 5, answered: 9, done: 20 })
    expect(evaluate('"after " + string(minutes - injects["x"])', all)).toBe('after 115')
    expect(evaluate('size([minutes] + [1, 2])', all)).toBe(3)
    expect(evaluate('double(minutes) / 2.0 + 0.5', all)).toBe(60.5)
    expect(evaluate('-double(minutes)', all)).toBe(-120)
    expect(() => evaluate('minutes / 0', all)).toThrow()
    expect(() => evaluate('minutes + "a"', all)).toThrow()
    expect(evaluate('minutes - 20', all)).toBe(100)
    expect(evaluate('never - 20 == never', all)).toBe(true)
    expect(evaluate('facts.count + minutes > 3', all)).toBe(false)
  })

  test('meets no deadline and keeps no delay, whatever they are', () => {
    let lacking = 0
    fc.assert(
      fc.property(times, number, number, (found, n, k) => {
        const deadlines: readonly (readonly [string, readonly (number | null)[]])[] = [
          [`answered["x"] - injects["x"] <= ${n}`, [found.answered, found.came]],
          [`done["isolate/declare"] <= ${n}`, [found.done]],
          [`done["isolate/declare"] + ${k} < ${n}`, [found.done]],
          [`done["isolate/declare"] - (${k}) <= ${n}`, [found.done]],
          [`done["isolate/declare"] + ${k} <= minutes`, [found.done]],
          [`minutes - injects["x"] <= ${n}`, [found.came]],
          [`minutes - injects["x"] >= ${n}`, [found.came]],
          [`minutes - (injects["x"] + ${k}) >= ${n}`, [found.came]],
          [`done["isolate/declare"] - injects["x"] <= ${n} && answered["x"] <= ${k}`, [found.done, found.came]],
          [`done["isolate/declare"] <= answered["x"]`, [found.done]],
        ]
        for (const [condition, needed] of deadlines) {
          if (needed.every((one) => one !== null)) continue
          lacking += 1
          expect(evaluate(condition, scope(found)), condition).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
    expect(lacking).toBeGreaterThan(300)
  })

  test('changes nothing where everything happened', () => {
    const all = fc.record({ minutes: happened, came: happened, answered: happened, done: happened })
    fc.assert(
      fc.property(all, number, (found, n) => {
        const { minutes, came, answered, done } = found
        const same: readonly (readonly [string, boolean])[] = [
          [`answered["x"] - injects["x"] <= ${n}`, answered - came <= n],
          [`minutes - injects["x"] > ${n}`, minutes - came > n],
          [`done["isolate/declare"] + ${n} < answered["x"]`, done + n < answered],
          [`done["isolate/declare"] >= injects["x"]`, done >= came],
          [`answered["x"] < never && minutes % 7 == 3`, minutes % 7 === 3],
        ]
        for (const [condition, holds] of same) expect(evaluate(condition, scope(found)), condition).toBe(holds)
      }),
      { numRuns: 200 },
    )
  })
})
