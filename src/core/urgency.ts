import type { Clock } from './clocks.ts'
import type { StepView } from './planner.ts'

/**
 * The order in which ready steps are offered. A step that leads to a clock that presses (overdue, or more than half
 * of its time gone) comes first, nearest due first. Then the order of the plan: containment before everything.
 * A step that was deferred (nobody answered the phone) stands behind those that nobody tried yet, oldest first.
 */
export function byUrgency(
  ready: readonly StepView[],
  all: readonly StepView[],
  after: ReadonlyMap<string, readonly string[]>,
  clocks: readonly Clock[],
): readonly StepView[] {
  const due = pressingDue(all, after, clocks)
  const ranked = ready.map((view, index) => ({
    view,
    key: [
      view.status === 'unknown' ? 0 : 1,
      due.get(`${view.runbook}/${view.step.id}`) ?? Number.POSITIVE_INFINITY,
      view.record?.deferred ?? -1,
      index,
    ],
  }))
  return ranked.sort((a, b) => compare(a.key, b.key)).map(({ view }) => view)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1
}

/** For each step id, the earliest due time (epoch ms) of a pressing clock that the step leads to. */
function pressingDue(
  all: readonly StepView[],
  after: ReadonlyMap<string, readonly string[]>,
  clocks: readonly Clock[],
): ReadonlyMap<string, number> {
  const result = new Map<string, number>()
  const mark = (id: string, due: number): void => {
    const known = result.get(id)
    if (known !== undefined && known <= due) return
    result.set(id, due)
    for (const before of after.get(id) ?? []) mark(before, due)
  }
  for (const { obligation, due, startedAt, leftMs } of clocks) {
    if (due === null || startedAt === null || leftMs === null) continue
    const dueMs = Temporal.Instant.from(due).epochMilliseconds
    const total = dueMs - Temporal.Instant.from(startedAt).epochMilliseconds
    if (leftMs > total / 2) continue
    for (const { runbook, step } of all) {
      const leads =
        (step.action.kind === 'notify' && step.action.obligation === obligation.id) ||
        (obligation.metBy !== 'sent' && gives(step, obligation.metBy.fact))
      if (leads) mark(`${runbook}/${step.id}`, dueMs)
    }
  }
  return result
}

function gives(step: StepView['step'], fact: string): boolean {
  const { action } = step
  if (action.kind === 'choose') return action.fact === fact
  return action.kind === 'ask' && action.fields.some((field) => field.id === fact)
}
