import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { kindOf } from '../../adapters/home/incident-files.ts'
import { appendFacts } from '../../core/append-facts.ts'
import type { Draft } from '../../core/event.ts'
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
    const events = await appendFacts(log, await drafts(incident, state))
    const view = plan(incident.book, fold(state, events), incident.expressions, wallClock.now())
    const terminal = createTerminal(host.process, host)
    // What others wrote meanwhile stands in front of it, and is theirs to see.
    const own = events.at(-1)?.run
    for (const event of events) if (event.run === own) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
  }
  await withLog(host, folder, work, kindOf(folder), 'fact')
}
