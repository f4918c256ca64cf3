import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { testClock, testHost } from './log-samples.ts'
import { root } from './run-cli.ts'
import { drillOpened, drillParts, sampleScenarioBytes } from './sample-drill.ts'

/** Writes the record of the sample drill into `drills/` of a home, as a folder that the program could have made. */
export async function drillFolder(
  home: string,
  name = 'willebroek-drill-2026-11-25',
  parts: typeof drillParts = drillParts,
): Promise<string> {
  const folder = join(home, 'drills', name)
  mkdirSync(join(folder, 'pinned'), { recursive: true })
  const runbooks = readdirSync(join(root, 'runbooks')).filter((file) => file.endsWith('.yaml'))
  const files = new Map<string, Buffer>([
    ...runbooks.map((file) => [file, readFileSync(join(root, 'runbooks', file))] as const),
    ['profile.yaml', readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'))],
    ['scenario.yaml', sampleScenarioBytes],
  ])
  const pinned = [...files].map(([file, bytes]) => {
    writeFileSync(join(folder, 'pinned', file), bytes)
    return { name: file, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
  })
  const { clock, witness } = testClock({ run: 'run-0' })
  const log = await createLog(folder, testHost({ witness, sealing: null }))
  let before = 0
  for (const [minute, draft] of parts) {
    clock.wall += (minute - before) * 1000
    clock.mono += BigInt(minute - before) * 1_000_000_000n
    before = minute
    await log.append([draft === drillOpened ? withPinned(name, pinned) : draft], log.size)
  }
  await log.close()
  return folder
}

function withPinned(incident: string, pinned: readonly { name: string; sha256: string; size: number }[]): Draft {
  return { ...drillOpened, data: { ...drillOpened.data, incident, pinned } } as Draft
}
