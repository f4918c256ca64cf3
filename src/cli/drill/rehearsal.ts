import type { MakeMail } from '../../adapters/notices/notify-action.ts'
import { rehearsalClock } from '../../adapters/simulated/exercise-clock.ts'
import { simulatedCloud } from '../../adapters/simulated/simulated-cloud.ts'
import { teamOperator } from '../../adapters/simulated/team-operator.ts'
import { memoryLog } from '../../audit/memory-log.ts'
import { parseDuration } from '../../core/duration.ts'
import { run } from '../../core/engine.ts'
import type { Draft, LogEvent } from '../../core/event.ts'
import { epochOf, instantText } from '../../core/exercise-time.ts'
import { empty, fold } from '../../core/fold.ts'
import type { BlobPort, CloudProvider, OutboxPort } from '../../core/ports.ts'
import type { View } from '../../core/view.ts'
import { type DrillState, drillOf } from '../../drill/drill-state.ts'
import { playDrill } from '../../drill/playing.ts'
import { atLevel, type Scenario, type Team } from '../../drill/scenario.ts'
import type { Incident } from '../wiring/incident.ts'
import { version } from '../wiring/version.ts'
import { drillStage } from './stage.ts'

/** A drill that scripted players went through. */
export interface Rehearsed {
  readonly scenario: Scenario
  readonly events: readonly LogEvent[]
  readonly drill: DrillState
  readonly view: View
}

interface Rehearsal {
  /** The incident of a `DrillStart`: nothing of it is on disk. */
  readonly incident: Incident
  readonly scenario: Scenario
  readonly team: Team
  readonly lang: 'en' | 'nl'
}

const hash = '0'.repeat(64)
const noBlobs: BlobPort = {
  putText: async (name, content) => ({ name, sha256: hash, size: content.length }),
  putFile: async (path) => ({ name: path, sha256: hash, size: 0 }),
  take: async (path) => ({ files: [{ name: path, sha256: hash, size: 0 }], notTaken: [] }),
}
const noOutbox: OutboxPort = { write: async (name) => name }
/** A maker of mails that are empty: nobody reads a mail of a rehearsal. */
const noMail: MakeMail = async () => ''
const handedBack = { file: 'hand-back.jsonl', count: 0, sha256: hash }

/** A cloud without files: nothing is on disk that could be handed back. */
function noFiles(cloud: CloudProvider): CloudProvider {
  return {
    ...cloud,
    export: async () => handedBack,
    handBack: async () => ({ ...handedBack, received: { count: 0, sha256: hash }, differences: [] }),
  }
}

/**
 * Plays a drill with scripted players, in no time and on no disk: the same engine, world and director. What waits for a
 * condition is looked at after each act, what has a time at that time.
 */
export async function rehearse({ incident, scenario: whole, team, lang }: Rehearsal): Promise<Rehearsed> {
  const { opened, book, expressions } = incident
  const { exercise } = opened
  const scenario = atLevel(whole, exercise?.level ?? '')
  const start = epochOf(exercise?.start) ?? 0
  const moments = plannedMoments(scenario, start)
  const clock = rehearsalClock(start, async (to, set) => {
    while ((moments[0] ?? Number.POSITIVE_INFINITY) <= to) {
      set(moments.shift() as number)
      await playing.tick()
    }
    set(to)
    await playing.tick()
  })
  const log = memoryLog(0, clock)
  const first: readonly Draft[] = [
    { type: 'incident.opened', actor: team.id, data: opened },
    { type: 'drill.clock', actor: team.id, data: { at: instantText(start), speed: 1, why: 'started' } },
    { type: 'session.started', actor: team.id, data: { version, mode: 'unattended' } },
  ]
  const before = await log.append(first, 0)
  const events: LogEvent[] = [...before]
  const state = fold(empty, before)
  const playing = playDrill(
    {
      ...{ scenario, book, expressions, clock, blobs: noBlobs, state },
      drill: drillOf(scenario, incident.profile, before),
      told: (more) => void events.push(...more),
    },
    log,
  )
  const { drill } = playing
  const world = drillStage({
    ...{ lang, incident, scenario, playing, clock, folder: '', blobs: noBlobs, outbox: noOutbox, mail: noMail },
    cloud: noFiles(simulatedCloud({ settings: incident.profile.cloud, clock, lang, drill })),
    players: (blobs) =>
      teamOperator({
        ...{ team, clock, expressions, blobs, scope: playing.scope },
        nextMoment: () => moments[0] ?? Number.POSITIVE_INFINITY,
        isOver: () => drill().ended !== null,
        unanswered: () => drill().messages.filter(({ answer }) => answer === null),
        answer: async ({ seq }, text) => {
          await playing.log.add([{ type: 'inject.answered', actor: team.id, data: { seq, text } }])
        },
      }),
  })
  await run(
    {
      ...{ ...world, book, log: playing.log, clock, expressions },
      ...{ signal: new AbortController().signal, duration: parseDuration, progress: () => {}, told: () => {} },
    },
    state,
  )
  return { scenario, events, drill: playing.drill(), view: playing.view() }
}

/** The moments at which something of the scenario has its time. */
function plannedMoments({ events, injects, end }: Scenario, start: number): number[] {
  const at = [...events, ...injects, end].flatMap((trigger) =>
    trigger.at === undefined ? [] : [start + parseDuration(trigger.at)],
  )
  return [...new Set(at)].toSorted((a, b) => a - b)
}
