import { expect, test } from 'vitest'
import { copyStopped } from '../../../../src/adapters/kit/kit-faults.ts'
import { makingStopped } from '../../../../src/adapters/kit/make-faults.ts'
import { stoppable } from '../../../../src/cli/wiring/stoppable.ts'

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s stops the work where it looks, and tells it as that', async (signal, code) => {
  const before = process.listeners(signal)
  let steps = 0
  const work = stoppable(
    (by) => makingStopped('/media/stick/kit', by),
    async (goOn) => {
      for (; steps < 5; steps += 1) {
        goOn()
        if (steps === 2) {
          for (const heard of process.listeners(signal)) if (!before.includes(heard)) heard(signal)
          // Nobody waits for what hangs: from now on the next one ends the program.
          expect(process.listeners(signal)).not.toEqual(before)
          await turn()
          await turn()
          expect(process.listeners(signal)).toEqual(before)
        }
      }
    },
  )
  await expect(work).rejects.toMatchObject({ code: 'interrupted', exit: code })
  expect(steps).toBe(3)
})

test('what was done leaves nobody listening, and what is said of a copy is that the older one stands', async () => {
  const before = process.listeners('SIGINT')
  expect(await stoppable(copyStopped, async () => 'done')).toBe('done')
  expect(process.listeners('SIGINT')).toEqual(before)
  expect(copyStopped(130).hint?.en).toContain('a copy that was there before is as it was')
})
