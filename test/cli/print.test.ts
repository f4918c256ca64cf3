import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

const program = join(root, 'bin/cyber-respond.js')

test.each([[['--version']], [['runbook', 'show', 'isolate']]])(
  '%j to a full disk: output.unwritable, and no stack trace',
  (argv) => {
    const full = openSync('/dev/full', 'w')
    const env = { ...process.env, LC_ALL: 'nl_BE.UTF-8' }
    const { status, stderr } = spawnSync(process.execPath, [program, '--json', ...argv], {
      stdio: ['ignore', full, 'pipe'],
      env,
    })
    expect(status).toBe(1)
    expect(JSON.parse(String(stderr)).error).toMatchObject({
      code: 'output.unwritable',
      message: 'het resultaat kan niet geschreven worden (ENOSPC)',
    })
  },
)

test('a reader that leaves early is no error', async () => {
  const child = spawn(process.execPath, [program, 'runbook', 'show', 'isolate'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  expect(await once(child, 'close')).toEqual([0, null])
  expect(said).toBe('')
})

test.skipIf(lacks('perl', ['perl', '-v']))('a pipe that does not wait gets everything', async () => {
  const source = join(root, 'src/adapters/terminal/print.ts')
  const code = `const { print } = await import(${JSON.stringify(source)}); print('stdout', 'x'.repeat(20_000_000))`
  // Node makes what it gives to a child wait.
  const notWaiting = 'use Fcntl; fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK) or die; exec @ARGV'
  const argv = ['-e', notWaiting, process.execPath, '--input-type=module', '-e', code]
  const writer = spawn('perl', argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  let bytes = 0
  writer.stdout.on('data', (chunk) => {
    bytes += chunk.length
  })
  expect(await once(writer, 'close')).toEqual([0, null])
  expect(bytes).toBe(20_000_000)
})
