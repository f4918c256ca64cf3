import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readLog } from '../../src/adapters/log/files.ts'
import { giveOrder } from '../../src/adapters/simulated/drill-orders.ts'
import { memoryLog } from '../../src/audit/memory-log.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import type { LogPort } from '../../src/core/ports.ts'
import { drillAfter, startDrill } from '../../src/drill/drill-state.ts'
import type { Order } from '../../src/drill/order.ts'
import { playDrill } from '../../src/drill/playing.ts'
import { startWorld } from '../../src/drill/world.ts'
import { expressions } from '../../src/runbook/template.ts'
import { beginEvening, eveningDrill } from '../support/evening-drill.ts'
import { tempFolder } from '../support/run-cli.ts'
import { sampleScenario } from '../support/sample-drill.ts'
import { demoProfile, shippedBook } from '../support/shipped.ts'

const by = 'Tom'
const numbered = (events: readonly LogEvent[]): readonly (readonly [number, string])[] =>
  events.flatMap(({ type, data }) => {
    const { order } = data as { readonly order?: number }
    return order === undefined ? [] : [[order, type] as const]
  })

test('orders that were given while nobody played are carried out once, and refused ones are on record', async () => {
  const drill = await eveningDrill(tempFolder())
  const { folder } = drill
  giveOrder(folder, { by, kind: 'send', inject: 'ransom-note' })
  giveOrder(folder, { by, kind: 'send', inject: 'no-such-message' })
  appendFileSync(join(folder, 'control/orders.jsonl'), 'rubbish\n')
  giveOrder(folder, { by, kind: 'send', inject: 'ransom-note' })
  giveOrder(folder, { by, kind: 'pause' })
  const first = await beginEvening(drill)
  await vi.waitUntil(() => first.playing.drill().orders === 5)
  await first.close()
  const wanted = [
    [1, 'inject.sent'],
    [2, 'drill.refused'],
    [3, 'drill.refused'],
    [4, 'drill.refused'],
    [5, 'drill.clock'],
  ]
  expect(numbered(first.events)).toEqual(wanted)
  giveOrder(folder, { by, kind: 'note', text: 'while nobody played' })
  const second = await beginEvening(drill)
  await vi.waitUntil(() => second.playing.drill().orders === 6)
  await second.close()
  expect(numbered(second.events)).toEqual([[6, 'note.added']])
  const { events } = await readLog(folder)
  expect(numbered(events)).toEqual([...wanted, [6, 'note.added']])
  const refusals = events.filter(({ type }) => type === 'drill.refused').map(({ data }) => data)
  expect(refusals).toMatchObject([
    { why: { en: 'there is no message "no-such-message"' } },
    { why: { en: 'this is no order', nl: 'dit is geen opdracht' } },
    { why: { nl: '"ransom-note" is al verstuurd' } },
  ])
})

// Also to where a clock can just get: what did not happen is later still, so that nothing comes twice.
const jumps = ['2022-12-12T19:30:00Z', '9999-12-31T00:00:00Z', '+275760-09-12T00:00:00Z']
test.each(jumps)('what the facilitator wants is carried out while it is played, when it was wanted: %s', async (at) => {
  const drill = await eveningDrill(tempFolder())
  const session = await beginEvening(drill)
  giveOrder(drill.folder, { by, kind: 'jump', at })
  await vi.waitUntil(() => session.playing.drill().ended !== null)
  expect(session.stopped.aborted).toBe(true)
  await session.close()
  // The jump went past the end: what was due before it came first.
  expect(session.events.map(({ type }) => type)).toEqual([
    'drill.clock',
    'world.changed',
    'world.changed',
    'inject.sent',
    'inject.sent',
    'drill.ended',
    'drill.clock',
  ])
})

const orders: readonly Order[] = [
  { by, kind: 'send', inject: 'press' },
  { by, kind: 'hold', inject: 'nothing-like-it' },
  { by, kind: 'observe', text: 'calm' },
  { by, kind: 'pause' },
  { by, kind: 'note', text: 'x' },
]

test.each(orders.map((_, at) => at))(
  'a crash after %i orders: the rest is carried out, and nothing twice',
  async (at) => {
    const clock = { now: () => Temporal.Instant.from('2026-01-12T06:30:00Z') }
    const profile = demoProfile()
    const log = memoryLog(0, clock)
    const before: readonly Draft[] = [
      { type: 'drill.clock', actor: by, data: { at: '2026-01-12T06:30:00.000Z', speed: 1, why: 'started' } },
    ]
    const all: LogEvent[] = [...(await log.append(before, 0))]
    const play = (through: LogPort) =>
      playDrill(
        {
          ...{ scenario: sampleScenario, book: shippedBook(profile), expressions, clock },
          blobs: { putText: async (name) => ({ name, sha256: '0'.repeat(64), size: 0 }) },
          state: fold(empty, all),
          drill: all.reduce(drillAfter, startDrill(startWorld(sampleScenario, profile))),
          told: (events) => void all.push(...events),
        },
        through,
      )
    let left = at
    const crashing: LogPort = {
      get size() {
        return log.size
      },
      append: async (drafts, size) => {
        if (left === 0) throw new Error('the lights go out')
        left -= 1
        return log.append(drafts, size)
      },
      follow: () => log.follow(),
    }
    await expect(play(crashing).obey(orders)).rejects.toThrow('the lights go out')
    expect(numbered(all).map(([number]) => number)).toEqual(orders.slice(0, at).map((_, index) => index + 1))
    const again = play(log)
    await again.obey(orders)
    await again.obey(orders)
    expect(numbered(all)).toEqual([
      [1, 'inject.sent'],
      [2, 'drill.refused'],
      [3, 'drill.observed'],
      [4, 'drill.clock'],
      [5, 'note.added'],
    ])
  },
)

test.each([true, false])(
  'who practises alone (%s) gets a hint when the time of a message is over, once',
  async (solo) => {
    const drill = await eveningDrill(tempFolder())
    const session = await beginEvening(drill, null, solo)
    const heard: number[] = []
    // It starts at 18:30 UTC; the care home calls at minute 1, and a quarter of an hour is given for it.
    for (const [at, minute] of ['18:32', '18:44', '18:47', '18:55'].entries()) {
      giveOrder(drill.folder, { by, kind: 'jump', at: `2022-12-12T${minute}:00Z` })
      await vi.waitUntil(() => session.playing.drill().orders === at + 1)
      await session.playing.tick()
      heard.push(hintsIn(session.events).length)
    }
    await session.close()
    expect(heard).toEqual(solo ? [0, 0, 1, 1] : [0, 0, 0, 0])
    const kept = hintsIn((await readLog(drill.folder)).events)
    const text = { en: 'Declare the incident', nl: 'Kondig het incident af' }
    expect(kept).toEqual(solo ? [{ to: 'lead', text }] : [])
  },
)

/** What the coach said. */
function hintsIn(events: readonly LogEvent[]) {
  return events.flatMap(({ type, data }) => {
    const { from, to, text } = data as { readonly from?: unknown; readonly to?: unknown; readonly text?: unknown }
    return type === 'inject.sent' && JSON.stringify(from).includes('Your coach') ? [{ to, text }] : []
  })
}
