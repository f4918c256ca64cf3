import {
  type CloudAsked,
  cloudActTraits,
  healthyOf,
  neededFor,
  type SeenService,
  seenServices,
  stoppedText,
} from './cloud-act.ts'
import type { EventData, Json } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import type { Journal, Present } from './journal.ts'
import type { CloudProvider, ExportedEntries, PageSaid, Secret, ServiceStatus } from './ports.ts'
import type { OpenCloudAct } from './state.ts'
import { pick, type Said, type Text } from './text.ts'
import { wallClockTime } from './wall-time.ts'

export interface CloudActPorts {
  readonly cloud: CloudProvider
  readonly journal: Journal
  /** The person who acts. */
  readonly actor: string
  readonly signal: AbortSignal
  progress(line: string): void
  /** Shows what is shown once and never recorded. */
  hand(secret: Secret): void
}

/** The end of an act, for who asked for it. Each act gives what it is about. */
export interface CloudDone {
  readonly result: 'done' | 'failed'
  readonly services?: readonly ServiceStatus[]
  readonly page?: PageSaid
  readonly exported?: ExportedEntries
}

/**
 * One act on the emergency cloud outside of a runbook: its intent is durable before anything is touched, its outcome before
 * anybody is told. What was interrupted, or ended by an error that nobody foresaw, has no outcome: it is unknown, and
 * `settleCloud` looks. A senseless change of the page is refused before anything is on record.
 */
export async function performCloudAct(ports: CloudActPorts, asked: CloudAsked): Promise<CloudDone> {
  const { journal, cloud, actor, signal } = ports
  const { act } = asked
  if (asked.act === 'page-set') await cloud.comparePage(asked.change)
  const services = (await cloud.status()).map(({ name }) => name)
  const more =
    asked.act === 'page-set' ? { change: asked.change } : asked.act === 'export' ? { folder: asked.folder } : {}
  const what = cloudActTraits[act].what
  const isFree = ({ state }: Present): boolean => (state.cloud?.open ?? null) === null
  const stands = await journal.claim([{ type: 'cloud.intent', actor, data: { act, what, services, ...more } }], isFree)
  const open = journal.state().cloud?.open ?? null
  if (!stands || open === null) throw takenBy(open)
  const { seq: intent } = open
  const record = (
    rest: Pick<EventData['cloud.outcome'], 'result' | 'summary' | 'services' | 'detail'>,
  ): Promise<void> =>
    journal.record([{ type: 'cloud.outcome', actor, data: { intent, act, ...rest, ...neededFor(rest.services) } }])
  let ended: Ended
  try {
    ended = await doing(ports, asked)
  } catch (error) {
    if (signal.aborted) throw interrupted()
    if (!(error instanceof Fault)) throw error
    await record({ result: 'failed', summary: error.text, services: await lookedAt(cloud) })
    throw error
  }
  const { done, summary, seen, detail } = ended
  if (done.result === 'failed' && signal.aborted) throw interrupted()
  await record({ result: done.result, summary, services: seen, ...(detail === undefined ? {} : { detail }) })
  return done
}

interface Ended {
  readonly done: CloudDone
  readonly summary: Said
  readonly seen: readonly SeenService[]
  readonly detail?: Json
}

async function doing(ports: CloudActPorts, asked: CloudAsked): Promise<Ended> {
  const { cloud, progress, signal } = ports
  switch (asked.act) {
    case 'up': {
      const { services, secrets } = await cloud.up((line) => progress(line), signal)
      // Shown before the outcome says so: a code that nobody saw can only be replaced.
      for (const secret of secrets) ports.hand(secret)
      const healthy = services.filter((service) => service.healthy).length
      const result = healthy === services.length ? 'done' : 'failed'
      return { done: { result, services }, summary: healthyOf(healthy, services.length), seen: seenServices(services) }
    }
    case 'down': {
      const services = await cloud.down((line) => progress(line))
      const seen = seenServices(services)
      const result = services.every(({ pid }) => pid === null) ? 'done' : 'failed'
      return { done: { result, services }, summary: stoppedText(seen), seen }
    }
    case 'access-renew': {
      ports.hand(await cloud.renewAccess())
      return { done: { result: 'done' }, summary: renewed, seen: [] }
    }
    case 'page-set': {
      const page = await cloud.setPage(asked.change)
      return { done: { result: 'done', page }, summary: changed, seen: [] }
    }
    case 'export': {
      const exported = await cloud.export(asked.folder)
      const { file, count, sha256 } = exported
      const summary = {
        en: `${count} entries exported, SHA-256 ${sha256}`,
        nl: `${count} inschrijvingen geëxporteerd, SHA-256 ${sha256}`,
      }
      return { done: { result: 'done', exported }, summary, seen: [], detail: { file, count, sha256 } }
    }
  }
}

/** The services as they are after a refusal. What can't be looked at is left out. */
async function lookedAt(cloud: CloudProvider): Promise<readonly SeenService[]> {
  try {
    return seenServices(await cloud.status())
  } catch {
    return []
  }
}

const renewed: Text = {
  en: 'a new access code was made and shown; the old one and every login ended',
  nl: 'een nieuwe toegangscode is gemaakt en getoond; de oude vervalt, en iedereen is afgemeld',
}
const changed: Text = { en: 'the status page says it', nl: 'de statuspagina vermeldt het' }

/** Somebody else acts on the cloud: one act after another. */
function takenBy(open: OpenCloudAct | null): Fault {
  const { actor, at, what } = open ?? { actor: '', at: '', what: '' }
  const time = wallClockTime(at)
  return new Fault({
    code: 'cloud.taken',
    exit: exit.stopped,
    message: {
      en: `nothing was started, stopped or changed: ${actor} acts on the emergency cloud since ${time} (${pick(what, 'en')})`,
      nl: `er is niets gestart, gestopt of gewijzigd: ${actor} is sinds ${time} bezig met de noodcloud (${pick(what, 'nl')})`,
    },
    hint: {
      en: 'wait until that is done; cloud status works meanwhile',
      nl: 'wacht tot dat klaar is; cloud status werkt intussen wel',
    },
  })
}

function interrupted(): Fault {
  return new Fault({
    code: 'interrupted',
    exit: exit.interrupted,
    message: {
      en: 'interrupted: how far it came is not on record',
      nl: 'onderbroken: hoever het kwam, staat niet in het logboek',
    },
    hint: {
      en: 'cloud status shows how the services are; the next act looks first',
      nl: 'cloud status toont hoe het met de diensten staat; de volgende opdracht kijkt eerst',
    },
  })
}
