import type { Plan, Runbook } from './model.ts'

/** The name before the milestones of a plan, where a runbook has its id. */
const planRef = 'plan/'

/** The steps that a reference (`plan/scope`) means in this plan; null: it names no milestone of it. */
export function milestone(plan: Plan, ref: string): readonly string[] | null {
  if (!ref.startsWith(planRef)) return null
  const name = ref.slice(planRef.length)
  const { milestones = {} } = plan
  return Object.hasOwn(milestones, name) ? (milestones[name] ?? null) : null
}

/** Whether a reference is to a milestone, whatever the plan. */
export function isMilestone(ref: string): boolean {
  return ref.startsWith(planRef)
}

/** A step of a runbook by its qualified id. */
export function qualified(runbook: Runbook, step: string): string {
  return step.includes('/') ? step : `${runbook.id}/${step}`
}

/**
 * The qualified ids that a step follows: what it says itself, else the one above it, else what the plan says of its runbook.
 * What the plan says also holds for a step whose own `after` names no step of its runbook. Without a plan nothing does.
 */
export function follows(plan: Plan | null, runbook: Runbook, index: number): readonly string[] {
  const gate = plan?.runbooks.find((entry) => entry.runbook === runbook.id)?.after ?? []
  const step = runbook.steps[index]
  if (step?.after !== undefined) {
    const own = step.after.flatMap((other) => (plan && milestone(plan, other)) ?? [qualified(runbook, other)])
    return own.some((other) => other.startsWith(`${runbook.id}/`)) ? own : [...gate, ...own]
  }
  const above = runbook.steps[index - 1]
  return above === undefined ? gate : [`${runbook.id}/${above.id}`]
}
