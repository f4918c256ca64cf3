import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../../src/core/event.ts'
import { gapsOf } from '../../../src/drill/gaps.ts'
import { metrics } from '../../../src/drill/metrics.ts'
import { score } from '../../../src/drill/score.ts'
import { strengthsOf } from '../../../src/drill/strengths.ts'
import { drillParts, sampleDrill, sampleScenario } from '../../support/sample-drill.ts'

type Part = (typeof drillParts)[number]

const opening = drillParts.slice(0, 2)
const ends = (minute: number, why: 'scenario' | 'facilitator'): Part => [
  minute,
  { type: 'drill.ended', actor: 'Tom Trainer', data: { why } },
]
const timeAt = (minute: number): string =>
  new Date(Date.parse('2026-01-12T06:30:00.000Z') + minute * 60_000).toISOString()
const done = (minute: number, step: string): Part => [
  minute,
  { type: 'step.outcome', actor: 'An Voorbeeld', step, data: { result: 'done', summary: 'done', facts: {} } } as Draft,
]
const scenarioWith = (measure: object, more: object = {}) => ({
  ...sampleScenario,
  objectives: [{ id: 'one', title: { en: 'One', nl: 'Een' }, measure }],
  ...more,
})
const rated = (measure: object, parts: readonly Part[]) => {
  const [one] = score(sampleDrill([...opening, ...parts], scenarioWith(measure)))
  return [one?.rating, one?.state, one?.measured]
}

const declared = {
  P: 'done["isolate/declare"] <= 60',
  S: 'done["isolate/declare"] <= 90',
  M: 'done["isolate/declare"] < never',
}

describe('an objective is met, not met, or not reached', () => {
  test('an exercise that was ended early rates nothing that could still have come', () => {
    expect(rated(declared, [ends(30, 'facilitator')])).toEqual([null, 'not-reached', 'U'])
    expect(rated(declared, [done(20, 'isolate/declare'), ends(30, 'facilitator')])).toEqual(['P', 'met', 'P'])
    expect(rated(declared, [])).toEqual([null, 'not-reached', 'U'])
  })
  test('what can no longer come is missed, also when it was ended early', () => {
    const { M: _m, ...inTime } = declared
    expect(rated(inTime, [ends(95, 'facilitator')])).toEqual(['U', 'not-met', 'U'])
    expect(rated(inTime, [ends(90, 'facilitator')])).toEqual(['U', 'not-met', 'U'])
    expect(rated(inTime, [ends(89, 'facilitator')])).toEqual([null, 'not-reached', 'U'])
    expect(rated(declared, [done(70, 'isolate/declare'), ends(75, 'facilitator')])).toEqual(['S', 'met', 'S'])
  })
  test('an exercise that ran to its end says what it says', () => {
    expect(rated(declared, [ends(120, 'scenario')])).toEqual(['U', 'not-met', 'U'])
    expect(rated(declared, [ends(120, 'facilitator')])).toEqual(['U', 'not-met', 'U'])
  })
  test('half of a measure is no poor rating when the other half was not due yet', () => {
    const both = { P: 'done["isolate/declare"] <= 30 && done["isolate/team"] <= 60', M: declared.M }
    expect(rated(both, [done(10, 'isolate/declare'), ends(40, 'facilitator')])).toEqual([null, 'not-reached', 'M'])
    expect(rated(both, [done(10, 'isolate/declare'), ends(60, 'facilitator')])).toEqual(['M', 'met', 'M'])
    expect(rated(both, [done(35, 'isolate/declare'), ends(40, 'facilitator')])).toEqual(['M', 'met', 'M'])
  })
  test('nobody failed to answer a message that never came', () => {
    const answered = { P: 'answered["press"] - injects["press"] <= 10', S: 'answered["press"] < never' }
    expect(rated(answered, [ends(120, 'scenario')])).toEqual([null, 'not-reached', 'U'])
    const press = drillParts.find(
      ([, { type, data }]) => type === 'inject.sent' && 'inject' in data && data.inject === 'press',
    )
    expect(rated(answered, [press as Part, ends(120, 'scenario')])).toEqual(['U', 'not-met', 'U'])
  })
  test('what is destroyed does not come back, what is open can be closed', () => {
    const lost: Part = [
      10,
      {
        type: 'world.changed',
        actor: 'x',
        data: { cause: 'x', what: 'x', changes: [{ backup: 'tape', to: 'destroyed' }] },
      },
    ]
    expect(
      rated({ P: 'backups["tape"].state != "destroyed" && links.internet == "closed"' }, [
        lost,
        ends(30, 'facilitator'),
      ]),
    ).toEqual(['U', 'not-met', 'U'])
    expect(
      rated({ P: 'backups["tape"].state != "destroyed" && links.internet == "closed"' }, [ends(30, 'facilitator')]),
    ).toEqual([null, 'not-reached', 'U'])
    expect(rated({ P: '!(closed.internet < never) && false' }, [ends(30, 'facilitator')])).toEqual([
      'U',
      'not-met',
      'U',
    ])
  })
  test('a person who judged counts, also early', () => {
    const judged: Part = [
      20,
      { type: 'drill.observed', actor: 'Tom Trainer', data: { text: 'x', objective: 'one', rating: 'S' } },
    ]
    expect(rated(declared, [judged, ends(30, 'facilitator')])).toEqual(['S', 'met', 'U'])
  })
  test('what was not reached is neither a strength nor a gap', () => {
    const played = sampleDrill([...opening, ends(3, 'facilitator')], scenarioWith(declared))
    const judged = { played, scores: score(played), metrics: metrics(played, []) }
    expect(strengthsOf(judged)).toEqual([])
    expect(gapsOf(judged).filter(({ from }) => from.kind === 'objective')).toEqual([])
  })
  test('whenever a drill was ended early, playing on for it to come would have given it a rating', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119 }), fc.integer({ min: 1, max: 130 }), (end, deadline) => {
        const measure = { P: `done["isolate/declare"] <= ${deadline}` }
        const [rating] = rated(measure, [ends(end, 'facilitator')])
        const [onward] = rated(measure, [done(end + 1, 'isolate/declare'), ends(120, 'scenario')])
        expect(rating === null).toBe(onward === 'P')
      }),
    )
  })
})

