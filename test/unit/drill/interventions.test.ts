import { expect, test } from 'vitest'
import { interventionsOf } from '../../../src/drill/interventions.ts'
import { buildDrillReport } from '../../../src/report/drill/build-drill-report.ts'
import { drillDocument } from '../../../src/report/drill/drill-document.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { drillParts, sampleDrill, sampleScenario } from '../../support/sample-drill.ts'
import { sampleReport } from '../../support/sample-report.ts'

type Part = (typeof drillParts)[number]

const tom = 'Tom Trainer'
const at = (minute: number): string => new Date(Date.parse('2026-01-12T06:30:00.000Z') + minute * 60_000).toISOString()
const message = { inject: null, from: 'x', to: 'lead', channel: 'phone', text: 'The roof is on fire' } as const

/** One of everything that can be done to an exercise. */
const parts: readonly Part[] = [
  ...drillParts.slice(0, 2),
  [5, { type: 'inject.held', actor: tom, data: { inject: 'press', held: true, order: 1 } }],
  [6, { type: 'inject.held', actor: tom, data: { inject: 'press', held: false, order: 2 } }],
  [7, { type: 'inject.edited', actor: tom, data: { inject: 'press', text: 'Another question', order: 3 } }],
  [8, { type: 'inject.sent', actor: tom, data: { ...message, inject: 'press', why: 'facilitator', order: 4 } }],
  [9, { type: 'inject.sent', actor: tom, data: { ...message, why: 'improvised', order: 5 } }],
  [10, { type: 'drill.clock', actor: tom, data: { at: at(10), speed: 0, why: 'paused', order: 6 } }],
  [10, { type: 'drill.clock', actor: tom, data: { at: at(10), speed: 60, why: 'resumed', order: 7 } }],
  [60, { type: 'drill.clock', actor: tom, data: { at: at(60), speed: 60, why: 'jumped', order: 8 } }],
  [61, { type: 'drill.clock', actor: tom, data: { at: at(61), speed: 120, why: 'speed', order: 9 } }],
  [
    62,
    { type: 'drill.clock', actor: 'cyber-respond', data: { at: at(62), speed: 120, why: 'resumed', stood: 1_320_000 } },
  ],
  [63, { type: 'drill.refused', actor: 'cyber-respond', data: { order: 10, why: { en: 'no', nl: 'neen' } } }],
  [64, { type: 'drill.ended', actor: tom, data: { why: 'facilitator', order: 11 } }],
]

test('when it is over, who leaves interrupts nothing; what is refused then is still told', () => {
  const after: readonly Part[] = [
    ...parts,
    [65, { type: 'drill.refused', actor: 'cyber-respond', data: { order: 12, why: { en: 'over', nl: 'voorbij' } } }],
    [66, { type: 'drill.clock', actor: tom, data: { at: at(66), speed: 0, why: 'left' } }],
  ]
  const found = interventionsOf(sampleDrill(after).events, sampleScenario)
  expect(found.slice(-3).map(({ kind, at: when }) => [kind, when])).toEqual([
    ['refused', at(63)],
    ['ended', at(64)],
    ['refused', at(65)],
  ])
})

const reportOf = (of: readonly Part[]) =>
  buildDrillReport({
    ...{ played: sampleDrill(of), planTitle: { en: 'Ransomware', nl: 'Ransomware' }, targets: [], known: [] },
    verification: sampleReport().record,
    ...{ madeAt: '2026-11-26T10:00:00.000Z', madeWith: '0.2.0' },
  })

test('everything that the facilitator did stands in the report, with times and by whom', () => {
  const found = interventionsOf(sampleDrill(parts).events, sampleScenario)
  expect(found.map(({ kind, by, at: when }) => [kind, by, when])).toEqual([
    ['held', tom, at(5)],
    ['released', tom, at(6)],
    ['changed', tom, at(7)],
    ['sent', tom, at(8)],
    ['made-up', tom, at(9)],
    ['paused', tom, at(10)],
    ['resumed', tom, at(10)],
    ['jumped', tom, at(60)],
    ['speed', tom, at(61)],
    ['stood', 'cyber-respond', at(62)],
    ['refused', 'cyber-respond', at(63)],
    ['ended', tom, at(64)],
  ])
  expect(found[4]).toMatchObject({
    line: 7,
    text: 'The roof is on fire',
    inject: null,
    wall: '2026-11-25T13:00:09.000Z',
  })
  expect(found[9]).toMatchObject({ stoodMs: 1_320_000 })
  // From minute 10, fifty seconds at sixty times the speed of time.
  expect(found[7]).toMatchObject({ from: at(60) })
})

test.each([
  [
    'nl',
    [
      'Wat de spelleider deed',
      'De oefening is vroegtijdig beëindigd',
      'hield achter: Een|A journalist',
      'verzon een bericht: The roof is on fire',
      'pauzeerde de oefening',
      'zette de klok vooruit, van',
      'lag 22 m stil: de klok stond stil',
      'beëindigde de oefening',
      'Na 1 h 4 m van de 2 h|Na 1 u 4 m van de 2 u',
    ],
  ],
  [
    'en',
    [
      'What the facilitator did',
      'The exercise was ended early',
      'held back: A journalist',
      'made up a message: The roof is on fire',
      'paused the exercise',
      'set the clock forward, from',
      'was stopped for 22 m: the clock stood still',
      'ended the exercise',
      'not reached',
    ],
  ],
] as const)('in words (%s)', (lang, words) => {
  const told = renderMarkdown(drillDocument(reportOf(parts), lang))
  for (const one of words) expect(told).toMatch(new RegExp(one))
  expect(told.match(/Tom Trainer/g)?.length).toBeGreaterThanOrEqual(10)
})

test('where nobody did anything, that is said', () => {
  const told = renderMarkdown(drillDocument(reportOf(drillParts), 'en'))
  expect(told).toContain('Nothing: everything came from the scenario and from the players.')
  expect(told).not.toContain('ended early')
  expect(reportOf(drillParts).interventions).toEqual([])
})
