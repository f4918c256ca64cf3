import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyState, supervisorLock, writeState } from '../../../../src/adapters/cloud/embedded/cloud-folder.ts'
import { stopSupervisor } from '../../../../src/adapters/cloud/embedded/stop-cloud.ts'
import { type KernelLock, takeLock } from '../../../../src/services/kernel-lock.ts'
import { tempFolder } from '../../../support/run-cli.ts'

/** A folder whose supervisor runs, as far as its lock tells: this process has it. */
function supervised(): { readonly folder: string; readonly word: string; readonly lock: KernelLock | null } {
  const folder = tempFolder()
  writeState(folder, { ...emptyState, generation: 'this one' })
  return { folder, word: join(folder, 'stop.json'), lock: takeLock(supervisorLock(folder)) }
}

/** The first look is over when it returns; then the supervisor ends. */
async function stopped({ folder, lock }: ReturnType<typeof supervised>): Promise<void> {
  const stopping = stopSupervisor(folder)
  lock?.release()
  ;(await stopping).release()
}

test.each([
  ['nothing', null],
  ['the word for one before', '{"generation":"one before"}'],
])('a supervisor is asked to stop where there is %s', async (_what, there) => {
  const cloud = supervised()
  if (there !== null) writeFileSync(cloud.word, there)
  await stopped(cloud)
  expect(readFileSync(cloud.word, 'utf8')).toBe('{"generation":"this one"}')
})

test('it is asked once, however often it is looked for', async () => {
  const cloud = supervised()
  writeFileSync(cloud.word, '{"generation":"this one"}')
  const { ino } = statSync(cloud.word)
  await stopped(cloud)
  expect(statSync(cloud.word).ino).toBe(ino)
})
