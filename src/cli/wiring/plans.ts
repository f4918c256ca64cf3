import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { compiledChoices } from '../../adapters/program/compiled-plans.ts'
import { pick, plain, type Text } from '../../core/text.ts'
import type { Host } from './host.ts'

/** The plan that is meant where nobody says which one, and nobody can be asked: what the program did before it had several. */
export const usualPlan = 'ransomware'

/** A plan as one chooses it. */
export interface PlanChoice {
  readonly id: string
  readonly title: Text
  /** The signs by which one knows this kind of attack. */
  readonly summary?: Text
}

type PlanFiles = ReadonlyMap<string, Buffer>

const suffix = '.plan.yaml'

/** The ids of the plans of a folder's files: the usual one first. */
export function planIds(files: PlanFiles): readonly string[] {
  const ids = [...files.keys()].filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length))
  const isUsual = (id: string): number => (id === usualPlan ? 0 : 1)
  return ids.toSorted((a, b) => isUsual(a) - isUsual(b) || (a < b ? -1 : 1))
}

/** The plans of a folder's files. One that can't be read has its id for a title; who takes it hears what is wrong with it. */
export async function planChoices(files: PlanFiles): Promise<readonly PlanChoice[]> {
  const known = compiledChoices(files)
  const ids = planIds(files)
  if (ids.every((id) => known.has(id))) return ids.flatMap((id) => known.get(id) ?? [])
  const { lint } = await import('../../runbook/lint.ts')
  return ids.map((id) => {
    const name = `${id}${suffix}`
    const [read] = lint(new Map([[name, files.get(name) ?? '']])).plans
    return known.get(id) ?? read?.value ?? { id, title: plain(id) }
  })
}

/** The plan that is taken without a question: the only one that there is, else the usual one. `others`: there are more. */
export async function planUnasked(host: Host): Promise<{ readonly plan: string; readonly others: boolean }> {
  const [only = usualPlan, second] = planIds(await readRunbookFiles(host.runbooks))
  return { plan: second === undefined ? only : usualPlan, others: second !== undefined }
}

/** The plan that a person chooses, the usual one first. Where there is only one, nothing is asked. */
export async function planAsked(host: Host, question: Text): Promise<string> {
  const files = await readRunbookFiles(host.runbooks)
  const [only = usualPlan, second] = planIds(files)
  return second === undefined ? only : askPlan(host, await planChoices(files), question)
}

/** Asks which of these plans it is. */
export async function askPlan(host: Host, plans: readonly PlanChoice[], question: Text): Promise<string> {
  const { askBefore } = await import('./ask-before.ts')
  const name = ({ title, summary }: PlanChoice): string => {
    const { lang } = host
    return summary === undefined ? pick(title, lang) : `${pick(title, lang)}: ${pick(summary, lang)}`
  }
  return askBefore(host, { en: '--plan', nl: '--plan' }, (asker) =>
    asker.pick(
      question,
      plans.map((plan) => ({ value: plan.id, name: name(plan) })),
      // What the incident is can be seen and changed as long as nothing is on record.
      { at: 0 },
    ),
  )
}
