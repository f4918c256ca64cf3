import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import { harmlessLine } from '../../../core/harmless.ts'
import { type Lang, pick, type Text } from '../../../core/text.ts'
import { lockHolder } from '../../../services/kernel-lock.ts'
import type { Refusal } from '../../../services/service-settings.ts'
import { realDisk } from '../../disk/disk.ts'
import { replaceFile } from '../../disk/whole-file.ts'
import { cannotStart, notHealthy, programMissing, refusedFault } from './cloud-faults.ts'
import {
  type CloudPlan,
  cloudId,
  emptyState,
  logFile,
  makeCloudFolder,
  readState,
  serviceLock,
  supervisorLock,
} from './cloud-folder.ts'
import { endLost } from './end-lost.ts'
import { serviceAnswer, serviceUrl } from './health.ts'
import { type LogMarks, markLogs, newReason } from './new-log-lines.ts'
import { processEntry } from './process-entries.ts'
import { missingFiles, programFiles, programGone } from './program-files.ts'
import { spawnLogged } from './service-process.ts'
import { stopSupervisor } from './stop-cloud.ts'

const healthyWithinMs = 30_000
const looksEveryMs = 50
// A service that dies this often while we wait has a reason that waiting won't mend.
const deathsAllowed = 3

/**
 * Makes sure that one supervisor follows this plan, and waits until every service is healthy. Whatever runs already is
 * left alone, but a supervisor whose program is gone is replaced. Throws `cloud.program-gone`, `cloud.port-taken` and its like
 * before anything is started, `cloud.cannot-start` when the supervisor ends at once, and `cloud.not-healthy` after half a
 * minute.
 */
export async function startCloud(
  plan: CloudPlan,
  lang: Lang,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { folder } = plan
  const missing = missingFiles(programFiles(plan.services))
  if (missing.length > 0) throw programMissing(missing)
  const wanted = JSON.stringify(plan)
  const healthy = new Set<EmbeddedService>()
  const deaths = countDeaths()
  let supervisor: Started | null = null
  makeCloudFolder(folder)
  const marks = markLogs(folder)
  const replace = async (why: Text): Promise<void> => {
    progress(pick(why, lang))
    ;(await stopSupervisor(folder)).release()
    supervisor = null
    healthy.clear()
  }
  for (const deadline = performance.now() + healthyWithinMs; ; await after(looksEveryMs, null, { signal })) {
    signal.throwIfAborted()
    const holder = lockHolder(supervisorLock(folder))
    const state = readState(folder)
    if (holder === null) {
      const ended: number | string | null = supervisor === null ? 0 : supervisor.ended()
      // With 0 it found another one at work, which has ended since.
      if (ended !== null && ended !== 0) throw cannotStart(reasonOf(ended, folder, marks))
      if (ended === 0) {
        if (await endLost(state)) progress(pick(lostWords, lang))
        await checkAddresses(plan)
        mustBeWritable(folder)
        progress(pick({ en: 'starting the supervisor', nl: 'de bewaking start' }, lang))
        supervisor = startSupervisor(plan)
      }
    } else if (programGone(holder.pid === state.supervisor ? state : emptyState, holder.pid)) {
      await replace(goneWords)
      continue
    } else if (holder.pid === state.supervisor && state.generation !== null) {
      if (state.plan !== wanted) {
        await replace(changedWords)
        continue
      }
      for (const service of plan.services) {
        const { port = 0, refused = null, restarts = 0 } = state.services[service] ?? {}
        refuseAddress(plan, service, refused)
        if (healthy.has(service)) continue
        if (deaths(`${state.generation} ${service}`, restarts) >= deathsAllowed)
          throw notHealthy(folder, [service], marks)
        if (port === 0) continue
        const url = serviceUrl(plan.bind, port)
        const health = await serviceAnswer(url, service, cloudId(folder), 1000)
        if (health === 'lost') {
          await replace(lostWords)
          break
        }
        if (health?.generation !== state.generation) continue
        healthy.add(service)
        progress(`${service}: ${pick({ en: 'healthy', nl: 'gezond' }, lang)}, ${url}`)
      }
      if (healthy.size === plan.services.length) return
    }
    if (performance.now() < deadline) continue
    // Where nothing can be written (a full disk) nobody can know how the services are, and that is the reason.
    mustBeWritable(folder)
    const silent = plan.services.filter((service) => !healthy.has(service))
    throw notHealthy(folder, holder === null ? ['supervisor', ...silent] : silent, marks)
  }
}

const changedWords: Text = { en: 'the settings changed: restarting', nl: 'de instellingen zijn gewijzigd: herstart' }
const lostWords: Text = {
  en: 'the services that ran had lost this folder: they are ended',
  nl: 'de diensten die draaiden, waren deze map kwijt: ze zijn beëindigd',
}
const goneWords: Text = {
  en: 'the program that looks after the services is gone: this one takes over',
  nl: 'het programma dat de diensten bewaakt, is weg: dit neemt het over',
}

/** Throws what the disk says, before services are started that could not keep anything. */
function mustBeWritable(folder: string): void {
  const path = join(folder, 'writable')
  // As much as a state needs.
  replaceFile(realDisk, path, ' '.repeat(4096))
  realDisk.remove(path)
}

interface Started {
  /** Its exit code, the name of the signal or the error that ended it; null: it runs. */
  ended(): number | string | null
}

function startSupervisor(plan: CloudPlan): Started {
  const child = spawnLogged(processEntry('supervisor'), plan, logFile(plan.folder, 'supervisor'), true)
  let failure: string | null = null
  child.on('error', (error) => {
    failure = error.message
  })
  child.unref()
  return { ended: () => failure ?? child.exitCode ?? child.signalCode }
}

function reasonOf(ended: number | string, folder: string, marks: LogMarks): string {
  const written = newReason(folder, 'supervisor', marks)
  return written === '' && typeof ended === 'string' ? harmlessLine(ended, 200) : written
}

/**
 * Counts how often a service was seen to die: each time that its number of restarts is another one. How far the number went
 * up says nothing about now: one that could not be written down for a while (a full disk) comes late and all at once.
 */
function countDeaths(): (run: string, restarts: number) => number {
  const seen = new Map<string, { last: number; deaths: number }>()
  return (run, restarts) => {
    const known = seen.get(run) ?? { last: restarts, deaths: 0 }
    if (known.last !== restarts) known.deaths += 1
    known.last = restarts
    seen.set(run, known)
    return known.deaths
  }
}

function refuseAddress({ bind, ports }: CloudPlan, service: EmbeddedService, why: Refusal['why'] | null): void {
  if (why === null || why === 'data-in-use') return
  throw refusedFault(why, { service, bind, port: ports[service] ?? 0 })
}

/** Tries every fixed port that no service of ours can have now, so that a wrong address starts nothing. */
async function checkAddresses({ folder, services, bind, ports }: CloudPlan): Promise<void> {
  for (const service of services) {
    if (lockHolder(serviceLock(folder, service)) !== null) continue
    const port = ports[service] ?? 0
    const why = await tryAddress(bind, port)
    if (why !== null) throw refusedFault(why, { service, bind, port })
  }
}

type Unbound = Exclude<Refusal['why'], 'data-in-use'>

function tryAddress(host: string, port: number): Promise<Unbound | null> {
  const { promise, resolve } = Promise.withResolvers<Unbound | null>()
  const server = createServer()
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve('port-taken')
    else resolve(error.code === 'EACCES' ? 'port-forbidden' : 'no-such-address')
  })
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)))
  return promise
}
