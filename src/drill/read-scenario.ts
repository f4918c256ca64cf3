import { type Located, locate, textOf } from '../runbook/decode.ts'
import type { Scenario } from './scenario.ts'
import { scenarioSchema } from './scenario-schema.ts'

/**
 * The scenario in a YAML text, or its bytes. `file` is its name as the person knows it. Throws a Fault (exit code 3) with a
 * positioned diagnostic for everything that is wrong with its form; what it says is checked by lint-scenario.ts.
 */
export function readScenario(file: string, source: string | Uint8Array): Scenario {
  return locateScenario(file, source).value
}

/** The scenario as `readScenario` gives it, with the places of its parts. */
export function locateScenario(file: string, source: string | Uint8Array): Located<Scenario> {
  return locate({ file, text: typeof source === 'string' ? source : textOf(file, source) }, scenarioSchema)
}
