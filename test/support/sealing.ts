import { join } from 'node:path'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import type { LogHost } from '../../src/adapters/log/host.ts'
import type { Sealing } from '../../src/adapters/log/seal-files.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { type VerifyOptions, verifyRecord } from '../../src/adapters/record/verify-record.ts'
import type { Verification } from '../../src/audit/verification.ts'
import { temporaryFolder, testHost } from './log-samples.ts'
import { testKey, testOrigin } from './test-key.ts'

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
