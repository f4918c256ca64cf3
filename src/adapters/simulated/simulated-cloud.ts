import { join } from 'node:path'
import { embeddedServices, wantedServices } from '../../cloud/embedded-services.ts'
import type { ClockPort, CloudProvider, ServiceStatus } from '../../core/ports.ts'
import type { CloudSettings } from '../../core/profile.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import { type DrillState, minutesBetween } from '../../drill/drill-state.ts'

interface CloudParts {
  readonly settings: Pick<CloudSettings, 'services'>
  readonly clock: ClockPort
  readonly lang: Lang
  /** The state of the drill now. */
  drill(): DrillState
}

/**
 * The milliseconds of exercise time that each service takes to come up, and after which somebody comes to the counter.
 */
const startMs = 2 * 60_000
const minutesAnEntry = 15

/** An emergency cloud of which nothing runs. Whether it is up stands in the record (`simulatedCloudAction` puts it there). */
export function simulatedCloud({ settings, clock, lang, drill }: CloudParts): CloudProvider {
  const services = wantedServices(settings.services)
  const now = (): readonly ServiceStatus[] => statuses(isUp(drill()))
  const statuses = (up: boolean): readonly ServiceStatus[] =>
    services.map((name) => ({
      ...{ name, title: embeddedServices[name], url: up ? `http://${name}.exercise.invalid/` : '' },
      ...{ pid: up ? 1 : null, healthy: up, restarts: 0 },
    }))
  const write = async (folder: string) => {
    // A rehearsal comes here only where a scenario exports.
    const { realDisk } = await import('../disk/disk.ts')
    const { sha256: hashOf } = await import('../disk/sha256.ts')
    const { replaceFile } = await import('../disk/whole-file.ts')
    const lines = entries(drill(), clock.now())
    const content = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const sha256 = hashOf(content)
    const file = join(folder, `exercise-${lines.length}-entries-${sha256.slice(0, 12)}.jsonl`)
    realDisk.makeFolder(folder)
    replaceFile(realDisk, file, content)
    return { file, count: lines.length, sha256 }
  }
  return {
    async up(progress, signal) {
      if (isUp(drill())) return { services: now(), secrets: [] }
      for (const name of services) {
        progress(`${name}: ${pick({ en: 'EXERCISE: starts', nl: 'OEFENING: start' }, lang)}`)
        await clock.sleep(startMs, signal)
        if (signal.aborted) return { services: statuses(false), secrets: [] }
      }
      return { services: statuses(true), secrets: [secret] }
    },
    status: async () => now(),
    down: async () => statuses(false),
    handBack: async (folder) => {
      const sent = await write(folder)
      return { ...sent, received: { count: sent.count, sha256: sent.sha256 }, differences: [] }
    },
    export: (folder) => write(folder),
    // No command acts on the cloud of a drill, and no step on its page or its code.
    setPage: async () => ({ message: {}, services: {} }),
    comparePage: async () => 'different',
    renewAccess: async () => secret,
  }
}

const accessCode: Text = {
  en: 'EXERCISE: access code of the counter desk',
  nl: 'OEFENING: toegangscode van het loketregister',
}
const secret = { title: accessCode, value: 'OEFENING-0000' }

/** The record counts each time that the cloud came up or was closed. */
export function isUp({ world: { runs } }: DrillState): boolean {
  return (runs['cloud:up'] ?? 0) > (runs['cloud:down'] ?? 0)
}

/** One entry for each quarter of an hour that the counter was open. */
function entries({ begun, fired }: DrillState, now: Temporal.Instant): readonly object[] {
  const opened = fired['cloud:up']
  if (opened === undefined || begun === null) return []
  const minutes = minutesBetween(begun, now.toString()) - opened
  return Array.from({ length: Math.max(0, Math.floor(minutes / minutesAnEntry)) }, (_none, at) => ({
    exercise: true,
    number: `OEFENING-${String(at + 1).padStart(4, '0')}`,
  }))
}
