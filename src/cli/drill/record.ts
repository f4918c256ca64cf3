import { pinnedIn } from '../../adapters/home/incident-files.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import type { Verification } from '../../audit/verification.ts'
import type { LogEvent } from '../../core/event.ts'
import { playedFrom, type Replayable } from '../../drill/played.ts'
import { readScenario } from '../../drill/read-scenario.ts'
import { atLevel } from '../../drill/scenario.ts'
import type { ServiceTarget } from '../../drill/service-times.ts'
import { catalogueSchema } from '../../runbook/catalogue.ts'
import { decode, textOf } from '../../runbook/decode.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, incidentIn, openedOf, stateOf } from '../wiring/incident.ts'
import { readVerified } from '../wiring/read-verified.ts'
import { drillPath, notADrill } from './find-drill.ts'
import { pinnedScenario, pinnedServices } from './prepare.ts'

/** A drill's record, verified, and the drill that it tells. */
export interface DrillRecord {
  readonly source: RecordSource
  readonly incident: Incident
  readonly verification: Verification
  readonly played: Replayable
  readonly targets: readonly ServiceTarget[]
}

/**
 * Reads a drill of this home by name (or the only one), or any folder or archive of one. Of a record that was tampered with
 * only what stands before the first bad line. Throws `drill.none` and `drill.not-a-drill`.
 */
export async function readDrill(host: Host, name: string | null): Promise<DrillRecord> {
  const source = await openRecord(drillPath(host, name))
  const { events, verification } = await readVerified(host, source)
  return drillIn(source, events, verification)
}

/** The same of a record whose lines were read already. */
export async function drillIn(
  source: RecordSource,
  events: readonly LogEvent[],
  verification: Verification,
): Promise<DrillRecord> {
  const opened = openedOf(stateOf(events), source.path)
  const pinned = await pinnedIn(source, opened.pinned)
  const bytes = pinned.get(pinnedScenario)
  if (opened.exercise === undefined || bytes === undefined) throw notADrill(source.path)
  const incident = await incidentIn(source, opened)
  const { book, profile, expressions } = incident
  const scenario = atLevel(readScenario(`pinned/${pinnedScenario}`, bytes), opened.exercise.level)
  const services = pinned.get(pinnedServices)
  const targets =
    services === undefined
      ? []
      : decode({ file: pinnedServices, text: textOf(pinnedServices, services) }, catalogueSchema).services
  const played = playedFrom({ scenario, events, profile, book, expressions })
  return { source, incident, verification, played, targets }
}
