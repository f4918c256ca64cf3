import { resolve } from 'node:path'
import { readRunbookFile, readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { noScenarios, readScenarioFolder } from '../../adapters/home/scenario-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { lintScenarios as lint } from '../../drill/lint-scenario.ts'
import { invalid } from '../../runbook/decode.ts'
import type { Files } from '../../runbook/lint.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarnings } from '../wiring/lint-result.ts'

/** The part of the host that the command needs. */
export type DrillLintHost = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'messageColumns' | 'runbooks'> & {
  readonly process: Pick<Host['process'], 'cwd'>
}

/**
 * Checks scenarios (none named: all that ship) against their plans. Errors end with exit code 3; warnings alone don't.
 */
export async function drillLint(host: DrillLintHost, paths: readonly string[]): Promise<number> {
  const files = paths.length === 0 ? await readScenarioFolder(host.runbooks) : await named(host, paths)
  if (files.size === 0) throw noScenarios(host.runbooks)
  const { diagnostics } = lint(files, await readRunbookFiles(host.runbooks))
  if (diagnostics.some((item) => item.severity === 'error')) throw invalid('', diagnostics)
  tellWarnings(host, files.size, diagnostics)
  return exit.done
}

async function named(host: DrillLintHost, paths: readonly string[]): Promise<Files> {
  const files = new Map<string, Buffer>()
  for (const path of paths) files.set(path, await readRunbookFile(resolve(host.process.cwd(), path)))
  return files
}