describe('why an objective was not rated better', () => {
  const unmet = (measure: object, parts: readonly Part[]) => {
    const [one] = score(sampleDrill([...opening, ...parts], scenarioWith(measure)))
    return one?.unmet
  }
  test('the first condition that was not met, with the lines that it looks at', () => {
    const measure = { P: 'done["isolate/declare"] <= 30 && (done["isolate/team"] <= 40 || minutes < 5) && false' }
    expect(
      unmet(measure, [done(20, 'isolate/declare'), done(50, 'isolate/team'), ends(120, 'scenario')]),
    ).toMatchObject({
      rating: 'P',
      condition: 'done["isolate/team"] <= 40 || minutes < 5',
      evidence: [{ name: 'done', member: 'isolate/team', seq: 3 }],
    })
    expect(unmet(measure, [done(31, 'isolate/declare'), ends(120, 'scenario')])).toMatchObject({
      condition: 'done["isolate/declare"] <= 30',
      evidence: [{ name: 'done', member: 'isolate/declare', seq: 2 }],
    })
  })
  test('of a loop the first item that fails', () => {
    const measure = { P: 'closed.all(link, closed[link] <= 54)' }
    const cut = drillParts.filter(([, { type }]) => type === 'world.changed')
    expect(unmet(measure, [...cut, ends(120, 'scenario')])?.condition).toBe('closed["vpn"] <= 54')
  })
  test('null where it is as good as it can be, or has no measure', () => {
    expect(unmet(declared, [done(20, 'isolate/declare'), ends(120, 'scenario')])).toBeNull()
    expect(unmet({}, [ends(120, 'scenario')])).toBeNull()
  })
})

