import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { note, testHost } from './log-samples.ts'

/** A small incident's folder, with what must and what must not leave it. */
export async function recordFolder(parent: string): Promise<string> {
  const folder = join(parent, 'willebroek-2026-11-24')
  for (const name of ['blobs', 'cloud', 'outbox', 'pinned', 'checkpoints']) {
    mkdirSync(join(folder, name), { recursive: true })
  }
  const text = await createBlobs(join(folder, 'blobs')).putText('scan.txt', 'x'.repeat(100_000))
  const added: Draft = { type: 'evidence.added', actor: 'Els', data: { files: [text], source: 'scan.txt', note: '' } }
  const log = await createLog(folder, testHost({ segmentBytes: 2000 }))
  for (let at = 0; at < 10; at += 1) await log.append(at === 3 ? [added] : [note(`${at}`, 400)], log.size)
  await log.close()
  writeFileSync(join(folder, 'pinned/plan.yaml'), 'plan')
  writeFileSync(join(folder, 'outbox/één.txt'), 'notice')
  writeFileSync(join(folder, 'checkpoints/10.note'), 'sealed')
  writeFileSync(join(folder, 'checkpoint'), 'sealed')
  writeFileSync(join(folder, 'holder'), '123')
  writeFileSync(join(folder, 'disclosures.jsonl'), '{"salt":"secret"}\n')
  writeFileSync(join(folder, 'log.000009.jsonl.new'), 'half')
  writeFileSync(join(folder, 'blobs/.part-1'), 'half')
  return folder
}
