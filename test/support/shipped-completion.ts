import { readGuides } from '../../src/adapters/home/guide-files.ts'
import { readRunbookFiles } from '../../src/adapters/home/runbook-files.ts'
import { readScenarioFolder } from '../../src/adapters/home/scenario-files.ts'
import { completionFrom } from '../../src/cli/complete/answer.ts'
import { commandData } from '../../src/cli/complete/command-data.ts'
import { shippedFrom } from '../../src/cli/complete/read-shipped.ts'
import type { Shipped } from '../../src/cli/complete/shipped.ts'
import { commandTree } from '../../src/cli/program.ts'

/** What the build puts beside the bundle for completion, from the sources. */
export async function shippedForCompletion(): Promise<Shipped> {
  return shippedFrom(commandData(commandTree('en'), commandTree('nl')), {
    runbooks: await readRunbookFiles(null),
    scenarios: await readScenarioFolder(null),
    guides: readGuides(),
  })
}

/** The lines of an answer to words, the last of which is being typed. */
export async function offered(shipped: Shipped, home: string, ...words: readonly string[]): Promise<readonly string[]> {
  const text = await completionFrom(shipped, ['--', ...words], { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8' }, home)
  return text.trimEnd().split('\n')
}
