import { gives } from './act-traits.ts'
import type { Clock } from './clocks.ts'
import type { Obligation, Step } from './model.ts'
import type { Standing } from './standing.ts'

/**
 * The place of a ready step among those that are offered. A step that leads to a clock that presses (overdue, or more than half
 * of its time gone) comes first, nearest due first. Then the order of the plan: containment before everything.
 * A step that was deferred (nobody answered the phone) stands behind those that nobody tried yet, oldest first. Before all of
 * them stands what may have happened and what nobody knows of.
 */
export interface Rank {
  readonly known: 0 | 1
  /** Epoch milliseconds. */
  readonly due: number
  /** A seq, or -1. */
  readonly deferred: number
  /** The place in the plan: no two steps have the same. */
  readonly order: number
}

/** The earliest due time (epoch ms), by the id of a step, of a pressing clock that the step leads to. */
export type DueTimes = ReadonlyMap<string, number>

export const nothingDue: DueTimes = new Map()

export function rankOf({ status, record }: Standing, due: number | undefined, order: number): Rank {
  return {
    known: status === 'unknown' ? 0 : 1,
    due: due ?? Number.MAX_VALUE,
    deferred: record?.deferred ?? -1,
    order,
  }
}

export function compareRanks(a: Rank, b: Rank): number {
  return a.known - b.known || a.due - b.due || a.deferred - b.deferred || a.order - b.order
}

/** The clocks that press, with when they are due (epoch ms). */
export function pressing(clocks: readonly Clock[]): readonly (readonly [Obligation, number])[] {
  return clocks.flatMap(({ obligation, due, startedAt, leftMs }) => {
    if (due === null || startedAt === null || leftMs === null) return []
    const dueMs = Temporal.Instant.from(due).epochMilliseconds
    const total = dueMs - Temporal.Instant.from(startedAt).epochMilliseconds
    return leftMs > total / 2 ? [] : [[obligation, dueMs] as const]
  })
}

/** `after`: the steps that each step follows. `leads`: those that lead to the end of an obligation's clock. */
export function dueTimes(
  pressed: readonly (readonly [Obligation, number])[],
  after: ReadonlyMap<string, readonly string[]>,
  leads: (obligation: Obligation) => readonly string[],
): DueTimes {
  const result = new Map<string, number>()
  for (const [obligation, due] of pressed) {
    const marked = [...leads(obligation)]
    for (let id = marked.pop(); id !== undefined; id = marked.pop()) {
      const known = result.get(id)
      if (known !== undefined && known <= due) continue
      result.set(id, due)
      marked.push(...(after.get(id) ?? []))
    }
  }
  return result
}

/** Whether a step leads to the end of an obligation's clock: by the notice, or by the fact that ends it. */
export function leadsTo({ action }: Step, { id, metBy }: Obligation): boolean {
  if (action.kind === 'notify' && action.obligation === id) return true
  return metBy !== 'sent' && gives(action, metBy.fact)
}
