import { realDisk } from '../../adapters/disk/disk.ts'
import { stateNow } from '../../adapters/home/live-records.ts'
import { rememberedOfFolder } from '../../adapters/home/remembered-records.ts'
import { walkLog } from '../../adapters/log/files.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { empty, startFold } from '../../core/fold.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { plan } from '../../core/planner.ts'
import { renderStatus, statusJson } from '../../ui/status.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { cloudNow } from '../cloud/now.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, loadIncident, openedOf } from '../wiring/incident.ts'
import { startRecordClock } from '../wiring/record-now.ts'
import { tellNamesake } from '../wiring/tell-namesake.ts'
import { tellWarning } from '../wiring/tell-warning.ts'

/** Shows where an incident stands. Reads only: works while another process runs it, and on a copy. */
export async function status(host: Host, name: string | null): Promise<number> {
  const folder = await findIncident(host, name, 'any')
  tellNamesake(host, folder)
  const remembered = rememberedOfFolder(host.home, folder)
  const folding = startFold(empty)
  const clock = startRecordClock()
  const take = (event: LogEvent): void => {
    folding.take(event)
    clock.take(event)
  }
  const verification = await walkLog(folder, take, realDisk, remembered)
  const { state } = folding
  const incident = await loadIncident(folder, openedOf(state, folder))
  const now = clock.now(host, folder)
  const known = stateNow(folder, state)
  const view = plan(incident.book, known, incident.expressions, now)
  const cloud = await cloudNow(host, incident, known)
  if (host.json) host.stdout(`${harmlessJson(statusJson(view, now, cloud), 2)}\n`)
  else host.stdout(`${renderStatus(view, now, createTerminal(host.process, host), host.lang, cloud)}\n`)
  if (verification.memory === undefined) return exit.done
  tellWarning(host, verification.memory)
  return exit.log
}