describe('what was expected', () => {
  const responseTo = (when: string | undefined, parts: readonly Part[], expect: object = {}) => {
    const [first, ...rest] = sampleScenario.injects
    const text = {
      en: 'Paper for everybody, and the lead declares',
      nl: 'Papier voor iedereen, en de leider kondigt af',
    }
    const inject = { ...first, expect: { text, ...(when === undefined ? {} : { when }), within: '20m', ...expect } }
    const scenario = { ...sampleScenario, injects: [inject, ...rest] } as typeof sampleScenario
    const played = sampleDrill([...opening, ...parts], scenario)
    const judged = { played, scores: score(played), metrics: metrics(played, []) }
    return { response: judged.metrics.responses[0], strengths: strengthsOf(judged).map(({ nl }) => nl) }
  }
  const sent = drillParts[2] as Part
  const answer = drillParts[3] as Part
  const seesDeclared = 'done["isolate/declare"] < never'

  test('praise names what was measured, never the rest of the text', () => {
    const { response, strengths } = responseTo(seesDeclared, [sent, done(12, 'isolate/declare'), ends(120, 'scenario')])
    expect(response).toMatchObject({ state: 'met', before: false })
    const [praise] = strengths.filter((one) => one.startsWith('Op tijd na het bericht'))
    expect(praise).toMatch(/: I1 [^:]+$/)
    expect(strengths.join()).not.toContain('Papier voor iedereen')
  })
  test('that somebody answered says nothing about what was said', () => {
    const { response, strengths } = responseTo('answered["care-home"] < never', [sent, answer, ends(120, 'scenario')])
    expect(response?.state).toBe('answered')
    expect(strengths.some((one) => one.includes('bericht'))).toBe(false)
    expect(responseTo('answered["care-home"] < never', [sent, ends(120, 'scenario')]).response?.state).toBe('missed')
  })
  test('what was so already is told as that', () => {
    const { response, strengths } = responseTo(seesDeclared, [done(2, 'isolate/declare'), sent, ends(120, 'scenario')])
    expect(response).toMatchObject({ state: 'met', before: true })
    expect(strengths.some((one) => one.startsWith('Al zo toen het bericht kwam van Iemand'))).toBe(true)
  })
  test('what was not due yet when the exercise was ended is not missed', () => {
    expect(responseTo(seesDeclared, [sent, ends(24, 'facilitator')]).response?.state).toBe('open')
    expect(responseTo(seesDeclared, [sent, ends(25, 'facilitator')]).response?.state).toBe('missed')
    const noLimit = { within: undefined }
    expect(responseTo(seesDeclared, [sent, ends(60, 'facilitator')], noLimit).response?.state).toBe('open')
    expect(responseTo(seesDeclared, [sent, ends(120, 'scenario')], noLimit).response?.state).toBe('missed')
  })
  test('nobody is late for what the clock jumped over', () => {
    const jump = (from: number, to: number): readonly Part[] => [
      [from, { type: 'drill.clock', actor: 'Tom Trainer', data: { at: timeAt(from), speed: 0, why: 'paused' } }],
      [to, { type: 'drill.clock', actor: 'Tom Trainer', data: { at: timeAt(to), speed: 60, why: 'jumped' } }],
    ]
    const state = (...parts: readonly Part[]) => responseTo(seesDeclared, [sent, ...parts]).response?.state
    // Sent in minute 5, twenty minutes for it; paused before it jumps.
    expect(state(...jump(20, 40), ends(120, 'scenario'))).toBe('open')
    expect(state(...jump(20, 40), done(45, 'isolate/declare'), ends(120, 'scenario'))).toBe('open')
    expect(state(...jump(30, 40), ends(120, 'scenario'))).toBe('missed')
    expect(state(...jump(10, 15), ends(120, 'scenario'))).toBe('missed')
    expect(state(...jump(30, 40), done(45, 'isolate/declare'), ends(120, 'scenario'))).toBe('late')
    expect(state(done(12, 'isolate/declare'), ...jump(20, 40), ends(120, 'scenario'))).toBe('met')
  })
  test('a message is not unanswered when there was no time to answer it', () => {
    const messages = (...parts: readonly Part[]) => metrics(sampleDrill([...opening, sent, ...parts]), []).messages
    expect(messages(ends(24, 'facilitator'))).toMatchObject({ unanswered: [], open: [2] })
    expect(messages(ends(25, 'facilitator'))).toMatchObject({ unanswered: [2], open: [] })
    expect(messages(ends(120, 'scenario'))).toMatchObject({ unanswered: [2], open: [] })
  })
  test('a message whose text the facilitator changed is for a person to judge', () => {
    const edited: Part = [
      1,
      { type: 'inject.edited', actor: 'Tom Trainer', data: { inject: 'care-home', text: 'Never mind', order: 1 } },
    ]
    const { response, strengths } = responseTo(seesDeclared, [
      edited,
      sent,
      done(12, 'isolate/declare'),
      ends(120, 'scenario'),
    ])
    expect(response?.state).toBe('unmeasured')
    expect(strengths.some((one) => one.includes('bericht'))).toBe(false)
  })
  test('a made-up message counts among the figures of nobody', () => {
    const madeUp: Part = [
      30,
      {
        type: 'inject.sent',
        actor: 'Tom Trainer',
        data: { inject: null, from: 'x', to: 'lead', channel: 'phone', text: 'x', why: 'improvised', order: 1 },
      },
    ]
    const answered: Part = [31, { type: 'inject.answered', actor: 'x', data: { seq: 2, text: 'yes' } }]
    const played = sampleDrill([...opening, madeUp, answered, ends(120, 'scenario')])
    expect(metrics(played, []).messages).toEqual({ answered: 0, unanswered: [], open: [], medianMinutes: null })
  })
})
