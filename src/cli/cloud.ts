import { join, resolve } from 'node:path'
import type { EmbeddedCloud } from '../adapters/cloud-embedded/provider.ts'
import { newestIncident } from '../adapters/incident-files.ts'
import { readLog } from '../adapters/log-files.ts'
import type { PageLang } from '../cloud/citizen-services.ts'
import type { Json } from '../core/event.ts'
import { exit, Fault } from '../core/fault.ts'
import { findMunicipality } from '../municipality/find-municipality.ts'
import { create, prepare } from './activate.ts'
import { cloudAccessRenew, cloudDown, cloudExport, cloudPageSet, cloudStatus, cloudUp } from './cloud-acts.ts'
import { embeddedCloud } from './cloud-provider.ts'
import type { Host } from './host.ts'
import { type Incident, loadIncident, openedOf, stateOf, withLog } from './incident.ts'
import { operatorName } from './operator-name.ts'
import { listenForSignals } from './signals.ts'

export type CloudCommand = 'up' | 'status' | 'down' | 'export' | 'access'

interface CloudOptions {
  readonly profile?: string
  readonly out?: string
}

/**
 * Acts on a municipality's emergency cloud, on the record of its open incident. `up` without an incident opens one;
 * the others need one.
 */
export async function cloudCommand(
  host: Host,
  act: CloudCommand,
  query: string,
  options: CloudOptions,
): Promise<number> {
  if (act === 'down' && !host.yes) throw closesCounter()
  const folder = await incidentOf(host, query, act === 'up', options)
  if (act === 'status') return cloudStatus(host, await embeddedCloud(host, await reading(folder)))
  return recorded(host, folder, act, async (incident, cloud, signal) => {
    const into = options.out === undefined ? join(incident.folder, 'cloud') : resolve(host.process.cwd(), options.out)
    const acts: Readonly<Record<Exclude<CloudCommand, 'status'>, () => Promise<number>>> = {
      up: () => cloudUp(host, cloud, signal),
      down: () => cloudDown(host, cloud),
      export: () => cloudExport(host, cloud, into),
      access: () => cloudAccessRenew(host, cloud),
    }
    return { code: await acts[act](), services: incident.profile.cloud.services, detail: null }
  })
}

/** Changes what the status page says to citizens; the words are on record too. */
export async function setPage(
  host: Host,
  query: string,
  service: string | null,
  options: { readonly in: PageLang; readonly state?: string; readonly where?: string; readonly message?: string },
): Promise<number> {
  const { in: lang, ...change } = options
  const folder = await incidentOf(host, query, false, {})
  return recorded(host, folder, 'page', async (_incident, cloud) => {
    const said = { ...change, ...(service === null ? {} : { service }) }
    const code = await cloudPageSet(host, cloud, { ...said, lang })
    return { code, services: service === null ? [] : [service], detail: said }
  })
}

interface Done {
  readonly code: number
  readonly services: readonly string[]
  readonly detail: Json
}

/** The act with the log held: no record, no act. What failed is not recorded as done. */
async function recorded(
  host: Host,
  folder: string,
  act: string,
  work: (incident: Incident, cloud: EmbeddedCloud, signal: AbortSignal) => Promise<Done>,
): Promise<number> {
  const signals = listenForSignals()
  try {
    return await withLog(host, folder, async (log, state) => {
      const incident = await loadIncident(folder, openedOf(state, folder))
      const cloud = await embeddedCloud(host, incident)
      const { code, services, detail } = await work(incident, cloud, signals.signal)
      const data = { act: code === exit.done ? act : `${act} failed`, services, ...(detail === null ? {} : { detail }) }
      await log.append([{ type: 'cloud.changed', actor: operatorName(host), data }], log.size)
      return code
    })
  } finally {
    signals.stop()
  }
}

async function reading(folder: string): Promise<Incident> {
  const { events } = await readLog(folder)
  return loadIncident(folder, openedOf(stateOf(events), folder))
}

async function incidentOf(host: Host, query: string, make: boolean, options: CloudOptions): Promise<string> {
  const found = findMunicipality(query)
  const { name } = found.municipality
  const open = await newestIncident(host.home, found.municipality, make ? 'open' : 'any')
  if (open !== null) return open
  if (!make) throw noCloud(name)
  if (!host.yes && !host.interactive) throw notAsked()
  const { profile } = options
  const prepared = await prepare(host, found, { plan: 'ransomware', ...(profile === undefined ? {} : { profile }) })
  const folder = await create(host, prepared)
  host.stderr(
    host.lang === 'nl'
      ? `Er liep geen incident voor ${name}: er is er een geopend, in ${folder}\n`
      : `No incident was open for ${name}: one was opened, in ${folder}\n`,
  )
  return folder
}

function noCloud(municipality: string): Fault {
  return new Fault({
    code: 'cloud.no-incident',
    exit: exit.usage,
    message: {
      en: `${municipality} has no open incident, and so no emergency cloud`,
      nl: `${municipality} heeft geen lopend incident, en dus geen noodcloud`,
    },
    hint: {
      en: 'cyber-respond cloud up <municipality> starts both',
      nl: 'cyber-respond cloud up <gemeente> start beide',
    },
  })
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

function notAsked(): Fault {
  return new Fault({
    code: 'cloud.not-confirmed',
    exit: exit.answerNeeded,
    message: {
      en: 'nobody can be asked: there is no terminal',
      nl: 'er kan niemand gevraagd worden: er is geen terminal',
    },
    hint: { en: 'say --yes if you mean it', nl: 'geef --yes mee als u het meent' },
  })
}
