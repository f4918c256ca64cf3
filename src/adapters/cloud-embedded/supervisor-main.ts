import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { note } from '../../services/service-log.ts'
import { takeLockSoon } from '../kernel-lock.ts'
import {
  type CloudPlan,
  type CloudState,
  readState,
  supervisorLock,
  wasAskedToStop,
  writeState,
} from './cloud-folder.ts'
import { processEntry } from './process-entries.ts'
import { type Supervised, supervise } from './supervise.ts'

const lockWithinMs = 3000
const looksEveryMs = 150

const plan: CloudPlan = JSON.parse(process.argv[2] ?? '')
process.umask(0o077)
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
}
writeState(plan.folder, state)
note(`supervisor starts ${plan.services.join(', ')}`)

const running = new Map<string, Supervised>()
for (const service of plan.services) {
  const supervised = supervise({
    service,
    plan,
    generation,
    entry: processEntry(service),
    before: before.services[service],
    signal: stopping.signal,
    record: (record) => {
      state = { ...state, services: { ...state.services, [service]: record } }
      try {
        writeState(plan.folder, state)
      } catch (error) {
        // The services run whether or not this can be written down (a full disk).
        note(`state not written: ${error instanceof Error ? error.message : 'unknown'}`)
      }
    },
    deskNews: (desk) => running.get('status-page')?.tell({ desk }),
  })
  running.set(service, supervised)
}

while (!stopping.signal.aborted) {
  if (wasAskedToStop(plan.folder, generation)) stopping.abort()
  else await after(looksEveryMs)
}
await Promise.all([...running.values()].map((supervised) => supervised.ended))
writeState(plan.folder, { ...state, generation: null })
note('supervisor ends')
process.exit(0)
