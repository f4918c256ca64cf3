import { join, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { stateNow } from '../../adapters/home/live-records.ts'
import { readLog } from '../../adapters/log/files.ts'
import type { CloudAsked, PageChange } from '../../core/cloud-act.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { cloudLines } from '../../ui/cloud.ts'
import { providerOf } from '../wiring/cloud-provider.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, loadIncident, openedOf, stateOf } from '../wiring/incident.ts'
import { tellOtherPlan } from '../wiring/tell-other-plan.ts'
import { sayLine, showStatus } from './acts.ts'
import { incidentForCloud, incidentWithCloud } from './incident.ts'
import { cloudSession } from './session.ts'

export type CloudCommandName = 'up' | 'status' | 'down' | 'export' | 'access'

interface CloudOptions {
  readonly profile?: string
  readonly plan?: string
  readonly out?: string
}

/**
 * Acts on a municipality's emergency cloud, on the record of its open incident. `up` without an incident opens one;
 * the others need one.
 */
export async function cloudCommand(
  host: Host,
  command: CloudCommandName,
  query: string,
  options: CloudOptions,
): Promise<number> {
  if (command === 'down' && !host.yes) throw closesCounter()
  const folder = command === 'up' ? await incidentForCloud(host, query, options) : await incidentWithCloud(host, query)
  if (folder === null) return exit.done
  if (command === 'status') return status(host, folder)
  return cloudSession(host, folder, (incident) => askedOf(host, command, incident, options))
}

function askedOf(
  host: Host,
  command: Exclude<CloudCommandName, 'status'>,
  { folder, opened }: Incident,
  { out, plan }: CloudOptions,
): CloudAsked {
  if (command === 'access') return { act: 'access-renew' }
  if (command === 'up') tellOtherPlan(host, opened.plan, plan)
  if (command !== 'export') return { act: command }
  return { act: 'export', folder: out === undefined ? join(folder, 'cloud') : resolve(host.process.cwd(), out) }
}

/** Changes what the status page says to citizens; the words are on record too. */
export async function setPage(
  host: Host,
  query: string,
  service: string | null,
  options: { readonly in: string; readonly state?: string; readonly where?: string; readonly message?: string },
): Promise<number> {
  const { in: lang, ...said } = options
  const change: PageChange = { ...said, ...(service === null ? {} : { service }), lang }
  return cloudSession(host, await incidentWithCloud(host, query), () => ({ act: 'page-set', change }))
}

/** Prints how the services are now, and on stderr what the record says of them. Reads only. */
async function status(host: Host, folder: string): Promise<number> {
  const { events } = await readLog(folder)
  const state = stateOf(events)
  const incident = await loadIncident(folder, openedOf(state, folder))
  const services = await providerOf(host, incident).status()
  const { cloud } = stateNow(folder, state)
  // A machine asks `status --json`, which has both.
  const lines = cloud === null || host.json ? [] : cloudLines(cloud, null, wallClock.now(), host.lang)
  for (const line of lines) sayLine(host, line)
  return showStatus(host, services)
}

function closesCounter(): Fault {
  return new Fault({
    code: 'cloud.closes-counter',
    exit: exit.answerNeeded,
    message: {
      en: 'this closes the counter and the page that citizens read',
      nl: 'dit sluit het loket en de pagina die burgers lezen',
    },
    hint: {
      en: 'say --yes if you mean it; the data stays, and `cloud up` brings it back',
      nl: 'geef --yes mee als u het meent; de gegevens blijven, en `cloud up` brengt ze terug',
    },
  })
}
