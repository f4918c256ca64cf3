import { join } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import { makeFolderDurably } from '../../adapters/disk/durable-folder.ts'
import { unwritableHome } from '../../adapters/disk/unwritable.ts'
import { incidentsFolder, newestIncident } from '../../adapters/home/incident-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { type Found, findMunicipality } from '../../municipality/find-municipality.ts'
import { type KernelLock, takeLockSoon } from '../../services/kernel-lock.ts'
import type { Host } from '../wiring/host.ts'
import { create, prepare } from '../wiring/prepare-incident.ts'
import { sayLine } from './acts.ts'
import { cloudPlan } from './plan.ts'

interface Opening {
  readonly profile?: string
  readonly plan?: string
}

/** The folder of a municipality's incident, open or closed: what its emergency cloud collected outlives it. */
export async function incidentWithCloud(host: Host, query: string): Promise<string> {
  const { municipality } = findMunicipality(query)
  const newest = await newestIncident(host.home, municipality, 'any')
  if (newest === null) throw noCloud(municipality.name)
  return newest
}

/** The folder of its open incident. Without one it is opened as `activate` opens one; null: that is not wanted. */
export async function incidentForCloud(host: Host, query: string, options: Opening): Promise<string | null> {
  const found = findMunicipality(query)
  const open = await newestIncident(host.home, found.municipality, 'open')
  if (open !== null) return open
  if (!host.yes && !host.interactive) throw notAsked()
  const plan = await cloudPlan(host, options.plan)
  const { profile } = options
  const prepared = await prepare(host, found, { plan, ...(profile === undefined ? {} : { profile }) })
  const { mayOpen } = await import('../wiring/may-open.ts')
  const wanted = await mayOpen(host, prepared, host.interactive)
  if (wanted === null) return null
  const { slug, name } = found.municipality
  return alone(host, slug, async () => {
    // Somebody may have opened it while this waited.
    const meanwhile = await newestIncident(host.home, found.municipality, 'open')
    if (meanwhile !== null) return meanwhile
    const folder = await create(host, wanted)
    const shown = harmlessLine(folder, 300)
    sayLine(host, {
      en: `No incident was open for ${name}: one was opened, with the plan ${plan}, in ${shown}`,
      nl: `Er liep geen incident voor ${name}: er is er een geopend, met het plan ${plan}, in ${shown}`,
    })
    return folder
  })
}

const openedWithinMs = 8000

/** Two who start the cloud of one municipality at the same time open one incident. */
async function alone<T>(host: Host, slug: Found['municipality']['slug'], work: () => Promise<T>): Promise<T> {
  const folder = incidentsFolder(host.home)
  let lock: KernelLock | null
  try {
    makeFolderDurably(realDisk, folder)
    lock = await takeLockSoon(join(folder, `.opening-${slug}`), openedWithinMs)
  } catch (error) {
    throw error instanceof Fault ? error : unwritableHome(host.home, error)
  }
  if (lock === null) throw beingOpened()
  try {
    return await work()
  } finally {
    lock.release()
  }
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

function beingOpened(): Fault {
  return new Fault({
    code: 'cloud.being-opened',
    exit: exit.failed,
    message: {
      en: 'somebody else is opening an incident for this municipality at this moment',
      nl: 'iemand anders opent op dit ogenblik een incident voor deze gemeente',
    },
    hint: { en: 'try again', nl: 'probeer opnieuw' },
  })
}
