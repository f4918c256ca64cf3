// Opens the log of a folder, or begins it, and appends. Says on stdout what was acknowledged, one number a line, and on
// stderr the code of the Fault that ended it. `writer.ts <folder> <appends> [hold]`; with `hold` it keeps the lock.
import { writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { createLog, openLog } from '../../src/adapters/log-files.ts'
import { logHost } from '../../src/adapters/log-host.ts'
import { Fault } from '../../src/core/fault.ts'

const [folder = '', appends = '0', hold] = process.argv.slice(2)
const host = { ...logHost(), segmentBytes: 2000, ballastBytes: 8192 }

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
    const events = await log.append([{ type: 'note.added', actor: 'writer', data: { text } }], log.size)
    for (const event of events) writeSync(1, `${event.seq}\n`)
  }
  if (hold !== undefined) {
    writeSync(1, 'holding\n')
    await after(60_000)
  }
  await log.close()
} catch (error) {
  if (!(error instanceof Fault)) throw error
  writeSync(2, `${error.code}\n`)
  process.exitCode = error.exit
}
