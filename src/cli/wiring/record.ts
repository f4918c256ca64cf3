import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { kindOf } from '../../adapters/home/incident-files.ts'
import type { Draft, LogEvent } from '../../core/event.ts'
import { isFault } from '../../core/fault.ts'
import { fold } from '../../core/fold.ts'
import { plan } from '../../core/planner.ts'
import type { LogPort } from '../../core/ports.ts'
import type { State } from '../../core/state.ts'
import { renderEvent } from '../../ui/event.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from './host.ts'
import { findIncident, type Incident, loadIncident, openedOf, withLog } from './incident.ts'

/** Writes what a command did in the record of an incident, and shows the lines once they are durable. */
export async function record(
  host: Host,
  name: string | null,
  drafts: (incident: Incident, state: State) => Promise<readonly Draft[]>,
): Promise<void> {
  const folder = await findIncident(host, name, 'open')
  const work = async (log: LogPort, state: State): Promise<void> => {
    const incident = await loadIncident(folder, openedOf(state, folder))
    const { events, before } = await addFacts(log, state, await drafts(incident, state))
    const view = plan(incident.book, fold(before, events), incident.expressions, wallClock.now())
    const terminal = createTerminal(host.process, host)
    for (const event of events) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
  }
  await withLog(host, folder, work, kindOf(folder), 'fact')
}

/** Writes what is true whatever others write meanwhile: behind them, until it stands. `before` is the state in front of it. */
async function addFacts(
  log: LogPort,
  state: State,
  drafts: readonly Draft[],
): Promise<{ readonly events: readonly LogEvent[]; readonly before: State }> {
  for (let before = state; ; before = fold(before, await log.follow())) {
    try {
      return { events: await log.append(drafts, before.size), before }
    } catch (error) {
      if (!isFault(error, 'log.wrong-size')) throw error
    }
  }
}
