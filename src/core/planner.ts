import { clocks } from './clocks.ts'
import type { Json } from './event.ts'
import type { Expressions, Scope } from './expressions.ts'
import type { Obligation } from './model.ts'
import { type Instance, instancesOver, type Outline, outlineOf, type Placed } from './outline.ts'
import { PlannedStep, type ViewContext } from './planned-step.ts'
import { type SeenStatus, type Standing, seenDone, seenOpen, standing } from './standing.ts'
import type { State, StepRecord } from './state.ts'
import { byUrgency } from './urgency.ts'
import type { Book, StepStatus, StepView, View } from './view.ts'
import { conditions, mapOf, type WatchedScope, watchScope } from './watched-scope.ts'

const nothing: readonly string[] = []
const noChannels: View['channels'] = []

/**
 * Pure: the same book, state and moment give the same view. What is remembered of a book is what its expressions gave,
 * with what they looked at, and how its steps stood.
 */
export function plan(book: Book, state: State, expressions: Expressions, now: Temporal.Instant): View {
  return viewOf(book, planSteps(book, state, expressions), state, now)
}

/** The same for states that follow each other and never change in place: the steps are planned when something of them changed. */
export function planner(book: Book, expressions: Expressions): (state: State, now: Temporal.Instant) => View {
  let last: { readonly from: State; readonly planned: PlannedSteps } | null = null
  return (state, now) => {
    if (last === null || !isPlannedAlike(last.from, state)) {
      last = { from: state, planned: planSteps(book, state, expressions) }
    }
    return viewOf(book, last.planned, state, now)
  }
}

/** Whether all that steps depend on is the same. */
function isPlannedAlike(one: State, other: State): boolean {
  return one.steps === other.steps && one.facts === other.facts && one.items === other.items
}

/** The part of a plan that does not depend on the time. */
interface PlannedSteps {
  readonly steps: readonly StepView[]
  /** The steps that can be done now, in the order of the plan. */
  readonly offered: readonly StepView[]
  /** The steps that have no instance. */
  readonly empty: ReadonlySet<string>
  readonly finished: boolean
  readonly outline: Outline
  readonly watched: WatchedScope
}

function viewOf(book: Book, planned: PlannedSteps, state: State, now: Temporal.Instant): View {
  const { steps, offered, empty, finished, watched } = planned
  const { after, leading, waivers } = planned.outline
  const running = clocks(book.obligations, state, conditions(watched, waivers), now)
  const leads = (obligation: Obligation): readonly string[] =>
    (leading.get(obligation) ?? []).filter((id) => !empty.has(id))
  const { channels = noChannels } = book
  return { state, steps, ready: byUrgency(offered, { after, leads }, running), clocks: running, channels, finished }
}

function planSteps(book: Book, state: State, expressions: Expressions): PlannedSteps {
  const outline = outlineOf(book, expressions)
  const { placed, blank } = outline
  const facts: Scope = { ...blank, ...state.facts }
  const statuses = new Map<string, SeenStatus>()
  const watched = watchScope(expressions, book.base, {
    facts: mapOf(() => facts),
    steps: { at: (id) => statuses.get(id), whole: () => Object.fromEntries(statuses) },
  })
  let statusesNow: Scope | null = null
  const moment: ViewContext = {
    expressions,
    // Few expressions look at other steps.
    scope: (own) => ({
      ...book.base,
      facts,
      get steps() {
        statusesNow ??= Object.fromEntries(statuses)
        return statusesNow
      },
      ...own,
    }),
  }
  const settled = new Set<string>()
  const empty = new Set<string>()
  const steps: StepView[] = []
  const offered: StepView[] = []
  let finished = true
  for (const item of placed) {
    const waitsFor = stillOpen(item.after, settled)
    const mine = instancesOf(item, state, watched)
    let areSettled = true
    for (const one of mine) {
      const stands = standingOf(one, state.steps.get(one.instance) ?? null, waitsFor, watched)
      const step = new PlannedStep(one, stands, moment)
      statuses.set(one.instance, stands.seen)
      steps.push(step)
      if (stands.isOffered) offered.push(step)
      if (!stands.isSettled) areSettled = false
    }
    if (!areSettled) finished = false
    if (!statuses.has(item.id)) statuses.set(item.id, areSettled ? seenDone : seenOpen)
    // Without instances a step waits like any other: what follows it must not overtake what it follows.
    if (mine.length === 0) empty.add(item.id)
    if (mine.length === 0 ? waitsFor.length === 0 : areSettled) settled.add(item.id)
  }
  return { steps, offered, empty, finished, outline, watched }
}

function instancesOf(placed: Placed, state: State, watched: WatchedScope): readonly Instance[] {
  const { each } = placed.step
  if (each === undefined) return placed.single
  let items: Json | undefined = state.items[each.in]
  if (items === undefined) {
    placed.list = watched.evaluate(each.in, placed.list, null)
    items = placed.list.value
  }
  return Array.isArray(items) ? instancesOver(placed, each, items) : placed.unnamed
}

/** The steps of these that are not settled. The same list, as long as nothing changes. */
function stillOpen(steps: readonly string[], settled: ReadonlySet<string>): readonly string[] {
  const isOpen = (step: string): boolean => !settled.has(step)
  if (steps.every(isOpen)) return steps
  return steps.some(isOpen) ? steps.filter(isOpen) : nothing
}

function standingOf(
  one: Instance,
  record: StepRecord | null,
  waitsFor: readonly string[],
  watched: WatchedScope,
): Standing {
  const status = statusOf(one, record, waitsFor, watched)
  const known = one.stands
  if (known !== null && known.status === status && known.record === record && known.waitsFor === waitsFor) return known
  one.stands = standing(status, record, waitsFor)
  return one.stands
}

function statusOf(
  one: Instance,
  record: StepRecord | null,
  waitsFor: readonly string[],
  watched: WatchedScope,
): StepStatus {
  if (record !== null && record.status !== 'open') return record.status
  if (waitsFor.length > 0 && (record?.advanced ?? null) === null) return 'waiting'
  const { when } = one.placed.step
  if (when === undefined || one.needsItems) return 'ready'
  one.applies = watched.evaluate(when, one.applies, one.own)
  return one.applies.value === true ? 'ready' : 'not-applicable'
}
