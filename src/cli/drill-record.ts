import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pinnedIn } from '../adapters/incident-files.ts'
import { openRecord, type RecordSource } from '../adapters/record-source.ts'
import { verifyRecord } from '../adapters/verify-record.ts'
import type { Verification } from '../audit/verification.ts'
import { catalogueSchema } from '../cloud/catalogue.ts'
import type { LogEvent } from '../core/event.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { playedFrom, type Replayable } from '../drill/played.ts'
import { readScenario } from '../drill/read-scenario.ts'
import { atLevel } from '../drill/scenario.ts'
import type { ServiceTarget } from '../drill/service-times.ts'
import { decode, textOf } from '../runbook/decode.ts'
import { didYouMean } from '../runbook/finding.ts'
import { createProgress } from '../ui/progress.ts'
import { createTerminal } from '../ui/terminal.ts'
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

const drills = 'drills'
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

/** Where a drill is: of this home by name or the only one, or any folder or archive. */
export function drillPath(host: Host, name: string | null): string {
  const folder = join(host.home, drills)
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((one) => !one.startsWith('.'))
        .sort()
    : []
  const found = name ?? (names.length === 1 ? names[0] : undefined)
  if (found !== undefined && names.includes(found)) return join(folder, found)
  const given = found === undefined ? null : resolve(host.process.cwd(), found)
  if (given !== null && existsSync(given)) return given
  throw noDrill(name, names)
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

function notADrill(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'drill.not-a-drill',
    exit: exit.usage,
    message: {
      en: `${shown} is no drill: it is the record of an incident, or its scenario is missing`,
      nl: `${shown} is geen oefening: het is het logboek van een incident, of het scenario ontbreekt`,
    },
    hint: {
      en: 'cyber-respond report tells of an incident',
      nl: 'cyber-respond report maakt een verslag van een incident',
    },
  })
}

function noDrill(name: string | null, names: readonly string[]): Fault {
  const shown = name === null ? '' : ` "${harmlessLine(name, 100)}"`
  const known = harmlessLine(names.slice(-5).join(', '), 200)
  const several = names.length > 1 && name === null
  const begin = {
    en: 'cyber-respond drill run <municipality> begins one',
    nl: 'cyber-respond drill run <gemeente> begint er een',
  }
  return new Fault({
    code: 'drill.none',
    exit: exit.usage,
    message: several
      ? { en: 'there are several drills: name one', nl: 'er zijn meerdere oefeningen: noem er een' }
      : { en: `there is no drill${shown} here`, nl: `er is hier geen oefening${shown}` },
    hint: names.length === 0 ? begin : { en: `drills: ${known}`, nl: `oefeningen: ${known}` },
    ...(name === null ? {} : didYouMean(name, names)),
  })
}
