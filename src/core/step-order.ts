import type { Plan, Runbook } from './model.ts'

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
    const own = step.after.map((other) => qualified(runbook, other))
    return own.some((other) => other.startsWith(`${runbook.id}/`)) ? own : [...gate, ...own]
  }
  const above = runbook.steps[index - 1]
  return above === undefined ? gate : [`${runbook.id}/${above.id}`]
}
