import { createPrivateKey, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { realDisk } from '../../src/adapters/disk.ts'
import { headMemory } from '../../src/adapters/head-memory.ts'
import type { LogHost } from '../../src/adapters/log-host.ts'
import type { Sealing } from '../../src/adapters/log-seals.ts'
import { openRecord } from '../../src/adapters/record-source.ts'
import { type VerifyOptions, verifyRecord } from '../../src/adapters/verify-record.ts'
import type { Verification } from '../../src/audit/verification.ts'
import { temporaryFolder, testHost } from './log-samples.ts'

export const testOrigin = 'cyber-respond/incident/test/00000001'

/** The same Ed25519 key at each call with the same number. */
export function testKey(number = 1): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, number)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** A host that seals, with its memory in `home` (a folder of its own when none is given). */
export function sealingHost(
  parts: Partial<LogHost> = {},
  sealing: Partial<Sealing> = {},
  home = temporaryFolder(),
): LogHost {
  const memory = headMemory(parts.disk ?? realDisk, join(home, 'keys'))
  return testHost({
    ...parts,
    sealing: { key: testKey(), memory, origin: testOrigin, countersign: null, ...sealing },
  })
}

/** The verdict on a folder, as `verify` gives it. */
export async function verifySealed(folder: string, options: VerifyOptions = {}): Promise<Verification> {
  return verifyRecord(await openRecord(folder), options)
}
