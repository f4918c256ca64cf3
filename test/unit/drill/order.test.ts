import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { drillAfter, startDrill } from '../../../src/drill/drill-state.ts'
import { carryOut, type Order } from '../../../src/drill/order.ts'
import { readOrder } from '../../../src/drill/read-order.ts'
import type { Scenario } from '../../../src/drill/scenario.ts'

const inject = { id: 'press', from: { en: 'Radio', nl: 'Radio' } }
const scenario = { injects: [inject], objectives: [{ id: 'declare' }] } as unknown as Scenario
const world = { links: {}, hosts: {}, services: {}, backups: {}, people: {}, runs: {} }
const running = { ...startDrill(world), speed: 60, pace: 60 }
const now = Date.parse('2022-12-12T07:00:00Z')
const carry = (order: Order, drill = running) => carryOut(order, { scenario, drill, now, number: 3 })
const by = 'Tom'

describe('an order of the facilitator', () => {
  it('pauses, and goes on at the speed that there was', () => {
    expect(carry({ by, kind: 'pause' })).toEqual({
      drafts: [
        { type: 'drill.clock', actor: by, data: { at: '2022-12-12T07:00:00.000Z', speed: 0, why: 'paused', order: 3 } },
      ],
    })
    expect(carry({ by, kind: 'pause' }, { ...running, speed: 0 })).toHaveProperty('refused')
    expect(carry({ by, kind: 'resume' }, { ...running, speed: 0 })).toMatchObject({ drafts: [{ data: { speed: 60 } }] })
    expect(carry({ by, kind: 'resume' })).toHaveProperty('refused')
  })

  it('jumps forward only', () => {
    expect(carry({ by, kind: 'jump', at: '2022-12-14T08:00:00Z' })).toMatchObject({
      drafts: [{ data: { at: '2022-12-14T08:00:00.000Z', why: 'jumped', speed: 60 } }],
    })
    for (const at of ['2022-12-12T07:00:00Z', '2020-01-01T00:00:00Z', 'soon'])
      expect(carry({ by, kind: 'jump', at })).toHaveProperty('refused')
  })

  it('sends a message once, and only one that there is', () => {
    expect(carry({ by, kind: 'send', inject: 'press' })).toEqual({ send: inject })
    expect(carry({ by, kind: 'send', inject: 'pres' })).toHaveProperty('refused')
    const sent = { ...running, messages: [{ inject: 'press' }] as never }
    expect(carry({ by, kind: 'send', inject: 'press' }, sent)).toHaveProperty('refused')
  })

  it('changes what it names of a message, and leaves the rest to the script', () => {
    const { drafts = [] } = carry({ by, kind: 'edit', inject: 'press', from: 'The newspaper', to: 'mayor' }) as {
      drafts?: readonly Draft[]
    }
    expect(drafts).toEqual([
      { type: 'inject.edited', actor: by, data: { inject: 'press', from: 'The newspaper', to: 'mayor', order: 3 } },
    ])
    const seen = { seq: 1, t: '2022-12-12T07:00:00Z', run: 'a' }
    const edited = drafts.reduce((drill, draft) => drillAfter(drill, { ...draft, ...seen } as LogEvent), running)
    const later = { type: 'inject.edited', actor: by, data: { inject: 'press', to: 'lead' } }
    expect(drillAfter(edited, { ...later, ...seen } as LogEvent).edited).toEqual({
      press: { from: 'The newspaper', to: 'lead' },
    })
  })

  it('judges only what there is to judge', () => {
    const observe = { by, kind: 'observe', text: 'calm', rating: 'P' } as const
    expect(carry({ ...observe, objective: 'declare' })).toMatchObject({ drafts: [{ data: { rating: 'P', order: 3 } }] })
    expect(carry({ ...observe, objective: 'other' })).toHaveProperty('refused')
  })

  it('is refused after the end, but for what was seen', () => {
    const over = { ...running, ended: 'scenario' as const }
    expect(carry({ by, kind: 'pause' }, over)).toHaveProperty('refused')
    expect(carry({ by, kind: 'observe', text: 'calm' }, over)).toHaveProperty('drafts')
  })

  it('counts on from the highest number on record: none is carried out twice', () => {
    const highest = (orders: number, order?: number): number => {
      const data = { at: '2022-12-12T07:00:00Z', speed: 0, why: 'paused', ...(order === undefined ? {} : { order }) }
      const event = { type: 'drill.clock', actor: by, data, seq: 1, t: '2022-12-12T07:00:00Z', run: 'a' } as LogEvent
      return drillAfter({ ...running, orders }, event).orders
    }
    expect([highest(5, 6), highest(5, 5), highest(5, 3), highest(5)]).toEqual([6, 5, 5, 5])
  })

  it('always has its number on record, or is refused', () => {
    const word = fc.constantFrom('press', 'declare', 'x', '2022-12-14T08:00:00Z')
    const order = fc.record({
      by: fc.constant(by),
      kind: fc.constantFrom<Order['kind']>(
        'hold',
        'release',
        'edit',
        'improvise',
        'speed',
        'jump',
        'note',
        'end',
        'resume',
      ),
      ...{ inject: word, text: word, from: word, to: word, channel: word, at: word, speed: fc.integer() },
    })
    const reached = { carriedOut: 0, refused: 0 }
    fc.assert(
      fc.property(order, (given) => {
        const carried = carry(given as Order)
        reached['drafts' in carried ? 'carriedOut' : 'refused'] += 1
        if ('drafts' in carried) {
          for (const { data } of carried.drafts) expect(data).toMatchObject({ order: 3 })
          expect(carried.drafts).toHaveLength(1)
        } else expect(carried).toHaveProperty('refused')
      }),
    )
    expect(reached.carriedOut).toBeGreaterThan(10)
    expect(reached.refused).toBeGreaterThan(10)
  })
})

describe('a line of the file of orders', () => {
  it('is an order with all that it needs, or none', () => {
    expect(readOrder(JSON.stringify({ by, kind: 'pause' }))).toEqual({ by, kind: 'pause' })
    for (const line of [
      '',
      'pause',
      'null',
      '[]',
      '{"kind":"pause"}',
      '{"by":"Tom","kind":"dance"}',
      '{"by":"Tom","kind":"send"}',
      '{"by":"Tom","kind":"speed","speed":1.5}',
      '{"by":"Tom","kind":"observe","text":"x","rating":"A"}',
      '{"by":"Tom","kind":"edit","inject":"press","text":{"en":"only"}}',
      '{"by":"Tom","kind":"edit","inject":"press"}',
      '{"by":"Tom","kind":"edit","inject":"press","from":7}',
      '{"by":"Tom","kind":"edit","inject":"press","text":"x","to":["lead"]}',
    ])
      expect(readOrder(line), line).toBeNull()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void readOrder(line)))
  })
})
