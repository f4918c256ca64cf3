// Opens the log of a folder as a resume does, with a key and with what is remembered in another folder, and folds it. With
// `write` it begins a session too.
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { resumeLog } from '../../src/adapters/log/files.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

export async function run([folder = '', keys = '', mode]: readonly string[]): Promise<void> {
  const sealing = { key: testKey(), memory: headMemory(realDisk, keys), origin: testOrigin, countersign: null }
  const { log, state } = await resumeLog(folder, logHost(sealing))
  if (state.size < 100_000) throw new Error(`${state.size} events`)
  if (mode === 'write') {
    await log.append([{ type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }], log.size)
  }
  await log.close()
}
