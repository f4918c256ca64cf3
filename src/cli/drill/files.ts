import { join, resolve } from 'node:path'
import { readRunbookFile, readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { readScenarioFolder, scenarioFolder } from '../../adapters/home/scenario-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { readScenario } from '../../drill/read-scenario.ts'
import type { Scenario } from '../../drill/scenario.ts'
import { didYouMean, quoted } from '../../runbook/finding.ts'
import type { Host } from '../wiring/host.ts'

/** The part of the host that finding scenarios needs. */
export type ScenarioHost = Pick<Host, 'runbooks'> & { readonly process: Pick<Host['process'], 'cwd'> }

/** A scenario with the bytes that it was read from. `file` is its path. */
export interface ScenarioFile {
  readonly file: string
  readonly bytes: Buffer
  readonly scenario: Scenario
}

/** Every scenario that ships, or that stands in `drills` of the folder of runbooks. */
export async function shippedScenarios(host: ScenarioHost): Promise<readonly ScenarioFile[]> {
  const folder = scenarioFolder(host.runbooks)
  return [...(await readScenarioFolder(host.runbooks))].map(([name, bytes]) => {
    const file = join(folder, name)
    return { file, bytes, scenario: readScenario(file, bytes) }
  })
}

/**
 * A scenario by its id, or by the path of its file. One that does not ship is checked against its plan first: what
 * contradicts itself is told before anybody plays it. Who only rehearses it (`unchecked`) finds out by playing.
 */
export async function scenarioNamed(
  host: ScenarioHost,
  name: string,
  how: 'checked' | 'unchecked' = 'checked',
): Promise<ScenarioFile> {
  const checked = how === 'checked' ? check : read
  if (/\.ya?ml$/.test(name) || /[/\\]/.test(name)) {
    return checked(host, name, await readRunbookFile(resolve(host.process.cwd(), name)))
  }
  const files = await readScenarioFolder(host.runbooks)
  const bytes = files.get(`${name}.yaml`)
  if (bytes === undefined) throw unknownScenario(name, [...files.keys()])
  const file = join(scenarioFolder(host.runbooks), `${name}.yaml`)
  return host.runbooks === null ? { file, bytes, scenario: readScenario(file, bytes) } : checked(host, file, bytes)
}

async function read(_host: ScenarioHost, file: string, bytes: Buffer): Promise<ScenarioFile> {
  return { file, bytes, scenario: readScenario(file, bytes) }
}

async function check(host: ScenarioHost, file: string, bytes: Buffer): Promise<ScenarioFile> {
  const { loadScenario } = await import('../../drill/lint-scenario.ts')
  return { file, bytes, scenario: loadScenario(file, bytes, await readRunbookFiles(host.runbooks)) }
}

function unknownScenario(name: string, files: readonly string[]): Fault {
  const ids = files.map((file) => file.replace(/\.yaml$/, ''))
  return new Fault({
    code: 'scenario.unknown',
    exit: exit.usage,
    message: { en: `there is no scenario ${quoted(name)}`, nl: `er is geen scenario ${quoted(name)}` },
    hint: {
      en: `known: ${ids.join(', ')}; a file is named with its path`,
      nl: `bekend: ${ids.join(', ')}; een bestand noemt u met zijn pad`,
    },
    ...didYouMean(name, ids),
  })
}
