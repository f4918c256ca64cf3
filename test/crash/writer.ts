// Opens the log of a folder, or begins it, and appends. Says on stdout what was acknowledged, one number a line, and on
// stderr the code of the Fault that ended it. `writer.ts <folder> <appends> [hold|seal|seal-meanwhile]`; with `hold` it keeps
// the lock, with `seal` it seals, remembers its heads beside the folder, and says `seal` and the size of the newest one; with
// `seal-meanwhile` nobody waits for a seal but at the start and at the end.
import { writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { namesIn } from '../../src/adapters/disk/durable-file.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { sealSizes } from '../../src/adapters/log/seal-files.ts'
import type { Draft } from '../../src/core/event.ts'
import { Fault } from '../../src/core/fault.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

const [folder = '', appends = '0', mode] = process.argv.slice(2)
const isSealing = mode === 'seal' || mode === 'seal-meanwhile'
const isAwaited = (i: number): boolean => (mode === 'seal' ? i % 3 === 0 : i === 0)
const memory = headMemory(realDisk, `${folder}-keys`)
const sealing = isSealing ? { key: testKey(), memory, origin: testOrigin, countersign: null } : null
const host = {
  ...logHost(sealing),
  segmentBytes: 2000,
  ballastBytes: 8192,
  linesPerSeal: mode === 'seal-meanwhile' ? 3 : 64,
}
const started: Draft = { type: 'session.started', actor: 'writer', data: { version: '1', mode: 'command' } }
const tellSeal = (): void => {
  if (isSealing) writeSync(1, `seal ${sealSizes(namesIn(realDisk, `${folder}/checkpoints`)).at(-1) ?? 0}\n`)
}

async function open() {
  try {
    return await createLog(folder, host)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'log.exists') throw error
    return (await openLog(folder, host)).log
  }
}

try {
  const log = await open()
  for (let i = 0; i < Number(appends); i += 1) {
    const text = `by ${process.pid}, number ${i}`.padEnd(200, '.')
    const draft: Draft = { type: 'note.added', actor: 'writer', data: { text } }
    const events = await log.append([isSealing && isAwaited(i) ? started : draft], log.size)
    for (const event of events) writeSync(1, `${event.seq}\n`)
    if (mode === 'seal' || isAwaited(i)) tellSeal()
  }
  if (mode === 'hold') {
    writeSync(1, 'holding\n')
    await after(60_000)
  }
  await log.close()
  tellSeal()
} catch (error) {
  if (!(error instanceof Fault)) throw error
  writeSync(2, `${error.code}\n`)
  process.exitCode = error.exit
}
