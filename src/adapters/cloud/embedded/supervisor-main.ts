import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { takeLockSoon } from '../../../services/kernel-lock.ts'
import { keepStreamsHarmless, noteDown } from '../../../services/service-log.ts'
import { tellsLossMs } from '../../../services/service-settings.ts'
import {
  type CloudPlan,
  type CloudState,
  readState,
  supervisorLock,
  wasAskedToStop,
  writeState,
} from './cloud-folder.ts'
import { processEntry } from './process-entries.ts'
import { programFiles } from './program-files.ts'
import { type Supervised, supervise } from './supervise.ts'

const lockWithinMs = 3000
const looksEveryMs = 150
const writesEveryMs = 1000

/** The life of the supervisor: takes the lock on its folder, keeps the services running, and ends when it is asked to. */
async function runSupervisor(plan: CloudPlan): Promise<void> {
  process.umask(0o077)
  keepStreamsHarmless()
  for (const signal of ['SIGHUP', 'SIGINT'] as const) process.on(signal, () => {})
  const lock = await takeLockSoon(supervisorLock(plan.folder), lockWithinMs)
  // Whoever has the lock looks after the folder; `up` waits for what it reports.
  if (lock === null) process.exit(0)

  const stopping = new AbortController()
  process.on('SIGTERM', () => stopping.abort())
  const generation = randomUUID()
  const before = readState(plan.folder)
  // Addresses outlive a supervisor; what went wrong under another one doesn't.
  const kept = Object.entries(before.services).map(([name, { port }]) => [name, { port, restarts: 0, refused: null }])
  let state: CloudState = {
    generation,
    supervisor: process.pid,
    plan: JSON.stringify(plan),
    services: Object.fromEntries(kept),
    program: programFiles(plan.services),
  }
  let unwritten: CloudState | null = null
  keepState(state)
  noteDown(`supervisor starts ${plan.services.join(', ')}`)

  /** The services run whether or not this can be written down (a full disk); what could not be is written later. */
  function keepState(kept: CloudState): void {
    unwritten = kept
    if (lock?.stands() !== true) return
    try {
      writeState(plan.folder, kept)
      unwritten = null
    } catch (error) {
      noteDown(`state not written: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  }

  const running = new Map<string, Supervised>()
  for (const service of plan.services) {
    const supervised = supervise({
      service,
      plan,
      generation,
      entry: processEntry(service),
      before: before.services[service],
      signal: stopping.signal,
      stands: lock.stands,
      record: (record) => {
        state = { ...state, services: { ...state.services, [service]: record } }
        keepState(state)
      },
      deskNews: (desk) => running.get('status-page')?.tell({ desk }),
    })
    running.set(service, supervised)
  }

  // A folder that was moved, deleted or unmounted is nobody's to write in: its services tell who comes that nothing can be
  // recorded, until the folder is back, another supervisor is at its place, or a session at the counter is long over.
  let stoodAt = performance.now()
  let triedAt = performance.now()
  while (!stopping.signal.aborted) {
    if (lock.stands()) {
      stoodAt = performance.now()
      if (unwritten !== null && performance.now() - triedAt > writesEveryMs) {
        triedAt = performance.now()
        keepState(unwritten)
      }
    } else {
      noteDown('the folder is not where it was: it was moved, deleted or unmounted')
      const here = readState(plan.folder).generation
      const forgotten = performance.now() - stoodAt > tellsLossMs
      if ((here !== null && here !== generation) || forgotten) stopping.abort()
    }
    if (wasAskedToStop(plan.folder, generation)) stopping.abort()
    if (!stopping.signal.aborted) await after(looksEveryMs)
  }
  await Promise.all([...running.values()].map((supervised) => supervised.ended))
  keepState({ ...state, generation: null })
  noteDown('supervisor ends')
  process.exit(0)
}

// Nobody waits for it: what it is bundled into has no `await` of its own.
runSupervisor(JSON.parse(process.argv[2] ?? ''))
