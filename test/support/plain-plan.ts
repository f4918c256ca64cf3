import { clocks } from '../../src/core/clocks.ts'
import type { Json } from '../../src/core/event.ts'
import type { Expressions, Scope } from '../../src/core/expressions.ts'
import { type Instance, instancesOver, outlineOf, type Placed } from '../../src/core/outline.ts'
import type { State } from '../../src/core/state.ts'
import type { Book, StepStatus, View } from '../../src/core/view.ts'

/** A step as the plain plan finds it. */
interface Found {
  readonly instance: string
  readonly id: string
  readonly status: StepStatus
  readonly waitsFor: readonly string[]
  readonly needsItems: boolean
}

/**
 * The plan of a state, worked out in the plainest way: step by step in their order, all of it each time. What the planner remembers
 * is held against it.
 */
export function plainPlan(book: Book, state: State, expressions: Expressions, now: Temporal.Instant) {
  const { placed, blank, after, leading } = outlineOf({ ...book })
  const statuses: { [name: string]: { readonly status: string } } = {}
  const scope = (own: Scope | null): Scope => ({
    ...book.base,
    facts: { ...blank, ...state.facts },
    steps: { ...statuses },
    ...own,
  })
  const steps: Found[] = []
  const settled = new Set<string>()
  const empty = new Set<string>()
  let finished = true
  for (const item of placed) {
    const waitsFor = item.after.filter((id) => !settled.has(id))
    const mine = instancesOf(item, state, expressions, scope)
    let open = 0
    for (const one of mine) {
      const status = statusOf(one, state, waitsFor, expressions, scope)
      statuses[one.instance] = { status }
      steps.push({ instance: one.instance, id: item.id, status, waitsFor, needsItems: one.needsItems })
      if (!['done', 'skipped', 'not-applicable'].includes(status)) open += 1
    }
    if (open > 0) finished = false
    statuses[item.id] ??= { status: open === 0 ? 'done' : 'open' }
    if (mine.length === 0) empty.add(item.id)
    if (mine.length === 0 ? waitsFor.length === 0 : open === 0) settled.add(item.id)
  }
  const running = clocks(
    book.obligations,
    state,
    (condition) => expressions.evaluate(condition, scope(null)) === true,
    now,
  )
  const due = new Map<string, number>()
  const mark = (id: string, at: number): void => {
    if ((due.get(id) ?? Number.POSITIVE_INFINITY) <= at) return
    due.set(id, at)
    for (const before of after.get(id) ?? []) mark(before, at)
  }
  for (const clock of running) {
    if (clock.due === null || clock.startedAt === null || clock.leftMs === null) continue
    const [start, end] = [clock.startedAt, clock.due].map((at) => Temporal.Instant.from(at).epochMilliseconds)
    if (clock.leftMs > ((end ?? 0) - (start ?? 0)) / 2) continue
    for (const id of leading.get(clock.obligation) ?? []) if (!empty.has(id)) mark(id, end ?? 0)
  }
  const ready = steps
    .filter(({ status }) => ['ready', 'failed', 'unknown'].includes(status))
    .filter(({ instance }) => state.steps.get(instance)?.claim === undefined)
    .map(({ instance, id, status }, place) => {
      const deferred = state.steps.get(instance)?.deferred ?? -1
      return { instance, by: [status === 'unknown' ? 0 : 1, due.get(id) ?? Number.MAX_VALUE, deferred, place] }
    })
    .sort((a, b) => a.by.map((one, index) => one - (b.by[index] ?? 0)).find((one) => one !== 0) ?? 0)
    .map(({ instance }) => instance)
  return { steps, ready, clocks: running, finished, statuses }
}

/** The same parts of a view. */
export function plainly({ steps, ready, clocks: running, finished }: View): ReturnType<typeof plainPlan> {
  const statuses = (steps[0]?.scope.steps ?? {}) as ReturnType<typeof plainPlan>['statuses']
  return {
    steps: steps.map(({ instance, runbook, step, status, waitsFor, needsItems }) => ({
      ...{ instance, id: `${runbook}/${step.id}`, status, waitsFor, needsItems },
    })),
    ready: ready.map(({ instance }) => instance),
    ...{ clocks: running, finished, statuses },
  }
}

function instancesOf(
  placed: Placed,
  state: State,
  expressions: Expressions,
  scope: (own: Scope | null) => Scope,
): readonly Instance[] {
  const { each } = placed.step
  if (each === undefined) return placed.single
  const items: Json = state.items[each.in] ?? expressions.evaluate(each.in, scope(null))
  return Array.isArray(items) ? instancesOver(placed, each, items) : placed.unnamed
}

function statusOf(
  one: Instance,
  state: State,
  waitsFor: readonly string[],
  expressions: Expressions,
  scope: (own: Scope | null) => Scope,
): StepStatus {
  const record = state.steps.get(one.instance) ?? null
  if (record !== null && record.status !== 'open') return record.status
  if (waitsFor.length > 0 && (record?.advanced ?? null) === null) return 'waiting'
  const { when } = one.placed.step
  if (when === undefined || one.needsItems) return 'ready'
  return expressions.evaluate(when, scope(one.own)) === true ? 'ready' : 'not-applicable'
}
