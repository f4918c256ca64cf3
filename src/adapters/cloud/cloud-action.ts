import { cloudActTraits, healthyOf, neededFor, seenServices, stoppedText } from '../../core/cloud-act.ts'
import type { EventData } from '../../core/event.ts'
import type { CloudAct } from '../../core/model.ts'
import type { ActionContext, ActionPort, BlobPort, CloudProvider, OperatorPort, Outcome } from '../../core/ports.ts'
import type { Text } from '../../core/text.ts'

interface CloudPorts {
  readonly cloud: CloudProvider
  readonly blobs: BlobPort
  readonly operator: OperatorPort
  /** The folder in which a hand-back is written: the incident's `cloud/`. */
  readonly folder: string
}

/** The emergency cloud as an act of a runbook: up, hand-back, down. */
export function createCloudAction(ports: CloudPorts): ActionPort<'cloud'> {
  return {
    describe: (action) => descriptions[action.cloud],
    perform: (action, context) => acts[action.cloud](ports, context),
    probe: async (action) => {
      // A hand-back changes nothing that can't be done again, and only its comparison tells whether it is whole.
      if (action.cloud === 'hand-back') return 'not-done'
      const services = await ports.cloud.status()
      const wanted = action.cloud === 'up'
      const settled = services.every((service) => (wanted ? service.healthy : service.pid === null))
      return settled && (services.length > 0 || !wanted) ? 'done' : 'not-done'
    },
  }
}

const descriptions: Readonly<Record<CloudAct, Text>> = {
  up: cloudActTraits.up.what,
  'hand-back': {
    en: 'freezes the services, exports every entry, reads it back and compares',
    nl: 'bevriest de diensten, exporteert elke inschrijving, leest ze terug en vergelijkt',
  },
  down: cloudActTraits.down.what,
}

const acts: Readonly<Record<CloudAct, (ports: CloudPorts, context: ActionContext) => Promise<Outcome>>> = {
  up: async ({ cloud, operator }, context) => {
    const started = await unlessAborted(context.signal, () =>
      cloud.up((line) => context.progress(line), context.signal),
    )
    // The engine gives no outcome to what was interrupted.
    if (started === null) return { result: 'failed', summary: { en: 'interrupted', nl: 'onderbroken' } }
    const { services, secrets } = started
    // Whatever moves would go on over the question.
    context.progress('')
    if (secrets.length > 0) await operator.hand(context, secrets)
    const healthy = services.filter((service) => service.healthy)
    const names = services.map((service) => service.name)
    const seen = services
      .map(({ name, url, healthy: ok }) => `${name} ${url} ${ok ? 'healthy' : 'not healthy'}`)
      .join('; ')
    return {
      result: healthy.length === services.length ? 'done' : 'failed',
      summary: healthyOf(healthy.length, services.length),
      proof: { kind: 'check', verdict: healthy.length === services.length ? 'pass' : 'fail', seen },
      events: [
        {
          type: 'cloud.changed',
          actor: context.actor,
          step: context.instance,
          data: { act: 'up', services: names, ...seenAs(services) },
        },
      ],
    }
  },
  'hand-back': async ({ cloud, blobs, folder }, context) => {
    const result = await cloud.handBack(folder, (line) => context.progress(line))
    const { count, sha256, received, differences } = result
    const counts = {
      en: `${count} exported, ${received.count} received, SHA-256 ${sha256}`,
      nl: `${count} geëxporteerd, ${received.count} ontvangen, SHA-256 ${sha256}`,
    }
    if (differences.length > 0) {
      const first = differences.slice(0, 5).join('; ')
      const summary = {
        en: `hand-back differs (${counts.en}): ${first}`,
        nl: `teruggave verschilt (${counts.nl}): ${first}`,
      }
      return { result: 'failed', summary }
    }
    const blob = await blobs.putFile(result.file, () => {})
    return {
      result: 'done',
      summary: { en: `hand-back equal: ${counts.en}`, nl: `teruggave gelijk: ${counts.nl}` },
      blobs: [blob],
      proof: { kind: 'file', ...blob },
      events: [
        {
          type: 'cloud.changed',
          actor: context.actor,
          step: context.instance,
          data: {
            act: 'hand-back',
            services: [],
            detail: { file: blob.name, count, sha256, received: { ...received } },
          },
        },
      ],
    }
  },
  down: async ({ cloud }, context) => {
    const services = await cloud.down((line) => context.progress(line))
    const running = services.filter((service) => service.pid !== null)
    return {
      result: running.length === 0 ? 'done' : 'failed',
      summary: stoppedText(seenServices(services)),
      events: [
        {
          type: 'cloud.changed',
          actor: context.actor,
          step: context.instance,
          data: { act: 'down', services: services.map(({ name }) => name), ...seenAs(services) },
        },
      ],
    }
  },
}

/** Null: it was interrupted. */
async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

function seenAs(services: Parameters<typeof seenServices>[0]): Pick<EventData['cloud.changed'], 'seen' | 'needs'> {
  const seen = seenServices(services)
  return { seen, ...neededFor(seen) }
}
