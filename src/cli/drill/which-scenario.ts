import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { readScenarioFolder } from '../../adapters/home/scenario-files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { pick, type Text } from '../../core/text.ts'
import { readScenario } from '../../drill/read-scenario.ts'
import { didYouMean, quoted } from '../../runbook/finding.ts'
import type { Host } from '../wiring/host.ts'
import { askPlan, planChoices, usualPlan } from '../wiring/plans.ts'

interface Wish {
  readonly plan?: string
  /** For who practises alone. */
  readonly solo?: boolean
}

const question: Text = { en: 'Which kind of attack do you practise?', nl: 'Welke soort aanval oefent u?' }

/** The scenario, by its id, of a drill for which nobody named one: of the plan that was given, else of one that is asked for. */
export async function whichScenario(host: Host, { plan: given, solo = false }: Wish): Promise<string> {
  const files = await readScenarioFolder(host.runbooks)
  const byPlan = idsByPlan(files)
  const plan = given ?? (await askedPlan(host, [...byPlan.keys()]))
  const ids = byPlan.get(plan) ?? []
  const usual = solo ? 'solo' : 'tabletop'
  if (plan === usualPlan && ids.includes(usual)) return usual
  const [first, second] = ids
  if (first === undefined) throw noScenario(plan, [...byPlan.keys()])
  if (second === undefined) return first
  const { askBefore } = await import('../wiring/ask-before.ts')
  const scenarios = ids.map((id) => readScenario(`${id}.yaml`, files.get(`${id}.yaml`) ?? ''))
  return askBefore(host, { en: '--scenario', nl: '--scenario' }, (asker) =>
    asker.pick(
      { en: 'Which scenario?', nl: 'Welk scenario?' },
      scenarios.map(({ id, title }) => ({ value: id, name: pick(title, host.lang) })),
      { at: 0 },
    ),
  )
}

/** Refuses a scenario that exercises another plan than the one that was asked for. */
export function refuseOtherPlan(
  scenario: { readonly id: string; readonly plan: string },
  wanted: string | undefined,
): void {
  if (wanted === undefined || scenario.plan === wanted) return
  throw new Fault({
    code: 'drill.plan',
    exit: exit.usage,
    message: {
      en: `${scenario.id} exercises the plan ${scenario.plan}, not ${quoted(wanted)}`,
      nl: `${scenario.id} oefent het plan ${scenario.plan}, niet ${quoted(wanted)}`,
    },
    hint: { en: 'leave out --plan or --scenario', nl: 'laat --plan of --scenario weg' },
  })
}

/** Which plan a scenario exercises stands near its top; the rest of the files is not read for it. */
function idsByPlan(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [name, bytes] of files) {
    const plan = /^plan: *([a-z0-9-]+)/m.exec(bytes.toString('utf8'))?.[1]
    if (plan !== undefined) found.set(plan, [...(found.get(plan) ?? []), name.replace(/\.yaml$/, '')])
  }
  return found
}

/** Where only one plan has a scenario, or where everything is answered with yes, nothing is asked. */
async function askedPlan(host: Host, plans: readonly string[]): Promise<string> {
  const [only = usualPlan, second] = plans
  if (second === undefined) return only
  if (host.yes) return usualPlan
  const choices = await planChoices(await readRunbookFiles(host.runbooks))
  return askPlan(
    host,
    choices.filter(({ id }) => plans.includes(id)),
    question,
  )
}

function noScenario(plan: string, plans: readonly string[]): Fault {
  return new Fault({
    code: 'drill.plan',
    exit: exit.usage,
    message: {
      en: `no scenario exercises the plan ${quoted(plan)}`,
      nl: `geen scenario oefent het plan ${quoted(plan)}`,
    },
    hint: {
      en: `plans with a scenario: ${plans.join(', ')}`,
      nl: `plannen met een scenario: ${plans.join(', ')}`,
    },
    ...didYouMean(plan, plans),
  })
}
