import { factNames, factValues } from '../runbook/known-names.ts'
import type { Linted } from '../runbook/lint.ts'

/** The names that a scenario can use of its plan. */
export interface PlanNames {
  /** `isolate/declare`. */
  readonly steps: readonly string[]
  readonly facts: readonly string[]
  /** The possible answers for each fact that is chosen from a list. */
  readonly values: { readonly [fact: string]: readonly string[] }
  readonly obligations: readonly string[]
  readonly roles: readonly string[]
}

/** The names of the plan of that id; null when the plan, or a runbook of it, is not among the files that could be read. */
export function planNames(linted: Linted, planId: string): PlanNames | null {
  const plan = linted.plans.find(({ value }) => value.id === planId)
  if (plan === undefined) return null
  const wanted = plan.value.runbooks.map(({ runbook }) => runbook)
  const runbooks = linted.runbooks.map(({ value }) => value).filter(({ id }) => wanted.includes(id))
  if (new Set(runbooks.map(({ id }) => id)).size < new Set(wanted).size || linted.obligations === null) return null
  const steps = runbooks.flatMap((runbook) => runbook.steps.map((step) => ({ id: `${runbook.id}/${step.id}`, step })))
  return {
    steps: steps.map(({ id }) => id),
    facts: factNames(runbooks, linted.obligations.value),
    values: factValues(runbooks, linted.obligations.value),
    obligations: linted.obligations.value.obligations.map(({ id }) => id),
    roles: [...new Set(steps.map(({ step }) => step.role))],
  }
}
