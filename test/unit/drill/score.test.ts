import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { gapsOf, improvementsOf } from '../../../src/drill/gaps.ts'
import { metrics } from '../../../src/drill/metrics.ts'
import { score } from '../../../src/drill/score.ts'
import { strengthsOf } from '../../../src/drill/strengths.ts'
import { drillParts, drillStart, sampleDrill, sampleScenario, serviceTargets } from '../../support/sample-drill.ts'

const theEnd = drillParts.find(([, { type }]) => type === 'drill.ended') as (typeof drillParts)[number]

describe('the score of a drill', () => {
  const scores = score(sampleDrill())
  it('takes the first measure that is true, and what a person judged before it', () => {
    expect(scores.map(({ objective, rating, measured, judge }) => [objective.id, rating, measured, judge])).toEqual([
      ['isolate', 'S', 'S', null],
      ['warn', 'P', 'P', null],
      ['calm', 'M', null, 'Tom Trainer'],
    ])
  })
  it('names the lines that decided', () => {
    expect(scores[0]?.evidence).toEqual([{ name: 'closed', member: 'internet', seq: 8 }])
    expect(scores[1]?.evidence).toEqual([{ name: 'sent', member: 'ccb-early-warning', seq: 15 }])
    expect(scores[2]?.evidence).toEqual([{ name: 'observed', member: null, seq: 17 }])
  })
  it('says what never happened', () => {
    const [isolate, warn, calm] = score(sampleDrill([...drillParts.slice(0, 2), theEnd]))
    expect([isolate?.rating, warn?.rating, calm?.rating]).toEqual(['U', 'U', null])
    expect([isolate?.state, warn?.state, calm?.state]).toEqual(['not-met', 'not-met', 'not-judged'])
    expect(isolate?.evidence).toEqual([{ name: 'closed', member: 'internet', seq: null }])
    expect(warn?.evidence.map(({ name }) => name)).toEqual(['sent', 'done'])
  })
})

describe('the figures of a drill', () => {
  const found = metrics(sampleDrill(), serviceTargets)
  it('count from the beginning of the exercise', () => {
    const { lasted, declare, isolate, warning, publicMessage, refused } = found
    expect({ lasted, declare, isolate, warning, publicMessage, refused }).toEqual({
      ...{ lasted: 120, declare: 12, isolate: 58, warning: 70, publicMessage: 90, refused: 1 },
    })
  })
  it('hold margins, proofs, messages and decisions', () => {
    expect(found.clocks[0]).toMatchObject({ id: 'ccb-early-warning', status: 'met', minutes: 23 * 60 })
    expect(found.steps).toEqual({ done: 4, proven: 1, unproven: ['isolate/team', 'notify/public-statement'] })
    expect(found.messages).toEqual({ answered: 1, unanswered: [13], open: [], medianMinutes: 4 })
    expect(found.ownerless).toEqual([14])
  })
  it('say when what was expected happened', () => {
    expect(found.responses).toMatchObject([{ inject: 'care-home', sent: 5, at: 12, within: 20, state: 'met' }])
    const late = drillParts.map(([minute, draft]) => [draft.step === 'isolate/declare' ? 29 : minute, draft] as const)
    const sorted = late.toSorted(([a], [b]) => a - b)
    expect(metrics(sampleDrill(sorted), []).responses).toMatchObject([{ at: 29, state: 'late' }])
    const without = drillParts.filter(([, { step }]) => step !== 'isolate/declare')
    expect(metrics(sampleDrill(without), []).responses).toMatchObject([{ at: null, state: 'missed' }])
    expect(metrics(sampleDrill(drillParts.slice(0, 4)), []).responses).toMatchObject([{ at: null, state: 'open' }])
  })
})

test('strengths and gaps come from the same findings, and nothing is both', () => {
  const played = sampleDrill()
  const judged = { played, scores: score(played), metrics: metrics(played, serviceTargets) }
  expect(strengthsOf(judged).map(({ en }) => en)).toContain('The CCB is warned within the exercise')
  const gaps = gapsOf(judged)
  expect(gaps.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['objective-calm', 'proof-isolate-team', 'messages-unanswered', 'decisions-ownerless']),
  )
  const all = improvementsOf(judged).map(({ id }) => id)
  expect(new Set(all).size).toBe(all.length)
  expect(all).toContain('redline-isolate-cut-links')
})

