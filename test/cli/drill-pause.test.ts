import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { exerciseClock } from '../../src/adapters/simulated/exercise-clock.ts'
import type { Draft, EventData, LogEvent } from '../../src/core/event.ts'
import { instantText } from '../../src/core/exercise-time.ts'
import { empty, fold } from '../../src/core/fold.ts'
import { plan } from '../../src/core/planner.ts'
import { expressions } from '../../src/runbook/template.ts'
import { temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { drillOpened } from '../support/sample-drill.ts'
import { demoProfile, shippedBook } from '../support/shipped.ts'

const els = 'Els Verzinsel'
const [hour, day] = [3_600_000, 86_400_000]

/** A drill that begins then, on a machine whose clocks the test moves. */
async function drillAt(start: string, wall: string) {
  const folder = join(temporaryFolder(), 'drills/a')
  const { clock, witness } = testClock({ wall: Date.parse(wall), run: 'run-0' })
  const host = testHost({ witness, sealing: null })
  let log = await createLog(folder, host)
  const setting = () => log.exerciseClock() ?? { at: 0, wall: 0, speed: 0 }
  const time = exerciseClock(setting, { wall: () => clock.wall, mono: () => clock.wall, sleep: async () => {} })
  const record = (...drafts: readonly Draft[]): Promise<readonly LogEvent[]> => log.append(drafts, log.size)
  const set = (why: EventData['drill.clock']['why'], speed: number): Promise<readonly LogEvent[]> =>
    record({ type: 'drill.clock', actor: els, data: { at: instantText(time.now().epochMilliseconds), speed, why } })
  const exercise = { scenario: 'small', level: 'basic', start }
  await record({ ...drillOpened, data: { ...drillOpened.data, exercise } } as Draft)
  return {
    record,
    set,
    now: () => time.now(),
    /** Real time passes. */
    pass: (ms: number) => {
      clock.wall += ms
      clock.mono += BigInt(ms) * 1_000_000n
    },
    /** The process ends; another one goes on, perhaps after the machine was started again. */
    restart: async (): Promise<readonly LogEvent[]> => {
      await log.close()
      clock.run = `${clock.run}+`
      clock.boot = `${clock.boot}+`
      clock.mono = 5_000_000_000n
      const opened = await openLog(folder, host)
      log = opened.log
      return opened.events
    },
  }
}

/** What the shipped obligations say at this moment of this record. */
function clocksOf(events: readonly LogEvent[], now: Temporal.Instant) {
  const view = plan(shippedBook(demoProfile()), fold(empty, events), expressions, now)
  const of = (id: string) => view.clocks.find(({ obligation }) => obligation.id === id)
  return { warning: of('ccb-early-warning'), report: of('ccb-final-report') }
}

const declared = (aware: string): Draft =>
  ({
    type: 'step.outcome',
    actor: els,
    step: 'isolate/declare',
    data: { result: 'done', summary: 'done', facts: { detected_at: aware, aware_at: aware, lead: els } },
  }) as Draft
const notified = (at: string): Draft => ({
  type: 'notice.sent',
  actor: els,
  data: { obligation: 'ccb-notification', how: 'portal', at, reference: 'X' },
})

test('a drill that is resumed a week later has lost no second of its deadlines', async () => {
  const start = '2026-01-12T06:30:00.000Z'
  const drill = await drillAt(start, '2026-11-25T09:00:00Z')
  await drill.set('started', 60)
  drill.pass(60_000)
  await drill.record(declared('2026-01-12T07:00:00.000Z'))
  drill.pass(120_000)
  await drill.set('left', 0)
  const left = drill.now()
  // Three minutes at sixty times the time, and what the clocks of the test go on by themselves.
  expect(left.epochMilliseconds - Date.parse(start)).toBeGreaterThanOrEqual(3 * hour)
  expect(left.epochMilliseconds - Date.parse(start)).toBeLessThan(3 * hour + 60_000)
  drill.pass(7 * day)
  await drill.restart()
  expect(drill.now().toString()).toBe(left.toString())
  await drill.set('resumed', 60)
  const events = await drill.restart()
  const { warning } = clocksOf(events, left)
  expect(warning).toMatchObject({ status: 'running', due: '2026-01-13T07:00:00Z' })
  expect(warning?.leftMs).toBe(Date.parse('2026-01-13T07:00:00Z') - left.epochMilliseconds)
  expect(events.at(-1)?.t).toBe(instantText(left.epochMilliseconds))
})

test('a machine that died while the clock ran: the exercise goes on where its last line was', async () => {
  const drill = await drillAt('2026-01-12T06:30:00.000Z', '2026-11-25T09:00:00Z')
  await drill.set('started', 60)
  drill.pass(60_000)
  const [last] = await drill.record({ type: 'note.added', actor: els, data: { text: 'x' } })
  drill.pass(7 * day)
  await drill.restart()
  await drill.record({ type: 'session.started', actor: els, data: { version: '0', mode: 'interactive' } })
  expect(instantText(drill.now().epochMilliseconds)).toBe(last?.t)
})

// In spring the night of Brussels has no 02:30, in autumn it has two.
test.each([
  ['spring', '2026-03-28T20:00:00.000Z', '2026-03-29T20:00:00Z', '2026-04-28T19:00:00Z'],
  ['autumn', '2026-10-24T20:00:00.000Z', '2026-10-25T20:00:00Z', '2026-11-24T21:00:00Z'],
])('a pause across the change of the clocks in %s: 24 hours stay 24 hours, a month stays a month', async (...all) => {
  const [, aware, dayLater, monthLater] = all
  // The real clocks of Brussels change too, while the drill is paused.
  const drill = await drillAt(aware, '2026-10-24T22:30:00Z')
  await drill.set('started', 1)
  await drill.record(declared(aware), notified(aware))
  drill.pass(2 * hour)
  await drill.set('paused', 0)
  const paused = drill.now()
  drill.pass(5 * hour)
  expect(drill.now().toString()).toBe(paused.toString())
  await drill.set('resumed', 60)
  drill.pass(hour / 10)
  const events = await drill.restart()
  const now = drill.now()
  expect(now.epochMilliseconds - paused.epochMilliseconds).toBeLessThan(6 * hour + 60_000)
  const { warning, report } = clocksOf(events, now)
  expect(warning?.due).toBe(dayLater)
  expect(warning?.leftMs).toBe(Date.parse(dayLater) - now.epochMilliseconds)
  // On the clocks of Brussels the same hour of the day, a month later.
  expect(report?.due).toBe(monthLater)
  expect(report?.leftMs).toBe(Date.parse(monthLater) - now.epochMilliseconds)
})
