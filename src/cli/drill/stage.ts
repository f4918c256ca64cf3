import type { MakeMail } from '../../adapters/notices/notify-action.ts'
import { drillOperator } from '../../adapters/simulated/drill-operator.ts'
import { type SimulatedBlobs, simulatedBlobs } from '../../adapters/simulated/simulated-blobs.ts'
import type { BlobPort, ClockPort, CloudProvider, OperatorPort, OutboxPort } from '../../core/ports.ts'
import type { Lang } from '../../core/text.ts'
import type { Playing } from '../../drill/playing.ts'
import type { Scenario } from '../../drill/scenario.ts'
import type { Incident } from '../wiring/incident.ts'
import type { RunWorld } from '../wiring/world.ts'
import { simulatedWorld } from './simulated-world.ts'

interface StageParts {
  readonly lang: Lang
  readonly incident: Incident
  /** The scenario at the level that is played. */
  readonly scenario: Scenario
  readonly playing: Pick<Playing, 'drill'>
  readonly clock: ClockPort
  /** The blobs of the drill's own folder. */
  readonly blobs: BlobPort
  readonly outbox: OutboxPort
  readonly cloud: CloudProvider
  readonly folder: string
  /** The way in which a notice becomes a mail; without it, as in an incident. */
  readonly mail?: MakeMail
  /** The players, who use `blobs` as they are in the exercise. */
  players(blobs: SimulatedBlobs): OperatorPort
}

/** The stage of a drill: the simulated world, and in front of the players what it answers them. */
export function drillStage(parts: StageParts): RunWorld & { readonly operator: OperatorPort } {
  const { lang, incident, scenario, playing, clock, folder } = parts
  const { profile, expressions, loaded, opened } = incident
  const { drill } = playing
  const blobs = simulatedBlobs(parts.blobs, { drill })
  const operator = drillOperator(parts.players(blobs), { scenario, profile, lang, blobs, drill })
  const world = simulatedWorld({
    ...{ scenario, profile, lang, expressions, clock, operator, blobs, folder, drill },
    ...{ obligations: loaded.obligations, municipality: opened.municipality.name, incident: opened.incident },
    outbox: parts.outbox,
    cloud: parts.cloud,
    ...(parts.mail === undefined ? {} : { mail: parts.mail }),
  })
  return { ...world, operator }
}