test('a notice that was written down only after it was due is a gap and no strength', () => {
  // Due 24 h after minute 10 of the exercise; said to have gone out at minute 70, and written down after 40 h.
  const parts = drillParts
    .filter((part) => part !== theEnd)
    .map(([minute, draft]) => [draft.type === 'notice.sent' ? 2400 : minute, draft] as const)
    .toSorted(([a], [b]) => a - b)
  const played = sampleDrill([...parts, [2500, theEnd[1]]])
  const found = metrics(played, serviceTargets)
  expect(found.clocks[0]).toMatchObject({
    status: 'met-as-stated',
    minutes: 23 * 60,
    writtenMinutes: 23 * 60 + 70 - 2400,
  })
  const judged = { played, scores: score(played), metrics: found }
  const title = played.view.clocks[0]?.obligation.title
  expect(strengthsOf(judged).map(({ en }) => en)).not.toContain(`In time: ${title?.en}`)
  expect(gapsOf(judged).map(({ what }) => what)).toContainEqual({
    en: `Written down only after it was due: ${title?.en}`,
    nl: `Pas na de termijn opgeschreven: ${title?.nl}`,
  })
})

test.each([
  ['sent after it was due', 2000, 'met-late'],
  ['never sent', null, 'overdue'],
] as const)('a notice that was %s is a gap and no strength', (_how, sent, status) => {
  // Due 24 h after minute 10 of the exercise.
  const parts = drillParts
    .filter((part) => part !== theEnd && (sent !== null || part[1].type !== 'notice.sent'))
    .map(([minute, draft]): (typeof drillParts)[number] => {
      if (draft.type !== 'notice.sent' || sent === null) return [minute, draft]
      const at = new Date(Date.parse(drillStart) + sent * 60_000).toISOString()
      return [sent, { ...draft, data: { ...draft.data, at } }]
    })
    .toSorted(([a], [b]) => a - b)
  const played = sampleDrill([...parts, [2500, theEnd[1]]])
  const found = metrics(played, serviceTargets)
  expect(found.clocks[0]).toMatchObject({ id: 'ccb-early-warning', status })
  const judged = { played, scores: score(played), metrics: found }
  const title = played.view.clocks[0]?.obligation.title
  expect(strengthsOf(judged).map(({ en }) => en)).not.toContain(`In time: ${title?.en}`)
  expect(gapsOf(judged)).toContainEqual({
    id: 'clock-ccb-early-warning',
    from: { kind: 'clock', id: 'ccb-early-warning' },
    what: { en: `Too late: ${title?.en}`, nl: `Te laat: ${title?.nl}` },
  })
})

test('what the attacker threatens with is nobody’s achievement, and no gap: only what the town had to do counts', () => {
  const played = sampleDrill()
  const found = metrics(played, serviceTargets)
  const clock = (id: string, weight: 'duty' | 'threat', status: 'met' | 'overdue') => ({
    ...{ id, title: { en: id, nl: `nl ${id}` }, weight, status, minutes: 5, writtenMinutes: null },
  })
  const clocks = [
    clock('notice', 'duty', 'met'),
    clock('ransom', 'threat', 'met'),
    clock('report', 'duty', 'overdue'),
    clock('leak', 'threat', 'overdue'),
  ]
  const judged = { played, scores: [], metrics: { ...found, clocks } }
  expect(strengthsOf(judged).filter(({ en }) => en.startsWith('In time: '))).toEqual([
    { en: 'In time: notice', nl: 'Op tijd: nl notice' },
  ])
  expect(gapsOf(judged).flatMap(({ from }) => (from.kind === 'clock' ? [from.id] : []))).toEqual(['report'])
})

test('what nobody judged is told as that, and not as a failure', () => {
  const played = sampleDrill([...drillParts.slice(0, 2), theEnd])
  const judged = { played, scores: score(played), metrics: metrics(played, serviceTargets) }
  const told = gapsOf(judged).map(({ what }) => what.nl)
  expect(told.filter((what) => what.startsWith('Niet gehaald: '))).toHaveLength(2)
  expect(told).toContain(
    `Door niemand beoordeeld: ${sampleScenario.objectives.find(({ id }) => id === 'calm')?.title.nl}`,
  )
})

test('judging never throws, whatever the record holds and however the measures are written', () => {
  const measure = fc.oneof(
    fc.constantFrom(
      'hasOwnProperty',
      'true',
      'closed.internet <= 45',
      'nonsense(',
      '1 < "a"',
      'hosts.all(h, h.x > 1)',
      'unknown.name',
    ),
    fc.string(),
  )
  const objective = fc.record({ P: measure, S: measure, M: measure }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.subarray([...drillParts.slice(1)]), fc.array(objective, { maxLength: 4 }), (parts, measures) => {
      const objectives = measures.map((one, index) => ({ id: `o${index}`, title: { en: 'x', nl: 'x' }, measure: one }))
      const played = sampleDrill([drillParts[0] as (typeof parts)[number], ...parts], { ...sampleScenario, objectives })
      const scores = score(played)
      expect(scores.every(({ rating }) => rating === null || 'PSMU'.includes(rating))).toBe(true)
      improvementsOf({ played, scores, metrics: metrics(played, serviceTargets) })
    }),
    { numRuns: 40 },
  )
})
