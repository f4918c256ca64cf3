import type { View } from '../core/planner.ts'

/** How many steps stand where. `done` counts those with the proof that their runbook asks for, `unproven` those without. */
export interface Tally {
  readonly total: number
  readonly done: number
  readonly unproven: number
  readonly ready: number
  readonly doing: number
  readonly waiting: number
  readonly failed: number
  readonly unknown: number
  readonly blocked: number
  readonly skipped: number
  readonly notApplicable: number
}

export function tally({ steps }: View): Tally {
  const count = (status: string): number => steps.filter((step) => step.status === status).length
  const unproven = steps.filter((step) => step.unproven).length
  return {
    total: steps.length,
    done: count('done') - unproven,
    unproven,
    ready: count('ready'),
    doing: count('doing'),
    waiting: count('waiting'),
    failed: count('failed'),
    unknown: count('unknown'),
    blocked: count('blocked'),
    skipped: count('skipped'),
    notApplicable: count('not-applicable'),
  }
}
