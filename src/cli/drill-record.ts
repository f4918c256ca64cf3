import { pinnedIn } from '../adapters/incident-files.ts'
import { openRecord, type RecordSource } from '../adapters/record-source.ts'
import { verifyRecord } from '../adapters/verify-record.ts'
import type { Verification } from '../audit/verification.ts'
import { catalogueSchema } from '../cloud/catalogue.ts'
import type { LogEvent } from '../core/event.ts'
import { playedFrom, type Replayable } from '../drill/played.ts'
import { readScenario } from '../drill/read-scenario.ts'
import { atLevel } from '../drill/scenario.ts'
import type { ServiceTarget } from '../drill/service-times.ts'
import { decode, textOf } from '../runbook/decode.ts'
import { createProgress } from '../ui/progress.ts'
import { createTerminal } from '../ui/terminal.ts'
import { drillPath, notADrill } from './find-drill.ts'
import type { Host } from './host.ts'
import { type Incident, incidentIn, openedOf, stateOf } from './incident.ts'

/** A drill's record, verified, and the drill that it tells. */
export interface DrillRecord {
  readonly source: RecordSource
  readonly incident: Incident
  readonly verification: Verification
  readonly played: Replayable
  readonly targets: readonly ServiceTarget[]
}

const scenarioFile = 'scenario.yaml'
const servicesFile = 'services.yaml'

/**
 * Reads a drill of this home by name (or the only one), or any folder or archive of one. Of a record that was tampered with
 * only what stands before the first bad line. Throws `drill.none` and `drill.not-a-drill`.
 */
export async function readDrill(host: Host, name: string | null): Promise<DrillRecord> {
  const source = await openRecord(drillPath(host, name))
  const { events, verification } = await verified(host, source)
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
  const bytes = pinned.get(scenarioFile)
  if (opened.exercise === undefined || bytes === undefined) throw notADrill(source.path)
  const incident = await incidentIn(source, opened)
  const { book, profile, expressions } = incident
  const scenario = atLevel(readScenario(`pinned/${scenarioFile}`, bytes), opened.exercise.level)
  const services = pinned.get(servicesFile)
  const targets =
    services === undefined
      ? []
      : decode({ file: servicesFile, text: textOf(servicesFile, services) }, catalogueSchema).services
  const played = playedFrom({ scenario, events, profile, book, expressions })
  return { source, incident, verification, played, targets }
}

async function verified(
  host: Host,
  source: RecordSource,
): Promise<{ readonly events: readonly LogEvent[]; readonly verification: Verification }> {
  const progress = createProgress(createTerminal(host.process, host), host.process.stderr)
  const events: LogEvent[] = []
  const verification = await verifyRecord(source, {
    progress: (bytes, total) => progress.say(`${Math.floor((100 * bytes) / Math.max(total, 1))} %`),
    take: (event) => void events.push(event),
  })
  progress.clear()
  return { events, verification }
}
