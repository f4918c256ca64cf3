import { existsSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { type EmbeddedService, embeddedServices } from '../../../cloud/embedded-services.ts'
import { type KernelLock, takeLock } from '../../../services/kernel-lock.ts'
import { stillRunning } from './cloud-faults.ts'
import {
  askToStop,
  type CloudPlan,
  readState,
  serviceLock,
  supervisorLock,
  wasAskedToStop,
  writeState,
} from './cloud-folder.ts'
import { endLost } from './end-lost.ts'
import { evict, lockFree, signalHolder } from './evict.ts'

const supervisorWithinMs = 15_000
const serviceWithinMs = 5000
const looksEveryMs = 50

/**
 * Asks the supervisor to stop its services and end, and returns its lock, so that nobody can start another one until it
 * is released. One that doesn't listen is ended by force. Throws `cloud.still-running` when that can't be done safely.
 */
export async function stopSupervisor(folder: string): Promise<KernelLock> {
  const path = supervisorLock(folder)
  for (const deadline = performance.now() + supervisorWithinMs; ; await after(looksEveryMs)) {
    const lock = takeLock(path)
    if (lock !== null) return lock
    // A supervisor that has only just started has yet to write its generation down.
    const { generation, plan } = readState(folder)
    if (generation !== null && !wasAskedToStop(folder, generation)) await ask(folder, generation)
    // One that was started for this folder where it was before looks for the word there.
    if (isMoved(folder, plan)) await signalHolder(path, 'SIGTERM')
    if (performance.now() < deadline) continue
    if (!(await evict(path))) throw stillRunning(['supervisor'])
  }
}

function isMoved(folder: string, plan: string): boolean {
  return plan !== '' && (JSON.parse(plan) as CloudPlan).folder !== folder
}

/** Leaves the word for the supervisor; on a full disk, where that can't be written, by a signal. */
async function ask(folder: string, generation: string): Promise<void> {
  try {
    askToStop(folder, generation)
  } catch {
    // One that is ending by now can't be told by its lock any more: that is seen at the next look.
    await signalHolder(supervisorLock(folder), 'SIGTERM')
  }
}

/** Stops the supervisor and every service of the folder, those of a supervisor that died included. The data stays. */
export async function stopCloud(folder: string, progress: (service: EmbeddedService) => void): Promise<void> {
  if (!existsSync(folder)) return
  await endLost(readState(folder))
  const lock = await stopSupervisor(folder)
  try {
    // Services that lost their supervisor end when they see that the folder has no generation any more.
    try {
      writeState(folder, { ...readState(folder), generation: null })
    } catch {
      // On a full disk they are ended below, with what they were doing.
    }
    const left: string[] = []
    for (const service of Object.keys(embeddedServices) as EmbeddedService[]) {
      const path = serviceLock(folder, service)
      if (!existsSync(path)) continue
      if ((await lockFree(path, serviceWithinMs)) || (await evict(path))) progress(service)
      else left.push(service)
    }
    if (left.length > 0) throw stillRunning(left)
  } finally {
    lock.release()
  }
}
