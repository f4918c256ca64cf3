import { expect, it } from 'vitest'
import { namesIn, readText } from '../../src/adapters/disk/durable-file.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { formatVerifierKey, publicKeyOf, signatureType, verifierKey } from '../../src/audit/note.ts'
import type { Draft } from '../../src/core/event.ts'
import { sealingHost } from '../support/sealing.ts'
import { testKey, testOrigin } from '../support/test-key.ts'
import { ModelDisk, PowerLoss } from './model-disk.ts'

const folder = '/home/incidents/one'
const started: Draft = { type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }
const own = formatVerifierKey(verifierKey(testOrigin, signatureType.log, publicKeyOf(testKey())))

it('a folder that holds a seal holds the key that it is checked with, whenever the power goes', async () => {
  const seen = { withSeal: 0, without: 0 }
  for (let seed = 1; seed <= 12; seed += 1) {
    for (let call = 1; call <= 60; call += 1) {
      const disk = new ModelDisk(seed)
      disk.injection = { call, kind: 'power' }
      try {
        const log = await createLog(folder, sealingHost({ disk, ballastBytes: 0 }, {}, '/home'))
        await log.append([started], log.size)
        await log.close()
      } catch (error) {
        if (!(error instanceof PowerLoss) && !disk.isOff) throw error
      }
      disk.powerOn()
      const seals = namesIn(disk, `${folder}/checkpoints`).filter((name) => name.endsWith('.note'))
      const isSealed = seals.length > 0 || readText(disk, `${folder}/checkpoint`) !== null
      seen[isSealed ? 'withSeal' : 'without'] += 1
      if (!isSealed) continue
      expect(readText(disk, `${folder}/keys/log.vkey`), `seed ${seed}, call ${call}`).toBe(`${own}\n`)
    }
  }
  // Both ends of the way were reached.
  expect(seen.withSeal).toBeGreaterThan(50)
  expect(seen.without).toBeGreaterThan(50)
})
