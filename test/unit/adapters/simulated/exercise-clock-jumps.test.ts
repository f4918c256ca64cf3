import { expect, test } from 'vitest'
import { exerciseClock } from '../../../../src/adapters/simulated/exercise-clock.ts'

function clockAt60() {
  let set = { at: 0, wall: 1_000_000, speed: 60 }
  const machine = { wall: 1_000_000, mono: 0 }
  const clock = exerciseClock(() => set, { wall: () => machine.wall, mono: () => machine.mono, sleep: async () => {} })
  const pass = (seconds: number): void => {
    machine.wall += seconds * 1000
    machine.mono += seconds * 1000
  }
  const minutes = (): number => clock.now().epochMilliseconds / 60_000
  return { machine, pass, minutes, line: (at: number) => (set = { at, wall: machine.wall, speed: 60 }) }
}

test('a clock of the machine that jumps moves the exercise neither forwards nor back', () => {
  const { machine, pass, minutes } = clockAt60()
  pass(5)
  expect(minutes()).toBe(5)
  machine.wall += 3 * 86_400_000
  expect(minutes()).toBe(5)
  pass(5)
  expect(minutes()).toBe(10)
  machine.wall -= 7_200_000
  pass(0.2)
  expect(minutes()).toBeCloseTo(10.2)
})

test('the next line of the log has the jump in it: it is kept out once only', () => {
  const { machine, pass, minutes, line } = clockAt60()
  pass(5)
  machine.wall += 3_600_000
  expect(minutes()).toBe(5)
  line(5 * 60_000)
  expect(minutes()).toBe(5)
  pass(1)
  expect(minutes()).toBe(6)
})
