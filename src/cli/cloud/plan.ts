import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { Text } from '../../core/text.ts'
import type { Host } from '../wiring/host.ts'
import { compiledOrLoadedPlan } from '../wiring/load-plan.ts'
import { askPlan, type PlanChoice, planIds, usualPlan } from '../wiring/plans.ts'

/**
 * The plan of an incident that `cloud up` opens: the one that was given, else the only one with a step that starts the
 * emergency cloud. Where several have one a person chooses; without a person it is the usual one, or must be given.
 */
export async function cloudPlan(host: Host, given: string | undefined): Promise<string> {
  if (given !== undefined) return given
  const plans = await plansWithCloud(host)
  const [only, second] = plans
  if (only === undefined) throw noPlan()
  if (second === undefined) return only.id
  if (host.interactive && !host.yes) return askPlan(host, plans, question)
  if (plans.some(({ id }) => id === usualPlan)) return usualPlan
  throw severalPlans(plans)
}

const question: Text = {
  en: 'Nothing is open yet. Which plan does this incident follow?',
  nl: 'Er loopt nog niets. Welk plan volgt dit incident?',
}

/** A plan that can't be read is none to choose; `runbook lint` says what is wrong with it. */
async function plansWithCloud(host: Host): Promise<readonly PlanChoice[]> {
  const files = await readRunbookFiles(host.runbooks)
  const found: PlanChoice[] = []
  for (const id of planIds(files)) {
    const loaded = await compiledOrLoadedPlan(files, id).catch(faultOnly)
    const steps = loaded?.runbooks.flatMap((runbook) => runbook.steps) ?? []
    const starts = steps.some(({ action }) => action.kind === 'cloud' && action.cloud === 'up')
    if (loaded !== null && starts) found.push(loaded.plan)
  }
  return found
}

function faultOnly(error: unknown): null {
  if (error instanceof Fault) return null
  throw error
}

function severalPlans(plans: readonly PlanChoice[]): Fault {
  const ids = plans.map(({ id }) => id).join(', ')
  return new Fault({
    code: 'cloud.which-plan',
    exit: exit.answerNeeded,
    message: {
      en: `several plans start an emergency cloud: ${ids}`,
      nl: `meerdere plannen starten een noodcloud: ${ids}`,
    },
    hint: { en: 'name one with --plan', nl: 'noem er een met --plan' },
  })
}

function noPlan(): Fault {
  return new Fault({
    code: 'cloud.no-plan',
    exit: exit.invalid,
    message: {
      en: 'no plan has a step that starts an emergency cloud',
      nl: 'geen enkel plan heeft een stap die een noodcloud start',
    },
    hint: {
      en: 'name the plan of the incident with --plan; cyber-respond runbook list shows them',
      nl: 'noem het plan van het incident met --plan; cyber-respond runbook list toont ze',
    },
  })
}
