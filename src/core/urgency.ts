import { gives } from './act-traits.ts'
import type { Clock } from './clocks.ts'
import type { Obligation, Step } from './model.ts'
import type { StepView } from './view.ts'

/** The order of the steps of a book. */
interface Order {
  /** The steps that each step follows. */
  readonly after: ReadonlyMap<string, readonly string[]>
  /** The steps that lead to the end of an obligation's clock. */
  leads(obligation: Obligation): readonly string[]
}

/**
 * The order in which ready steps are offered. A step that leads to a clock that presses (overdue, or more than half
 * of its time gone) comes first, nearest due first. Then the order of the plan: containment before everything.
 * A step that was deferred (nobody answered the phone) stands behind those that nobody tried yet, oldest first.
 */
export function byUrgency(ready: readonly StepView[], order: Order, clocks: readonly Clock[]): readonly StepView[] {
  const due = pressingDue(order, clocks)
  const ranked = ready.map((view) => ({
    view,
    known: view.status === 'unknown' ? 0 : 1,
    due: due.get(`${view.runbook}/${view.step.id}`) ?? Number.MAX_VALUE,
    deferred: view.record?.deferred ?? -1,
  }))
  // What is equal keeps its order.
  ranked.sort((a, b) => a.known - b.known || a.due - b.due || a.deferred - b.deferred)
  return ranked.map(({ view }) => view)
}

/** The earliest due time (epoch ms), for each step id, of a pressing clock that the step leads to. */
function pressingDue({ after, leads }: Order, clocks: readonly Clock[]): ReadonlyMap<string, number> {
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
    for (const id of leads(obligation)) mark(id, dueMs)
  }
  return result
}

/** Whether a step leads to the end of an obligation's clock: by the notice, or by the fact that ends it. */
export function leadsTo({ action }: Step, { id, metBy }: Obligation): boolean {
  if (action.kind === 'notify' && action.obligation === id) return true
  return metBy !== 'sent' && gives(action, metBy.fact)
}
