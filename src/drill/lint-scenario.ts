import { type Diagnostic, Fault } from '../core/fault.ts'
import { byPlace, invalid, type Located } from '../runbook/decode.ts'
import { type Files, type Linted, lint, runbookFiles } from '../runbook/lint.ts'
import { adviceFindings } from './lint-advice.ts'
import { idFindings } from './lint-ids.ts'
import { nameFindings } from './lint-names.ts'
import { referenceFindings } from './lint-references.ts'
import { triggerFindings } from './lint-triggers.ts'
import { planNames } from './plan-names.ts'
import { locateScenario } from './read-scenario.ts'
import type { Scenario } from './scenario.ts'
import { type PathFinding, placedFindings, unknownThing } from './scenario-finding.ts'
import { isFileOf } from './scenario-id.ts'

/**
 * The contents of a set of scenario files, and everything that is wrong with it. One that can't be read is not in the
 * list.
 */
export interface LintedScenarios {
  readonly scenarios: readonly Located<Scenario>[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks scenario files, each by itself and against its plan among the runbooks. Pure. */
export function lintScenarios(files: Files, runbooks: Files): LintedScenarios {
  const plans = lint(runbookFiles(runbooks))
  const scenarios: Located<Scenario>[] = []
  const found: Diagnostic[] = []
  for (const [file, content] of files) {
    try {
      const scenario = locateScenario(file, content)
      scenarios.push(scenario)
      found.push(...scenario.doubts, ...scenarioFindings(scenario, plans, runbooks))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.diagnostics.length === 0) throw error
      found.push(...error.diagnostics)
    }
  }
  return { scenarios, diagnostics: found.toSorted(byPlace) }
}

/** A scenario that can be played: what is wrong with it is thrown, as a Fault with exit code 3. Warnings are let through. */
export function loadScenario(file: string, content: string | Uint8Array, runbooks: Files): Scenario {
  const scenario = locateScenario(file, content)
  const found = scenarioFindings(scenario, lint(runbookFiles(runbooks)), runbooks)
  const errors = found.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw invalid(file, errors)
  return scenario.value
}

function scenarioFindings(file: Located<Scenario>, plans: Linted, runbooks: Files): readonly Diagnostic[] {
  const scenario = file.value
  const plan = planNames(plans, scenario.plan)
  const ids = idFindings(scenario)
  const names = nameFindings(scenario, plan)
  const found: readonly PathFinding[] = [
    ...fileName(file),
    ...unknownPlan(scenario, plans, runbooks),
    ...ids,
    ...names,
    ...referenceFindings(scenario, plan),
    ...adviceFindings(scenario),
    // With two things of one id, or a name that is a slip of the pen, it is not known what waits for what.
    ...(ids.length > 0 || names.length > 0 ? [] : triggerFindings(scenario)),
  ]
  return placedFindings(file, found)
}

/** A scenario is found by the name of its file. */
function fileName({ file, value: { id } }: Located<Scenario>): readonly PathFinding[] {
  if (isFileOf(id, file)) return []
  return [
    {
      path: ['id'],
      finding: {
        code: 'scenario.file-name',
        message: {
          en: `with this id the file must be called ${id}.yaml`,
          nl: `met deze id moet het bestand ${id}.yaml heten`,
        },
        hint: { en: 'rename the file, or change the id', nl: 'hernoem het bestand, of wijzig de id' },
      },
    },
  ]
}

/** A plan whose own file is broken is there, and `runbook lint` says what is wrong with it. */
function unknownPlan({ plan }: Scenario, { plans }: Linted, runbooks: Files): readonly PathFinding[] {
  if (plans.some(({ value }) => value.id === plan) || runbooks.has(`${plan}.plan.yaml`)) return []
  const known = plans.map(({ value }) => value.id)
  return [
    {
      path: ['plan'],
      finding: unknownThing('scenario.unknown-plan', { en: 'plan', nl: 'plan' }, plan, known),
    },
  ]
}
