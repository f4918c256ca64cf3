import { describe, expect, it } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import type { View } from '../../../src/core/view.ts'
import { nextDue, sending } from '../../../src/drill/director.ts'
import { drillAfter, startDrill } from '../../../src/drill/drill-state.ts'
import { atLevel, type Scenario } from '../../../src/drill/scenario.ts'
import { drillNames, drillScope } from '../../../src/drill/scenario-scope.ts'
import { startWorld } from '../../../src/drill/world.ts'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { expressions } from '../../../src/runbook/template.ts'

const text = (en: string) => ({ en, nl: en })
const nothing = { links: [], hosts: [], services: [], backups: [], people: [] }
const scenario: Scenario = {
  format: 'cyber-respond/scenario@1',
  ...{ id: 'small', title: text('Small'), summary: text('Small'), sources: [], municipality: null, plan: 'ransomware' },
  ...{ start: '2022-12-12T07:30', length: '2h', levels: [{ id: 'basic', title: text('Basic') }], roles: [] },
  ...{ objectives: [], questions: [], teams: [] },
  world: {
    ...nothing,
    hosts: [{ id: 'pc', name: text('PCs'), count: 10, encrypted: 2 }],
    ...{ partners: [], suppliers: [], neighbours: [], commands: [] },
  },
  events: [
    { id: 'spread', at: '30m', until: '60m', what: text('spreads'), change: [{ hosts: 'pc', encrypt: 3 }] },
    { id: 'hard-only', at: '1m', level: 'hard', what: text('no'), change: [] },
  ],
  injects: [
    {
      ...{
        id: 'call',
        phase: 'isolate',
        from: text('Care home'),
        to: 'lead',
        channel: 'phone',
        points: [],
        note: null,
      },
      ...{ at: '5m', text: text('{{ hosts.pc.encrypted }} machines') },
    },
    {
      ...{ id: 'worse', phase: 'isolate', from: text('ICT'), to: 'lead', channel: 'phone', points: [], note: null },
      ...{ when: 'events.spread < never && hosts.pc.encrypted > 4', text: text('worse') },
    },
  ],
  end: { at: '2h' },
}
const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' }
const view = { steps: [], clocks: [], scope: {} } as unknown as View

/** What happens when the minutes pass one by one. */
function play(minutes: number, before: readonly LogEvent[] = []) {
  const playing = atLevel(scenario, 'basic')
  let drill = startDrill(startWorld(playing, emptyProfile(municipality)))
  const told: string[] = []
  const moment = (minute: number): string =>
    new Date(Date.parse('2022-12-12T06:30:00Z') + minute * 60_000).toISOString()
  for (const event of before) drill = drillAfter(drill, event)
  for (let minute = 0; minute <= minutes; minute += 1) {
    for (;;) {
      const scope = drillScope(playing, drill, () => view, minute)
      const due = nextDue(playing, drill, minute, (condition) => expressions.evaluate(condition, scope) === true)
      if (due === null) break
      const draft = 'draft' in due ? due.draft : sending(due.inject, drill, scope, expressions, 'planned')
      const { data } = draft
      const what = 'text' in data ? JSON.stringify(data.text) : JSON.stringify('cause' in data ? data.cause : data)
      told.push(`${minute} ${draft.type} ${what}`)
      drill = drillAfter(drill, { ...draft, seq: told.length, t: moment(minute), run: 'a' } as LogEvent)
    }
  }
  return { told, drill }
}

describe('the names of a scenario', () => {
  it('are those that its expressions see', () => {
    const { drill } = play(0)
    const scope = drillScope(scenario, drill, () => view, 0)
    expect(Object.keys(scope)).toEqual(expect.arrayContaining([...drillNames]))
  })
})

describe('the director', () => {
  it('lets each thing happen once, at its time, and what follows from it at once', () => {
    const begin = { type: 'drill.clock', data: { at: '', speed: 1, why: 'started' }, t: '2022-12-12T06:30:00Z' }
    const { told, drill } = play(130, [begin as unknown as LogEvent])
    expect(told).toEqual([
      '5 inject.sent {"en":"2 machines","nl":"2 machines"}',
      '30 world.changed "spread"',
      '30 inject.sent {"en":"worse","nl":"worse"}',
      '120 drill.ended {"why":"scenario"}',
    ])
    expect(drill.world.hosts.pc).toEqual({ total: 10, encrypted: 5 })
  })

  it('does not send what the facilitator holds back, and sends it once it is let go', () => {
    const begin = { type: 'drill.clock', data: { at: '', speed: 1, why: 'started' }, t: '2022-12-12T06:30:00Z' }
    const held = (isHeld: boolean) => ({ type: 'inject.held', data: { inject: 'call', held: isHeld }, t: begin.t })
    const messages = (...before: readonly object[]): readonly string[] =>
      play(60, [begin, ...before] as readonly LogEvent[]).told.filter((one) => one.includes('inject.sent'))
    const [call, worse] = [
      '5 inject.sent {"en":"2 machines","nl":"2 machines"}',
      '30 inject.sent {"en":"worse","nl":"worse"}',
    ]
    expect(messages()).toEqual([call, worse])
    expect(messages(held(true))).toEqual([worse])
    expect(messages(held(true), held(false))).toEqual([call, worse])
  })
})
