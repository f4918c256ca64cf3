import { join } from 'node:path'
import { createBlobs } from '../../adapters/evidence/blob-files.ts'
import { createOutbox } from '../../adapters/notices/outbox-files.ts'
import { drillOutbox } from '../../adapters/simulated/drill-outbox.ts'
import { simulatedPaths } from '../../adapters/simulated/simulated-blobs.ts'
import { simulatedCloud } from '../../adapters/simulated/simulated-cloud.ts'
import { isAsking } from '../../adapters/terminal/open-question.ts'
import type { LogEvent } from '../../core/event.ts'
import { typesThatAre } from '../../core/event-traits.ts'
import { knownPeople } from '../../core/known-people.ts'
import type { Choice, CloudProvider, OperatorPort } from '../../core/ports.ts'
import { filled } from '../../drill/director.ts'
import { municipalityOf } from '../../municipality/find-municipality.ts'
import { drillNews } from '../../prompts/drill-news.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { draftsOf } from '../wiring/drafts.ts'
import type { Host } from '../wiring/host.ts'
import { loginName, operatorName } from '../wiring/operator-name.ts'
import { approvalSigner } from '../wiring/sealing.ts'
import { sandboxCloud } from './sandbox-cloud.ts'
import type { DrillSession } from './session.ts'
import { drillStage } from './stage.ts'

export interface Players {
  readonly cloud: CloudProvider
  readonly world: ReturnType<typeof drillStage>
  /** Shows the messages that came. */
  show(): void
  came(events: readonly LogEvent[]): void
  /** Asks when the exercise is over. */
  readonly afterwards: OperatorPort
}

const somebody = { instance: '', code: '', title: { en: 'Players', nl: 'Spelers' } }

/** The players' terminal: the prompts of an incident, in a simulated world. */
export async function playersOf(
  host: Host,
  session: DrillSession,
  signal: AbortSignal,
  realCloud: boolean,
): Promise<Players> {
  const { playing, stopped, clock, folder, incident, scenario } = session
  const terminal = createTerminal(host.process, host)
  const look = createLook(terminal, host.lang)
  // Whoever said her name once is not asked again: not for an answer to a message, and not at the end.
  let said = host.operator
  let asked: OperatorPort | null = null
  const named = (operator: OperatorPort): OperatorPort => ({
    ...operator,
    actor: async (question) => {
      said ??= await operator.actor(question)
      return said
    },
  })
  const news = drillNews({
    ...{ look, playing, roles: scenario.roles },
    actor: async () => asked?.actor(somebody) ?? operatorName(host),
    attached: ({ inject }) => {
      const attachment = scenario.injects.find(({ id }) => id === inject)?.attachment
      return attachment === undefined ? null : filled(attachment.text, playing.scope(), incident.expressions)
    },
    print: (text) => host.stderr(text),
    isAsking,
  })
  const { createPrompts } = await import('../../prompts/operator.ts')
  const asking = {
    ...{ terminal, stdin: host.process.stdin, stdout: host.process.stderr, lang: host.lang },
    ...{
      now: () => clock.now(),
      actor: host.operator,
      suggestion: loginName(host) ?? '',
      people: knownPeople(incident.profile),
    },
    ...{ signer: await approvalSigner(host, 'drill'), paths: simulatedPaths },
  }
  const own = createBlobs(join(folder, 'blobs'))
  const { drill } = playing
  const settings = incident.profile.cloud
  const { nis, name } = incident.opened.municipality
  const municipality = { nis, name, slug: municipalityOf(nis).slug }
  const cloud = realCloud
    ? sandboxCloud({ folder: join(folder, 'cloud-data'), settings, municipality, lang: host.lang })
    : simulatedCloud({ settings, clock, lang: host.lang, drill })
  const world = drillStage({
    ...{ lang: host.lang, incident, scenario, playing, clock, folder, blobs: own, cloud },
    outbox: drillOutbox(createOutbox(join(folder, 'outbox')), join(folder, 'mailboxes')),
    players: (blobs) => {
      asked = named(
        createPrompts({
          ...asking,
          blobs,
          news,
          drafts: draftsOf(host, folder, 'drill'),
          signal: AbortSignal.any([signal, stopped]),
        }),
      )
      return asked
    },
  })
  return {
    world,
    cloud,
    show: news.show,
    came: news.came,
    afterwards: named(createPrompts({ ...asking, blobs: own, signal, stays: true })),
  }
}

/** The players' operator, which leaves instead of choosing when the exercise is over. */
export function playersOperator(operator: OperatorPort, { playing, why }: DrillSession): OperatorPort {
  return {
    ...operator,
    choose: async (view, behind): Promise<Choice> => {
      if (playing.drill().ended !== null || why() !== null) return { kind: 'leave' }
      return operator.choose(view, behind)
    },
  }
}

const backstage = typesThatAre('backstage')

/** Whether the players may see an event: not what the world does, what is held back, what is observed. */
export function isForPlayers({ type }: LogEvent): boolean {
  return !backstage.has(type)
}
