import { join } from 'node:path'
import { createDrill } from '../../src/cli/drill/create.ts'
import { scenarioNamed } from '../../src/cli/drill/files.ts'
import { prepareDrill } from '../../src/cli/drill/prepare.ts'
import { beginDrill, type DrillSession } from '../../src/cli/drill/session.ts'
import type { Host } from '../../src/cli/wiring/host.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { municipalityOf } from '../../src/municipality/find-municipality.ts'
import { hostOf } from './quiet-host.ts'
import { root } from './run-cli.ts'

export const smallRunbooks = join(root, 'fixtures/small')
export const eveningFile = join(root, 'fixtures/scenarios/evening.yaml')

/** A host that has the small plan, and the folder of a drill of that evening in its home. */
export async function eveningDrill(
  home: string,
  start?: string,
): Promise<{ readonly host: Host; readonly folder: string }> {
  const { host } = hostOf(home, 'en', false, { runbooks: smallRunbooks, operator: 'Els Peeters' })
  const { scenario, bytes } = await scenarioNamed(host, eveningFile)
  const municipality = municipalityOf('12040')
  const [level, profile] = [undefined, undefined]
  const prepared = await prepareDrill(host, { municipality, scenario, scenarioBytes: bytes, level, start, profile })
  return { host, folder: await createDrill(host, municipality, prepared) }
}

/** Plays it without anybody at the terminal. `events` are those of this session. */
export async function beginEvening(
  { host, folder }: { readonly host: Host; readonly folder: string },
  speed: number | null = null,
  solo = false,
): Promise<DrillSession & { readonly events: readonly LogEvent[] }> {
  const events: LogEvent[] = []
  const session = await beginDrill({
    ...{ host, folder, speed, solo, actor: 'Els Peeters' },
    told: (more) => void events.push(...more),
  })
  return { ...session, events }
}
