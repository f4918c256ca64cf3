import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import { compiledOnce } from '../support/compiled-once.ts'
import { temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { verifySealed } from '../support/sealing.ts'

const writer = fileURLToPath(new URL('writer.ts', import.meta.url))

function start(folder: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [writer, folder, ...args], {
    env: { ...process.env, ...compiledOnce },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function holder(folder: string): Promise<ChildProcess> {
  const child = start(folder, '2', 'hold')
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line === 'holding') return child
  }
  throw new Error('the holder ended')
}

it('a second process is told which one writes, can read meanwhile, and gets the log when that one is killed', async () => {
  const folder = temporaryFolder()
  const child = await holder(folder)
  await expect(openLog(folder, testHost())).rejects.toMatchObject({
    code: 'log.locked',
    exit: 5,
    message: expect.stringContaining(`pid ${child.pid}`),
  })
  expect((await readLog(folder)).events).toHaveLength(2)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { log, events } = await openLog(folder, testHost())
  expect(events).toHaveLength(2)
  await log.close()
})

it('a holder whose files were deleted lets nobody write beside it unseen', async () => {
  const folder = temporaryFolder()
  const { clock, witness } = testClock()
  const log = await createLog(folder, testHost({ witness }))
  await log.append([{ type: 'note.added', actor: 'a', data: { text: 'one' } }], 0)
  rmSync(join(folder, 'holder'))
  await expect(openLog(folder, testHost())).rejects.toMatchObject({ code: 'log.locked' })
  rmSync(join(folder, 'locks'), { recursive: true })
  rmSync(join(folder, 'log.000000.jsonl'))
  const second = await createLog(folder, testHost())
  clock.mono += 1_000_000_000n
  await expect(log.append([{ type: 'note.added', actor: 'a', data: { text: 'two' } }], 1)).rejects.toMatchObject({
    code: 'log.changed',
  })
  await log.close()
  expect(await second.append([{ type: 'note.added', actor: 'a', data: { text: 'one' } }], 0)).toHaveLength(1)
  await second.close()
})

it.each(['', 'seal'])(
  'of processes that all want to write, one does at a time, and every acknowledged event is there %s',
  async (mode) => {
    const folder = join(temporaryFolder(), 'log')
    await (await createLog(folder, testHost())).close()
    const counts = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = start(folder, '25', mode)
        let told = ''
        child.stdout?.on('data', (data: Buffer) => {
          told += data.toString()
        })
        let code = ''
        child.stderr?.on('data', (data: Buffer) => {
          code += data.toString()
        })
        await once(child, 'close')
        expect(code.trim()).toMatch(/^(log\.locked)?$/)
        return told.split('\n').filter((line) => /^\d+$/.test(line)).length
      }),
    )
    const total = counts.reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThan(0)
    expect(await verifySealed(folder)).toMatchObject(
      mode === '' ? { verdict: 'unsealed', lines: total } : { verdict: 'signed', lines: total, tail: 0 },
    )
  },
)
