import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLog } from '../../src/adapters/log/files.ts'
import { exerciseClock, stillMs } from '../../src/adapters/simulated/exercise-clock.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import { drillOf } from '../../src/drill/drill-state.ts'
import { playDrill } from '../../src/drill/playing.ts'
import { expressions } from '../../src/runbook/template.ts'
import { temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { drillOpened, drillStart, sampleScenario } from '../support/sample-drill.ts'
import { demoProfile, shippedBook } from '../support/shipped.ts'

const els = 'Els Verzinsel'
const minute = 60_000

/** A drill that is played on a machine whose clocks the test moves, in a real log. */
async function playedDrill(speed = 1) {
  const { clock: machine, witness } = testClock({ wall: Date.parse('2026-11-25T09:00:00Z'), run: 'run-0' })
  let boot = 0
  const log = await createLog(join(temporaryFolder(), 'drills/a'), testHost({ witness, sealing: null }))
  const setting = () => log.exerciseClock() ?? { at: 0, wall: 0, speed: 0 }
  const mono = () => Number(machine.mono / 1_000_000n)
  const clocks = { wall: () => machine.wall, mono, boot: () => boot, sleep: async () => {} }
  const clock = exerciseClock(setting, clocks, stillMs)
  const started = { at: drillStart, speed, why: 'started' } as const
  const events: LogEvent[] = [
    ...(await log.append([drillOpened, { type: 'drill.clock', actor: els, data: started }], 0)),
  ]
  const profile = demoProfile()
  const playing = playDrill(
    {
      ...{ scenario: sampleScenario, book: shippedBook(profile), expressions, clock },
      blobs: { putText: async (name, text) => ({ name, sha256: '0'.repeat(64), size: text.length }) },
      state: fold(empty, events),
      drill: drillOf(sampleScenario, profile, events),
      told: (more) => void events.push(...more),
    },
    log,
  )
  const passed = (ms: number): void => {
    machine.wall += ms
    machine.mono += BigInt(ms) * 1_000_000n
    boot += ms
  }
  return {
    ...{ playing, events, passed },
    /** The machine sleeps: only the wall, and what counts since it was started, go on. */
    slept: (ms: number): void => {
      machine.wall += ms
      boot += ms
    },
    /** People play: the program looks five times a second, or a little less often. */
    played: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 2000) {
        passed(Math.min(left, 2000))
        await playing.tick()
      }
    },
    /** Minutes of exercise time since the beginning. */
    now: () => (clock.now().epochMilliseconds - Date.parse(drillStart)) / minute,
    sent: () => events.flatMap((event) => (event.type === 'inject.sent' ? [event.data.inject] : [])),
    stood: () =>
      events.flatMap((event) =>
        event.type === 'drill.clock' && event.data.stood !== undefined ? [Math.round(event.data.stood / 1000)] : [],
      ),
  }
}

const note = (text: string): Draft => ({ type: 'note.added', actor: els, data: { text } })

describe('the clock of an exercise while the program of the players is stopped', () => {
  test('stands still: no message is gone when it goes on, and that is on record', async () => {
    const { played, passed, playing, now, sent, stood, events } = await playedDrill()
    await played(4 * minute)
    passed(62 * minute)
    await playing.tick()
    expect(sent()).toEqual([])
    expect(stood()).toEqual([62 * 60])
    expect(now()).toBeGreaterThan(3.9)
    expect(now()).toBeLessThan(4.2)
    await played(2 * minute)
    expect(sent()).toEqual(['care-home'])
    expect(stood()).toEqual([62 * 60])
    const set = events.find((event) => event.type === 'drill.clock' && event.data.stood !== undefined)
    expect(set).toMatchObject({ actor: 'cyber-respond', data: { why: 'resumed', speed: 1 } })
    expect(Date.parse(set?.t ?? '') - Date.parse(drillStart)).toBeLessThan(4.2 * minute)
  })

  test('whoever writes first has it in front of his line', async () => {
    const { played, passed, playing, now, stood } = await playedDrill()
    await played(1 * minute)
    passed(30 * minute)
    const written = await playing.log.append([note('we are back')], playing.log.size)
    expect(written.slice(-2).map(({ type }) => type)).toEqual(['drill.clock', 'note.added'])
    expect(Date.parse(written.at(-1)?.t ?? '') - Date.parse(drillStart)).toBeLessThan(1.2 * minute)
    await playing.tick()
    expect(stood()).toEqual([30 * 60])
    expect(now()).toBeLessThan(1.2)
  })

  test('stopped just after a line was written', async () => {
    const { played, passed, playing, now, stood } = await playedDrill()
    await played(1 * minute)
    await playing.log.add([note('then the lid was shut')])
    passed(30 * minute)
    await playing.tick()
    expect(stood()).toEqual([30 * 60])
    expect(now()).toBeLessThan(1.2)
  })

  test('a machine that slept', async () => {
    const { played, slept, playing, now, sent, stood } = await playedDrill()
    await played(4 * minute)
    slept(8 * 60 * minute)
    await playing.tick()
    expect([sent(), stood()]).toEqual([[], [8 * 3600]])
    expect(now()).toBeLessThan(4.2)
  })

  test('again and again, at any speed', async () => {
    const { played, passed, playing, now, sent, stood } = await playedDrill(30)
    for (let turn = 0; turn < 4; turn += 1) {
      await played(2000)
      passed(10 * minute)
      await playing.tick()
    }
    expect(stood()).toEqual([600, 600, 600, 600])
    expect(now()).toBeGreaterThanOrEqual(4)
    expect(now()).toBeLessThan(4.9)
    expect(sent()).toEqual([])
  })

  test('a paused exercise has nothing to stand still for', async () => {
    const { played, passed, playing, stood, now } = await playedDrill()
    await played(1 * minute)
    await playing.obey([{ by: 'Tom', kind: 'pause' }])
    passed(30 * minute)
    await playing.tick()
    await playing.obey([
      { by: 'Tom', kind: 'pause' },
      { by: 'Tom', kind: 'resume' },
    ])
    expect(stood()).toEqual([])
    expect(now()).toBeLessThan(1.2)
  })

  test('who only looks a little late has not stood still', async () => {
    const { played, stood, now } = await playedDrill()
    await played(20 * minute)
    expect(stood()).toEqual([])
    expect(now()).toBeGreaterThan(19.9)
  })
})
