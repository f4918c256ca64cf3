import type { Plan } from '../core/model.ts'

/** What a new scenario must know of the plan that it exercises. `declared`: the step with which the incident is declared. */
export interface DrilledPlan {
  readonly id: string
  readonly declared: string | null
}

/** A plan that does not say by which step it is declared gets a scenario that does not ask for it. */
export function drilledPlan({ id, milestones }: Pick<Plan, 'id' | 'milestones'>): DrilledPlan {
  return { id, declared: milestones?.declared?.[0] ?? null }
}
