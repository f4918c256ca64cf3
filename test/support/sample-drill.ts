import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { playedFrom, type Replayable } from '../../src/drill/played.ts'
import { readScenario } from '../../src/drill/read-scenario.ts'
import { atLevel, type Scenario } from '../../src/drill/scenario.ts'
import type { ServiceTarget } from '../../src/drill/service-times.ts'
import { expressions } from '../../src/runbook/template.ts'
import { root } from './run-cli.ts'
import { demoProfile, shippedBook } from './shipped.ts'

const file = join(root, 'fixtures/scenarios/small.yaml')
export const sampleScenarioBytes = readFileSync(file)
export const sampleScenario: Scenario = atLevel(readScenario(file, sampleScenarioBytes), 'basic')
export const drillStart = '2026-01-12T06:30:00.000Z'

type Part = readonly [minute: number, draft: Draft]

const els = 'Els Verzinsel'
const lead = 'An Voorbeeld'
const trainer = 'Tom Trainer'
const at = (minute: number): string => new Date(Date.parse(drillStart) + minute * 60_000).toISOString()

const done = (step: string, facts: object = {}, proof?: object): Draft =>
  ({
    type: 'step.outcome',
    actor: lead,
    step,
    data: { result: 'done', summary: 'done', facts, ...(proof === undefined ? {} : { proof }) },
  }) as Draft
const closes = (link: string): Draft => ({
  type: 'world.changed',
  actor: lead,
  data: { cause: `isolate/cut-links[${link}]`, what: `${link} closed`, changes: [{ link, to: 'closed' }] },
})

/** The opening of the drill. */
export const drillOpened: Draft = {
  type: 'incident.opened',
  actor: lead,
  data: {
    incident: 'willebroek-drill-2026-11-25',
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ Rivierenland' },
    ...{ plan: 'ransomware', version: '0.1.0', nis2: 'voluntary', base: '/nonexistent', pinned: [] },
    exercise: { scenario: 'small', level: 'basic', start: drillStart },
  },
}

/** Two hours with something of everything: what was met, what came late, what never came. */
export const drillParts: readonly Part[] = [
  [0, drillOpened],
  [0, { type: 'drill.clock', actor: lead, data: { at: drillStart, speed: 60, why: 'started' } }],
  [5, inject('care-home', 'lead', 'phone', 'Nothing works any more.')],
  [9, { type: 'inject.answered', actor: lead, data: { seq: 2, text: 'We are on it, use the paper sheets' } }],
  [
    12,
    done('isolate/declare', { detected_at: at(0), aware_at: at(10), lead, scribe: 'Daan Verzonnen', channel: 'gsm' }),
  ],
  [20, done('isolate/team', { team: [`network: Bram Fictief`] })],
  [
    30,
    {
      type: 'world.changed',
      actor: 'cyber-respond',
      data: { cause: 'spread', what: 'spreads', changes: [{ hosts: 'pc', encrypt: 2 }] },
    },
  ],
  [
    33,
    {
      type: 'step.refused',
      actor: lead,
      step: 'isolate/cut-links[internet]',
      data: { approver: lead, role: 'lead', reason: 'wait', form: 'asserted' },
    },
  ],
  [50, closes('internet')],
  [50, done('isolate/cut-links[internet]', {}, { kind: 'check', verdict: 'pass', seen: 'closed' })],
  [55, closes('vpn')],
  [56, closes('supplier-tunnel')],
  [58, closes('partners')],
  [60, inject('press', 'communication', 'press', 'Is it true that the town hall is closed?')],
  [61, { type: 'step.skipped', actor: els, step: 'isolate/memory', data: { reason: '' } }],
  [
    70,
    {
      type: 'notice.sent',
      actor: els,
      data: { obligation: 'ccb-early-warning', how: 'portal', at: at(70), reference: 'X' },
    },
  ],
  [
    75,
    {
      type: 'note.added',
      actor: els,
      data: { text: 'The switch is in the other rack: "rack B"', redline: 'isolate/cut-links' },
    },
  ],
  [
    80,
    {
      type: 'drill.observed',
      actor: trainer,
      data: { text: 'Nobody called the journalist back', objective: 'calm', rating: 'M' },
    },
  ],
  [90, done('notify/public-statement', { statement_at: at(90) })],
  [120, { type: 'drill.ended', actor: 'cyber-respond', data: { why: 'scenario' } }],
  [
    120,
    {
      type: 'drill.answered',
      actor: els,
      data: { form: 'hot-wash', question: 'What went well?', answer: 'The call list' },
    },
  ],
  [120, { type: 'drill.answered', actor: els, data: { form: 'feedback', question: 'Was it useful?', answer: 'Yes' } }],
]

function inject(id: string, to: string, channel: string, text: string): Draft {
  return {
    type: 'inject.sent',
    actor: 'cyber-respond',
    data: { inject: id, from: { en: 'Somebody', nl: 'Iemand' }, to, channel, text, why: 'planned' },
  }
}

/** The events as a record gives them: `t` is exercise time, and an hour of it takes a minute. */
export function drillEvents(parts: readonly Part[] = drillParts): readonly LogEvent[] {
  return parts.map(([minute, draft], seq) => {
    const wall = new Date(Date.parse('2026-11-25T13:00:00.000Z') + minute * 1000).toISOString()
    return { ...draft, seq, t: at(minute), wall, run: 'run-1' } as LogEvent
  })
}

/** The drill as it is judged. */
export function sampleDrill(parts: readonly Part[] = drillParts, scenario: Scenario = sampleScenario): Replayable {
  const profile = demoProfile()
  return playedFrom({ scenario, events: drillEvents(parts), profile, book: shippedBook(profile), expressions })
}

export const serviceTargets: readonly ServiceTarget[] = (
  parse(readFileSync(join(root, 'runbooks/services.yaml'), 'utf8')) as { services: ServiceTarget[] }
).services
