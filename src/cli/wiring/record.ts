import { wallClock } from '../../adapters/clock/wall-clock.ts'
import type { Draft } from '../../core/event.ts'
import { fold } from '../../core/fold.ts'
import { plan } from '../../core/planner.ts'
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
  await withLog(host, folder, async (log, state) => {
    const incident = await loadIncident(folder, openedOf(state, folder))
    const events = await log.append(await drafts(incident, state), state.size)
    const view = plan(incident.book, fold(state, events), incident.expressions, wallClock.now())
    const terminal = createTerminal(host.process, host)
    for (const event of events) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
  })
}
