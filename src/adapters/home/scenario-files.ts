import { join } from 'node:path'
import type { Fault } from '../../core/fault.ts'
import { standsThere } from '../disk/stands-there.ts'
import { nothingFound, readOwnYaml, readRunbookFiles, runbookFolder } from './runbook-files.ts'

/** The folder of the scenarios beside the runbooks of a folder (null: the shipped ones). */
export function scenarioFolder(runbooks: string | null): string {
  return join(runbooks ?? runbookFolder(), 'drills')
}

export function noScenarios(runbooks: string | null): Fault {
  return nothingFound(scenarioFolder(runbooks), { en: 'scenario', nl: 'scenario' })
}

/** The bytes of every scenario beside the runbooks, by name. Who has no folder of drills has none. */
export async function readScenarioFolder(runbooks: string | null): Promise<ReadonlyMap<string, Buffer>> {
  if (runbooks === null) return readOwnYaml('runbooks/drills')
  const folder = scenarioFolder(runbooks)
  return standsThere(folder) ? readRunbookFiles(folder) : new Map()
}
