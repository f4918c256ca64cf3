import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import type { Obligations, Plan, Runbook } from '../core/model.ts'
import { invalid } from './decode.ts'
import { didYouMean } from './finding.ts'
import { factNames } from './known-names.ts'
import { type Files, lint } from './lint.ts'

/** A plan with everything that it needs. */
export interface Loaded {
  readonly plan: Plan
  /** The runbooks in the order of the plan. */
  readonly runbooks: readonly Runbook[]
  readonly obligations: Obligations
  /** Every fact that a step or a notice can give. */
  readonly factNames: readonly string[]
  /** The names of the files that it comes from: what an incident pins. */
  readonly files: readonly string[]
}

const obligationsFile = 'obligations.yaml'

/**
 * The plan of that id (`ransomware.plan.yaml`), its runbooks (`isolate.yaml`) and `obligations.yaml` out of a folder's
 * files. Throws a Fault (exit code 3) with every finding of every one of them. Files that the plan does not name are not
 * looked at. Pure.
 */
export function loadPlan(files: Files, planId: string): Loaded {
  const planFile = `${planId}.plan.yaml`
  const content = files.get(planFile)
  if (content === undefined) throw unknownPlan(planId, files)
  if (!files.has(obligationsFile)) throw noObligations()
  const named = lint(new Map([[planFile, content]])).plans.flatMap((plan) =>
    plan.value.runbooks.map((it) => it.runbook),
  )
  const wanted = [planFile, ...new Set(named.map((id) => `${id}.yaml`)), obligationsFile]
  const mine = new Map(wanted.flatMap((name) => [...entry(files, name)]))
  const linted = lint(mine)
  const errors = linted.diagnostics.filter((item) => item.severity === 'error')
  if (errors.length > 0) throw invalid(planFile, errors)
  const [plan] = linted.plans.map((it) => it.value)
  const obligations = linted.obligations?.value
  if (plan === undefined || obligations === undefined) throw noObligations()
  const runbooks = plan.runbooks.flatMap((it) =>
    linted.runbooks.map((file) => file.value).filter((runbook) => runbook.id === it.runbook),
  )
  return { plan, runbooks, obligations, factNames: factNames(runbooks, obligations), files: [...mine.keys()] }
}

function entry(files: Files, name: string): readonly (readonly [string, string | Uint8Array])[] {
  const content = files.get(name)
  return content === undefined ? [] : [[name, content]]
}

function unknownPlan(planId: string, files: Files): Fault {
  const ids = [...files.keys()].filter((name) => name.endsWith('.plan.yaml')).map((name) => name.slice(0, -10))
  return new Fault({
    code: 'plan.unknown',
    exit: exit.invalid,
    message: { en: `there is no plan ${planId}`, nl: `er is geen plan ${planId}` },
    hint: { en: `plans: ${ids.join(', ')}`, nl: `plannen: ${ids.join(', ')}` },
    ...didYouMean(planId, ids),
  })
}

function noObligations(): Fault {
  return new Fault({
    code: 'plan.no-obligations',
    exit: exit.invalid,
    message: { en: `the file ${obligationsFile} is missing`, nl: `het bestand ${obligationsFile} ontbreekt` },
    hint: { en: 'it stands next to the plan', nl: 'het staat naast het plan' },
  })
}
