import type { View } from '../core/view.ts'

/**
 * The numbers of steps by status. `done` counts those with the proof that their runbook asks for, `unproven` those
 * without, and `contradicted` those that the record speaks against, whatever proves them.
 */
export interface Tally {
  readonly total: number
  readonly done: number
  readonly unproven: number
  readonly contradicted: number
  readonly ready: number
  readonly doing: number
  readonly waiting: number
  readonly failed: number
  readonly unknown: number
  readonly blocked: number
  readonly skipped: number
  readonly notApplicable: number
}

export function tally({ steps }: Pick<View, 'steps'>): Tally {
  const count = (status: string): number => steps.filter((step) => step.status === status).length
  const contradicted = steps.filter((step) => step.contradicted).length
  const unproven = steps.filter((step) => step.unproven && !step.contradicted).length
  return {
    total: steps.length,
    done: count('done') - unproven - contradicted,
    unproven,
    contradicted,
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
