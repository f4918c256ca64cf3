import { custodyOf, isSafe } from './custody.ts'
import type { StepStatus, StepView, View } from './planner.ts'
import type { Scope } from './ports.ts'

/** The members of `record`, as a contradiction sees them. Lists hold the codes of steps, each once. */
export const recordMembers = [
  'files',
  'uncopied',
  'not_offline',
  'open',
  'failed',
  'skipped',
  'unproven',
  'contradicted',
  'not_sent',
  'overdue',
] as const

/**
 * What the record knows besides facts, for the step that is asked about (null: the closing). `files` are in custody; `uncopied`
 * of them have no copy outside the incident's folder, `not_offline` none that is off the network. `open` are the steps that
 * nobody settled, but those that wait for this one; `not_sent` the notices that were prepared only; `overdue` the clocks.
 */
export function recordScope(
  view: View,
  step: StepView | null,
): Scope & { readonly [M in (typeof recordMembers)[number]]: unknown } {
  const { state } = view
  const custody = custodyOf(state)
  const own = step === null ? '' : `${step.runbook}/${step.step.id}`
  const others = view.steps.filter(({ instance }) => instance !== step?.instance)
  const codes = (is: (other: StepView) => boolean): readonly string[] => [
    ...new Set(others.filter(is).map((other) => other.step.code)),
  ]
  const status = (...wanted: readonly StepStatus[]) => codes((other) => wanted.includes(other.status))
  return {
    files: custody.length,
    uncopied: custody.filter(({ copies }) => copies.length === 0).length,
    not_offline: custody.filter(({ copies }) => !isSafe(copies)).length,
    open: codes((other) => !settled.has(other.status) && !waitsFor(other, own, view)),
    failed: status('failed', 'unknown'),
    skipped: status('skipped'),
    unproven: codes((other) => other.unproven),
    contradicted: codes((other) => other.contradicted),
    not_sent: Object.entries(state.notices).flatMap(([id, { sent }]) => (sent === null ? [id] : [])),
    overdue: view.clocks.flatMap((clock) =>
      clock.status === 'overdue' && clock.weight !== 'threat' ? [clock.obligation.id] : [],
    ),
  }
}

const settled: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])

/** Whether a step can only be done after another one, directly or not. */
function waitsFor(step: StepView, other: string, view: View): boolean {
  if (other === '') return false
  const seen = new Set<string>()
  const pending = [...step.waitsFor]
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (id === other) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const one of view.steps) if (`${one.runbook}/${one.step.id}` === id) pending.push(...one.waitsFor)
  }
  return false
}
