import { setTimeout as after } from 'node:timers/promises'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'
import { noteDown } from '../../../services/service-log.ts'
import type { DeskNews, ServiceSettings } from '../../../services/service-settings.ts'
import { type CloudPlan, cloudId, logFile, type ServiceRecord, serviceLock } from './cloud-folder.ts'
import { evict, lockFree } from './evict.ts'
import { serviceAnswer, serviceUrl } from './health.ts'
import type { ProcessEntry } from './process-entries.ts'
import { type ServiceProcess, startService } from './service-process.ts'

interface Supervision {
  readonly service: EmbeddedService
  readonly plan: CloudPlan
  readonly generation: string
  readonly entry: ProcessEntry
  readonly before: ServiceRecord | undefined
  /** Whether the folder is still where it was: nothing is started in another one, or in none. */
  stands(): boolean
  /** Aborted: stop the service and end. */
  readonly signal: AbortSignal
  record(record: ServiceRecord): void
  deskNews(desk: DeskNews['desk']): void
}

export interface Supervised {
  tell(news: DeskNews): void
  readonly ended: Promise<void>
}

const mercyMs = 4000
const startWithinMs = 15_000
const healthEveryMs = 1000
const healthWithinMs = 3000
const silencesAllowed = 3
const firstDelayMs = 100
const longestDelayMs = 10_000
const steadyMs = 60_000
// A desk that is back before citizens could have noticed is no news.
const deskDownAfterMs = 5000

/** Keeps one service running: starts it, looks after it, and starts it again when it dies or goes silent. */
export function supervise(parts: Supervision): Supervised {
  let current: ServiceProcess | null = null
  let news: DeskNews | null = null
  const send = () => {
    if (news !== null && current?.child.connected === true) current.child.send(news, () => {})
  }
  const ended = keep(parts, (run) => {
    current = run
    send()
  })
  return {
    ended,
    tell: (latest) => {
      if (latest.desk === news?.desk) return
      news = latest
      send()
    },
  }
}

async function keep(parts: Supervision, running: (run: ServiceProcess) => void): Promise<void> {
  const { service, plan, signal, before } = parts
  const wanted = plan.ports[service] ?? 0
  // An address that was given to people stays; only before the first answer, and only when nobody chose it, it may change.
  let movable = wanted === 0
  let record: ServiceRecord = { port: wanted === 0 ? (before?.port ?? 0) : wanted, restarts: 0, refused: null }
  const news = deskNews(parts)
  const stop = aborted(signal)
  let delay = firstDelayMs
  while (!signal.aborted) {
    if (!parts.stands()) {
      news(null)
      await after(healthEveryMs, null, { signal }).catch(() => {})
      continue
    }
    const startedAt = performance.now()
    const run = await begin(parts, record.port)
    if (run === null) {
      await after(delay, null, { signal }).catch(() => {})
      delay = Math.min(delay * 2, longestDelayMs)
      continue
    }
    const first = await Promise.race([run.started, after(startWithinMs, null, { ref: false }), stop])
    if (first !== null && 'port' in first) {
      movable = false
      record = { ...record, port: first.port, refused: null }
      parts.record(record)
      noteDown(`${service} runs on port ${first.port}`)
      running(run)
      await Promise.race([run.ended, watch(parts, first.port, news), stop])
    }
    await run.stop(mercyMs)
    if (signal.aborted) return
    if (first !== null && 'why' in first) {
      const elsewhere = first.why === 'port-taken' && movable
      record = { ...record, port: elsewhere ? 0 : record.port, refused: elsewhere ? null : first.why }
      noteDown(`${service} could not start: ${first.why}`)
    } else {
      record = { ...record, restarts: record.restarts + 1 }
      noteDown(`${service} ended and is started again`)
    }
    parts.record(record)
    news(null)
    if (performance.now() - startedAt > steadyMs) delay = firstDelayMs
    await after(delay, null, { signal }).catch(() => {})
    delay = Math.min(delay * 2, longestDelayMs)
  }
}

/** Starts the service where nobody else has its data. null: it can't be now, which is said in the log. */
async function begin({ service, plan, signal, ...parts }: Supervision, port: number): Promise<ServiceProcess | null> {
  const { folder, bind, municipality, exercise } = plan
  const identity = { cloud: cloudId(folder), generation: parts.generation }
  const settings: ServiceSettings = { folder, bind, municipality, exercise, port, identity }
  try {
    // A service of an earlier supervisor ends by itself when it sees the new generation; a silent one doesn't.
    const lock = serviceLock(folder, service)
    if (!(await lockFree(lock, mercyMs))) await evict(lock)
    return signal.aborted ? null : startService(parts.entry, settings, logFile(folder, service))
  } catch (error) {
    // A folder that went away meanwhile, a machine without room for one more process: the next try may do better.
    noteDown(`${service} could not be started: ${error instanceof Error ? error.message : 'unknown'}`)
    return null
  }
}

/** Asks a service how it is, again and again; resolves when it went silent. */
async function watch({ service, plan, signal }: Supervision, port: number, news: DeskWatch): Promise<null> {
  const url = serviceUrl(plan.bind, port)
  for (let silences = 0; silences < silencesAllowed && !signal.aborted; ) {
    const said = await serviceAnswer(url, service, cloudId(plan.folder), healthWithinMs)
    // One that lost its folder is left alone: it tells who comes that nothing can be recorded, and holds what was.
    silences = said === null ? silences + 1 : 0
    news(said === 'lost' || said === null ? null : (said.desk ?? null))
    await after(healthEveryMs, null, { signal, ref: false }).catch(() => {})
  }
  return null
}

/** Hears how the desk is at each look; null: it did not answer. */
type DeskWatch = (seen: 'open' | 'frozen' | null) => void

function deskNews({ service, deskNews: tell }: Supervision): DeskWatch {
  if (service !== 'counter-desk') return () => {}
  let lastSeen = performance.now()
  return (seen) => {
    if (seen !== null) lastSeen = performance.now()
    if (seen !== null) tell(seen)
    else if (performance.now() - lastSeen > deskDownAfterMs) tell('down')
  }
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
