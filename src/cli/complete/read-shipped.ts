import { looseYaml, runbookGlance } from '../../runbook/loose.ts'
import { membersOf, textIn } from '../../runbook/members.ts'
import type { CommandData } from './command-data.ts'
import { fingerprint, type Named, type ScenarioGlance, type Shipped } from './shipped.ts'

interface ShippedFiles {
  readonly runbooks: ReadonlyMap<string, Buffer>
  readonly scenarios: ReadonlyMap<string, Buffer>
  readonly guides: readonly Named[]
}

/** The data of these files, read as YAML: at the build, and where somebody has files of his own. */
export function shippedFrom(program: CommandData, files: ShippedFiles): Shipped {
  const read = [...files.runbooks].map(([file, bytes]) => ({ file, bytes, value: looseYaml(bytes.toString('utf8')) }))
  const plans = read.filter(({ file }) => file.endsWith('.plan.yaml'))
  return {
    program,
    runbooks: read.flatMap(({ file, bytes, value }) => {
      const runbook = runbookGlance(value)
      return runbook === null ? [] : [{ file, print: fingerprint(bytes), ...runbook }]
    }),
    plans: plans.flatMap(({ value }) => named(value)),
    scenarios: [...files.scenarios.values()].flatMap(scenarioGlance),
    services: read.flatMap(({ file, value }) => (file === 'services.yaml' ? listed(membersOf(value).services) : [])),
    guides: files.guides,
  }
}

/** A scenario by its bytes; none when they are none. */
export function scenarioGlance(bytes: Buffer): readonly ScenarioGlance[] {
  const value = looseYaml(bytes.toString('utf8'))
  const { levels, teams } = membersOf(value)
  return named(value).map((one) => ({ ...one, levels: listed(levels), teams: listed(teams) }))
}

function listed(items: unknown): readonly Named[] {
  return Array.isArray(items) ? items.flatMap(named) : []
}

function named(value: unknown): readonly Named[] {
  const { id, title } = membersOf(value)
  return typeof id === 'string' ? [{ id, title: textIn(title, id) }] : []
}
