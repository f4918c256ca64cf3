import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import type { EmbeddedService } from '../../cloud/embedded-services.ts'
import { type Lang, pick } from '../../core/text.ts'
import type { Refusal } from '../../services/service-settings.ts'
import { lockHolder } from '../kernel-lock.ts'
import { notHealthy, refusedFault } from './cloud-faults.ts'
import {
  type CloudPlan,
  cloudId,
  logFile,
  makeCloudFolder,
  readState,
  serviceLock,
  supervisorLock,
} from './cloud-folder.ts'
import { serviceHealth, serviceUrl } from './health.ts'
import { processEntry } from './process-entries.ts'
import { spawnLogged } from './service-process.ts'
import { stopSupervisor } from './stop-cloud.ts'

const healthyWithinMs = 30_000
const looksEveryMs = 50
// A service that dies this often while we wait has a reason that waiting won't mend.
const deathsAllowed = 3

/**
 * Makes sure that one supervisor follows this plan, and waits until every service is healthy. Whatever runs already is
 * left alone. Throws `cloud.port-taken` and its like before anything is started when a fixed address can't be had, and
 * `cloud.not-healthy` after half a minute.
 */
export async function startCloud(
  plan: CloudPlan,
  lang: Lang,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { folder } = plan
  const wanted = JSON.stringify(plan)
  const healthy = new Set<EmbeddedService>()
  const deathsBefore = new Map<string, number>()
  let supervisor: ChildProcess | null = null
  makeCloudFolder(folder)
  for (const deadline = performance.now() + healthyWithinMs; ; await after(looksEveryMs, null, { signal })) {
    signal.throwIfAborted()
    const holder = lockHolder(supervisorLock(folder))
    const state = readState(folder)
    if (holder === null && (supervisor === null || supervisor.exitCode === 0)) {
      await checkAddresses(plan)
      progress(pick({ en: 'starting the supervisor', nl: 'de bewaking start' }, lang))
      supervisor = spawnLogged(processEntry('supervisor'), plan, logFile(folder, 'supervisor'), true)
      supervisor.unref()
    } else if (holder === null && supervisor !== null && (supervisor.exitCode ?? supervisor.signalCode) !== null) {
      throw notHealthy(folder, ['supervisor'])
    } else if (holder?.pid === state.supervisor && state.generation !== null) {
      if (state.plan !== wanted) {
        progress(pick({ en: 'the settings changed: restarting', nl: 'de instellingen zijn gewijzigd: herstart' }, lang))
        ;(await stopSupervisor(folder)).release()
        supervisor = null
        continue
      }
      for (const service of plan.services) {
        const { port = 0, refused = null, restarts = 0 } = state.services[service] ?? {}
        refuseAddress(plan, service, refused)
        if (healthy.has(service)) continue
        const before = deathsBefore.get(`${state.generation} ${service}`) ?? restarts
        deathsBefore.set(`${state.generation} ${service}`, before)
        if (restarts - before >= deathsAllowed) throw notHealthy(folder, [service])
        if (port === 0) continue
        const url = serviceUrl(plan.bind, port)
        const health = await serviceHealth(url, service, cloudId(folder), 1000)
        if (health?.generation !== state.generation) continue
        healthy.add(service)
        progress(`${service}: ${pick({ en: 'healthy', nl: 'gezond' }, lang)}, ${url}`)
      }
      if (healthy.size === plan.services.length) return
    }
    if (performance.now() < deadline) continue
    const missing = plan.services.filter((service) => !healthy.has(service))
    throw notHealthy(folder, holder === null ? ['supervisor', ...missing] : missing)
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
