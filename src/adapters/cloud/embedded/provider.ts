import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { embeddedServices, wantedServices } from '../../../cloud/embedded-services.ts'
import { changePage, comparePage, emptyPage, type PageContent } from '../../../cloud/page-content.ts'
import type { CloudProvider, ServiceStatus } from '../../../core/ports.ts'
import type { CloudSettings } from '../../../core/profile.ts'
import { type Lang, pick, type Text } from '../../../core/text.ts'
import { makeAccessCode } from '../../../services/counter-desk/access.ts'
import { deskSchema, freeze, markHandedBack, thaw } from '../../../services/counter-desk/store.ts'
import { openDatabase } from '../../../services/database.ts'
import { lockHolder } from '../../../services/kernel-lock.ts'
import { openPageStore } from '../../../services/status-page/store.ts'
import { noEntries, told } from './cloud-faults.ts'
import { type CloudPlan, cloudId, makeCloudFolder, readState, serviceLock, supervisorLock } from './cloud-folder.ts'
import { exportEntries } from './export-entries.ts'
import { answersLost, serviceAnswer, serviceUrl } from './health.ts'
import { receiveEntries } from './receive-entries.ts'
import { startCloud } from './start-cloud.ts'
import { stopCloud } from './stop-cloud.ts'

interface EmbeddedCloudParts {
  /** The folder in which the services keep their data: one for one cloud. It need not exist yet. */
  readonly folder: string
  readonly settings: CloudSettings
  readonly municipality: { readonly nis: string; readonly name: string; readonly slug: string }
  /** The services say on every page that nothing of this is real. */
  readonly exercise: boolean
  /** The language of progress lines. */
  readonly lang: Lang
}

const accessCode: Text = { en: 'Access code of the counter desk', nl: 'Toegangscode van het loketregister' }
const statusWithinMs = 2000

/**
 * The embedded provider: the services are processes of this machine, looked after by a supervisor of their own. Throws
 * `cloud.unknown-service` when the settings name a service that doesn't ship. Touches nothing by itself.
 */
export function createEmbeddedCloud({
  settings,
  municipality,
  exercise,
  lang,
  ...parts
}: EmbeddedCloudParts): CloudProvider {
  const folder = resolve(parts.folder)
  const services = wantedServices(settings.services)
  const { bind, ports } = settings
  const { nis, name, slug } = municipality
  const plan: CloudPlan = { folder, services, bind, ports, municipality: { nis, name, slug }, exercise }
  const deskPath = join(folder, 'counter-desk.sqlite')
  const pagePath = join(folder, 'status-page.sqlite')

  const status = (): Promise<readonly ServiceStatus[]> => {
    const state = readState(folder)
    // What another supervisor counted is no count of now.
    const counts = lockHolder(supervisorLock(folder))?.pid === state.supervisor
    const one = async (service: (typeof services)[number]): Promise<ServiceStatus> => {
      const holder = lockHolder(serviceLock(folder, service))
      const { port = ports[service] ?? 0, restarts = 0 } = state.services[service] ?? {}
      const url = port === 0 ? '' : serviceUrl(bind, port)
      const said = url === '' ? null : await serviceAnswer(url, service, cloudId(folder), statusWithinMs)
      const healthy = holder !== null && said !== null && said !== 'lost'
      // One that was started for this data where it was before, or whose file here is another one now.
      const { generation } = state
      const elsewhere = said === null && url !== '' && generation !== null
      const lost = said === 'lost' || (elsewhere && (await answersLost(url, service, generation)))
      return {
        name: service,
        title: embeddedServices[service],
        url,
        pid: holder?.pid ?? null,
        healthy,
        restarts: counts ? restarts : 0,
        ...(lost ? { lost } : {}),
      }
    }
    return Promise.all(services.map(one))
  }
  /** The counter desk's data, whether the service runs or not. A cloud without a counter desk has no entries. */
  const desk = <T>(work: (database: DatabaseSync) => T): T => {
    if (!existsSync(deskPath) && services.includes('counter-desk')) throw noEntries(deskPath)
    makeCloudFolder(folder)
    const database = openDatabase(deskPath, deskSchema)
    try {
      return work(database)
    } finally {
      database.close()
    }
  }
  const code = async (renew: boolean): Promise<string | null> => {
    makeCloudFolder(folder)
    const database = openDatabase(deskPath, deskSchema)
    return makeAccessCode(database, renew).finally(() => database.close())
  }
  const pageNow = (): PageContent => {
    const store = openPageStore(pagePath)
    try {
      return store.read()
    } finally {
      store.close()
    }
  }
  const say = (text: Text) => pick(text, lang)

  return {
    status,
    up: (progress, signal) =>
      told(folder, async () => {
        await startCloud(plan, lang, progress, signal)
        // Last of all, so that a code that was made is also shown.
        const value = services.includes('counter-desk') ? await code(false) : null
        if (services.includes('counter-desk') && desk(opensAgain)) progress(say(openAgain))
        return { services: await status(), secrets: value === null ? [] : [{ title: accessCode, value }] }
      }),
    down: (progress) =>
      told(folder, async () => {
        await stopCloud(folder, (service) => progress(`${service}: ${say({ en: 'stopped', nl: 'gestopt' })}`))
        return status()
      }),
    export: (into) => told(folder, async () => desk((database) => exportEntries(database, into, slug))),
    handBack: (into, progress) =>
      told(folder, async () => {
        const sent = desk((database) => {
          freeze(database, now())
          progress(say({ en: 'the counter desk takes no new entries', nl: 'het loketregister is afgesloten' }))
          try {
            return exportEntries(database, into, slug)
          } catch (error) {
            // Until it is known that everything was handed back, the counter goes on.
            thaw(database)
            throw error
          }
        })
        progress(say({ en: `${sent.count} entries written`, nl: `${sent.count} inschrijvingen geschreven` }))
        const { differences, ...received } = receiveEntries(sent.file, deskPath, sent)
        const equal = differences.length === 0
        desk((database) => (equal ? markHandedBack(database, now()) : thaw(database)))
        const words = { en: equal ? 'equal' : 'different', nl: equal ? 'gelijk' : 'verschillend' }
        progress(
          say({ en: `${received.count} read back: ${words.en}`, nl: `${received.count} teruggelezen: ${words.nl}` }),
        )
        return { ...sent, received, differences }
      }),
    setPage: (change) =>
      told(folder, async () => {
        makeCloudFolder(folder)
        const store = openPageStore(pagePath)
        try {
          return store.update((page) => changePage(page, change, now()))
        } finally {
          store.close()
        }
      }),
    comparePage: (change) =>
      told(folder, async () => comparePage(existsSync(pagePath) ? pageNow() : emptyPage, change)),
    renewAccess: () => told(folder, async () => ({ title: accessCode, value: (await code(true)) ?? '' })),
  }
}

/** A hand-back that was cut off left the desk closed, and nobody has what it holds. Whether it was. */
function opensAgain(database: DatabaseSync): boolean {
  const isFrozen = (): boolean => database.prepare("SELECT 1 FROM settings WHERE name = 'frozen'").get() !== undefined
  if (!isFrozen()) return false
  thaw(database)
  return !isFrozen()
}

const openAgain: Text = {
  en: 'the counter desk takes entries again: its hand-back was cut off',
  nl: 'het loketregister neemt weer inschrijvingen aan: de teruggave was afgebroken',
}

function now(): string {
  return Temporal.Now.instant().toString({ smallestUnit: 'second' })
}
