import { cloudActTraits, neededFor, type SeenService, seenServices, servicesText } from './cloud-act.ts'
import type { EventData } from './event.ts'
import { Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import type { CloudProvider } from './ports.ts'
import type { OpenCloudAct } from './state.ts'
import type { Said, Text } from './text.ts'

type Decided = Pick<EventData['cloud.decided'], 'decision' | 'seen' | 'services'>

/**
 * Settles the act that a process left open which is gone: by what the services, or the page, show now. Each of these acts may
 * be repeated: where nothing can tell, that is what the record says. Nothing is changed. False: nothing was open, or somebody else
 * settled it.
 */
export async function settleCloud(
  journal: Journal,
  cloud: Pick<CloudProvider, 'status' | 'comparePage'>,
  actor: string,
): Promise<boolean> {
  const open = journal.state().cloud?.open ?? null
  if (open === null || open.status !== 'unknown') return false
  const { seq: intent, act } = open
  const decided = await look(cloud, open)
  // Two may look at once: the first one says it.
  return journal.claim(
    [{ type: 'cloud.decided', actor, data: { intent, act, ...decided, ...neededFor(decided.services) } }],
    ({ state }) => state.cloud?.open?.seq === intent && state.cloud.open.status === 'unknown',
  )
}

async function look(cloud: Pick<CloudProvider, 'status' | 'comparePage'>, open: OpenCloudAct): Promise<Decided> {
  try {
    const services = seenServices(await cloud.status())
    return { ...(await judged(cloud, open, services)), services }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { decision: 'cannot-tell', seen: error.text, services: [] }
  }
}

async function judged(
  cloud: Pick<CloudProvider, 'comparePage'>,
  { act, change }: OpenCloudAct,
  services: readonly SeenService[],
): Promise<{ readonly decision: Decided['decision']; readonly seen: Said }> {
  const { settledBy } = cloudActTraits[act]
  if (settledBy === 'page') {
    if (change === undefined) return { decision: 'cannot-tell', seen: pageUnknown }
    const says = await cloud.comparePage(change)
    return says === 'same' ? { decision: 'done', seen: pageSays } : { decision: 'not-done', seen: pageSilent }
  }
  if ('nothing' in settledBy) return { decision: 'cannot-tell', seen: settledBy.nothing }
  const isDone = services.every(({ state }) => state === settledBy.every)
  return { decision: isDone ? 'done' : 'not-done', seen: servicesText(services) }
}

const pageSays: Text = { en: 'the status page says it', nl: 'de statuspagina vermeldt het' }
const pageSilent: Text = { en: 'the status page does not say it', nl: 'de statuspagina vermeldt het niet' }
const pageUnknown: Text = {
  en: 'what the page was to say is not on record',
  nl: 'wat de pagina moest vermelden, staat niet in het logboek',
}
