import { basename, join } from 'node:path'
import { readPinned } from '../../adapters/home/incident-files.ts'
import { readLog } from '../../adapters/log/files.ts'
import type { LogEvent, Opened } from '../../core/event.ts'
import { plan } from '../../core/planner.ts'
import type { View } from '../../core/view.ts'
import { type DrillState, drillOf } from '../../drill/drill-state.ts'
import { readScenario } from '../../drill/read-scenario.ts'
import { atLevel, type Scenario } from '../../drill/scenario.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, loadIncident, openedOf, stateOf } from '../wiring/incident.ts'
import { isPlayed, recordNow } from '../wiring/record-now.ts'
import { notADrill } from './find-drill.ts'
import { pinnedScenario } from './prepare.ts'

/** A drill as its record says at this moment, read without its lock. */
export interface DrillView {
  readonly folder: string
  readonly name: string
  readonly incident: Incident
  /** The scenario at the level that is played. */
  readonly scenario: Scenario
  readonly events: readonly LogEvent[]
  readonly drill: DrillState
  readonly view: View
  /** The time of the exercise. */
  readonly now: Temporal.Instant
  /** The players' terminal is open. */
  readonly isLive: boolean
}

/** The parts of a drill that don't change while it is played. */
export interface DrillFiles {
  readonly incident: Incident
  readonly scenario: Scenario
}

/** Throws `drill.not-a-drill` where the folder is no drill. `known` saves reading its pinned files again. */
export async function viewDrill(host: Host, folder: string, known?: DrillFiles): Promise<DrillView & DrillFiles> {
  const { events } = await readLog(folder)
  const state = stateOf(events)
  const { incident, scenario } = known ?? (await drillFiles(folder, openedOf(state, folder)))
  const drill = drillOf(scenario, incident.profile, events)
  const name = basename(folder)
  const isLive = isPlayed(host, folder)
  const now = recordNow(host, folder, events)
  const view = plan(incident.book, state, incident.expressions, now)
  return { folder, name, incident, scenario, events, drill, view, now, isLive }
}

/** Throws `drill.not-a-drill`. */
export async function drillFiles(folder: string, opened: Opened): Promise<DrillFiles> {
  const bytes = opened.exercise === undefined ? undefined : readPinned(folder, opened.pinned).get(pinnedScenario)
  if (bytes === undefined || opened.exercise === undefined) throw notADrill(folder)
  const scenario = readScenario(join(folder, 'pinned', pinnedScenario), bytes)
  return { incident: await loadIncident(folder, opened), scenario: atLevel(scenario, opened.exercise.level) }
}
