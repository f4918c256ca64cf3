import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { createLog } from '../../src/adapters/log/files.ts'
import type { LogHost } from '../../src/adapters/log/host.ts'
import { note, testHost } from './log-samples.ts'

/** A sealed log of so many notes in `parent`, and a few lines more: the key, the starts of segments. Gives its folder. */
export async function sealedLog(parent: string, notes: number, parts: Partial<LogHost> = {}): Promise<string> {
  const folder = join(parent, 'log')
  const { privateKey: key } = generateKeyPairSync('ed25519')
  const memory = { recall: () => null, remember: () => {} }
  const origin = 'cyber-respond/incident/test/00000000'
  const log = await createLog(folder, testHost({ sealing: { key, memory, origin, countersign: null }, ...parts }))
  for (let at = 0; at < notes; at += 100) {
    const some = Array.from({ length: Math.min(100, notes - at) }, (_none, index) => note(`note ${at + index}`, 100))
    await log.append(some, log.size)
  }
  await log.close()
  return folder
}
