import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../support/acting.ts'

const program = join(import.meta.dirname, '../support/stopped-program.ts')

describe.each(['here', 'small'])('a command that is started %s', (way) => {
  /** Runs a command with a timeout of a second and a half, and stops the program (not the command) for two and a half. */
  async function stoppedMeanwhile(script: string): Promise<unknown> {
    using folder = freshFolder()
    const begun = join(folder.path, 'begun')
    const argv = ['sh', '-c', `touch '${begun}'; ${script}`]
    const child = spawn(process.execPath, [program, way, '1500', ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    await expect.poll(() => existsSync(begun), { timeout: 10_000 }).toBe(true)
    child.kill('SIGSTOP')
    await once(spawn('sleep', ['2.5']), 'exit')
    child.kill('SIGCONT')
    return JSON.parse((await lines.next()).value ?? 'null')
  }

  test('and ended while the program stood still is not said to have run out of time', async () => {
    const ended = await stoppedMeanwhile('exec sleep 0.2')
    expect(ended).toEqual({ kind: 'exited', code: 0, leftBehind: false })
  })

  test('and still runs when the program wakes up has run out of time', async () => {
    expect(await stoppedMeanwhile('exec sleep 600')).toEqual({ kind: 'timed-out', forced: false })
  })
})
