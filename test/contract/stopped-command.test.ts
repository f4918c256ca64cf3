import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../support/stopped-program.ts')

/** Runs a command with a timeout of a second and a half, and stops the program (not the command) for two and a half. */
async function stoppedMeanwhile(script: string): Promise<unknown> {
  const child = spawn(process.execPath, [program, '1500', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('begun')
  child.kill('SIGSTOP')
  await once(spawn('sleep', ['2.5']), 'exit')
  child.kill('SIGCONT')
  return JSON.parse((await lines.next()).value ?? 'null')
}

test('a command that ended while the program stood still is not said to have run out of time', async () => {
  const ended = await stoppedMeanwhile('echo begun; exec sleep 0.2')
  expect(ended).toEqual({ kind: 'exited', code: 0, leftBehind: false })
})

test('one that still runs when the program wakes up has run out of time', async () => {
  expect(await stoppedMeanwhile('echo begun; exec sleep 600')).toEqual({ kind: 'timed-out', forced: false })
})
