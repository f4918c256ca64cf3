import { expect, test } from 'vitest'
import { exerciseClock, rehearsalClock } from '../../../../src/adapters/simulated/exercise-clock.ts'
import { type ExerciseClock, exerciseNow } from '../../../../src/core/exercise-time.ts'

const start = Date.parse('2022-12-12T06:30:00.000Z')
const noon = Date.parse('2026-11-25T12:00:00.000Z')
const never = new AbortController().signal

/** A machine on which time passes only while somebody sleeps. `during` sees each sleep before its time has passed. */
function machineClock(set: ExerciseClock, during: (slept: number) => void = () => {}) {
  const state = { wall: noon, slept: [] as number[], set }
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return
    state.slept.push(ms)
    during(state.slept.length)
    if (!signal.aborted) state.wall += ms
  }
  const clock = exerciseClock(() => state.set, { wall: () => state.wall, mono: () => state.wall, sleep })
  const to = (speed: number, jump = 0): void => {
    state.set = { at: exerciseNow(state.set, state.wall) + jump, wall: state.wall, speed }
  }
  return { state, clock, to }
}

test('who sleeps on a fast clock wakes in time, to the millisecond', async () => {
  const { clock, state } = machineClock({ at: start, wall: noon, speed: 60 })
  await clock.sleep(60_000, never)
  expect(clock.now().toString()).toBe('2022-12-12T06:31:00Z')
  expect(state.wall - noon).toBe(1000)
})

test('who sleeps while the clock is paused sleeps on, and wakes when the rest has passed', async () => {
  const { clock, state, to } = machineClock({ at: start, wall: noon, speed: 1 }, (slept) => {
    if (slept === 3) to(0)
    if (slept === 103) to(1)
  })
  await clock.sleep(1000, never)
  expect(clock.now().toString()).toBe('2022-12-12T06:30:01Z')
  // A hundred looks of a tenth of a second at a clock that stands still.
  expect(state.wall - noon).toBe(11_000)
})

test('a sleeper notices that the clock was made faster, and that it jumped', async () => {
  const faster = machineClock({ at: start, wall: noon, speed: 1 }, (slept) => {
    if (slept === 2) faster.to(600)
  })
  await faster.clock.sleep(60_100, never)
  expect(faster.state.wall - noon).toBe(200)
  const jumped = machineClock({ at: start, wall: noon, speed: 1 }, (slept) => {
    if (slept === 2) jumped.to(1, 3_600_000)
  })
  await jumped.clock.sleep(3_600_000, never)
  expect(jumped.state.slept).toEqual([100, 100])
})

test.each([0, 1])('a sleeper who is called off at speed %i stops at once', async (speed) => {
  const stop = new AbortController()
  const { clock, state } = machineClock({ at: start, wall: noon, speed }, (slept) => {
    if (slept === 4) stop.abort()
  })
  await clock.sleep(3_600_000, stop.signal)
  expect(state.slept).toHaveLength(4)
  await clock.sleep(1000, stop.signal)
  expect(state.slept).toHaveLength(4)
})

test('the clock never goes back when that of the machine does', () => {
  const { clock, state } = machineClock({ at: start, wall: noon, speed: 60 })
  state.wall -= 3_600_000
  expect(clock.now().toString()).toBe('2022-12-12T06:30:00Z')
})

test('a rehearsal stops at each planned moment on the way, and never goes back', async () => {
  const seen: number[] = []
  const clock = rehearsalClock(start, async (to, set) => {
    set(start + 1000)
    seen.push(clock.now().epochMilliseconds - start)
    set(to)
    seen.push(clock.now().epochMilliseconds - start)
  })
  await clock.sleep(5000, never)
  await clock.advance(0)
  expect(seen).toEqual([1000, 5000, 5000, 5000])
})
