import { type Clock, clocks } from './clocks.ts'
import type { Json } from './event.ts'
import type { Obligation, Plan, Runbook, Step } from './model.ts'
import { follows } from './order.ts'
import type { Expressions, Scope } from './ports.ts'
import type { State, StepRecord } from './state.ts'
import type { Text } from './text.ts'
import { byUrgency } from './urgency.ts'

export type StepStatus =
  | 'waiting'
  | 'ready'
  | 'doing'
  | 'done'
  | 'failed'
  | 'unknown'
  | 'skipped'
  | 'blocked'
  | 'not-applicable'

/** One instance of a step as the operator sees it. `instance` is `isolate/cut-links[internet]`. */
export interface StepView {
  readonly instance: string
  readonly runbook: string
  readonly runbookTitle: Text
  readonly step: Step
  /** Position in its runbook, from 1, and the runbook's number of steps. */
  readonly position: number
  readonly of: number
  readonly title: Text
  readonly text: Text | null
  readonly doneWhen: Text
  readonly status: StepStatus
  /** True when the step's list is unknown and the operator must name its items first. */
  readonly needsItems: boolean
  /** Done without the proof that the runbook asks for. */
  readonly unproven: boolean
  /** Steps (`runbook/step`) that this one waits for. */
  readonly waitsFor: readonly string[]
  readonly scope: Scope
  readonly record: StepRecord | null
}

/** What the log and the runbooks say may happen now. `ready` is ordered, most urgent first. */
export interface View {
  readonly state: State
  readonly steps: readonly StepView[]
  readonly ready: readonly StepView[]
  readonly clocks: readonly Clock[]
  /** Nothing is left to do: every step is settled. */
  readonly finished: boolean
}

/** What an incident is planned from: pinned at its start, the same for as long as it lasts. */
export interface Book {
  readonly plan: Plan
  /** In the order of the plan. */
  readonly runbooks: readonly Runbook[]
  readonly obligations: readonly Obligation[]
  /** What expressions see besides facts and steps: profile, municipality, incident. */
  readonly base: Scope
  /** Every fact that some step can give. Until it does, the fact is null. */
  readonly factNames: readonly string[]
}

const settledStatuses: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])
const offered: ReadonlySet<StepStatus> = new Set(['ready', 'failed', 'unknown'])
const nothing: readonly string[] = []

/** Pure: the same book, state and moment give the same view. */
export function plan(book: Book, state: State, expressions: Expressions, now: Temporal.Instant): View {
  const { placed, after, blank } = outlineOf(book)
  const statuses: { [id: string]: { status: string } } = {}
  const scope: Scope = { ...book.base, facts: { ...blank, ...state.facts }, steps: statuses }
  const settled = new Set<string>()
  const views: StepView[] = []
  const isOpen = (other: string): boolean => !settled.has(other)
  for (const item of placed) {
    const { id } = item
    const waitsFor = item.after.some(isOpen) ? item.after.filter(isOpen) : nothing
    const mine = instances(item, scope, state, expressions)
    let areSettled = true
    for (const instance of mine) {
      const view = viewOf(item, instance, waitsFor, state, expressions)
      statuses[view.instance] = { status: view.status }
      views.push(view)
      if (!settledStatuses.has(view.status)) areSettled = false
    }
    statuses[id] ??= { status: areSettled ? 'done' : 'open' }
    // Without instances a step waits like any other: what follows it must not overtake what it follows.
    if (mine.length === 0 ? waitsFor.length === 0 : areSettled) settled.add(id)
  }
  const running = clocks(book.obligations, state, scope, expressions, now)
  const offeredNow = views.filter((view) => offered.has(view.status))
  return {
    state,
    steps: views,
    ready: byUrgency(offeredNow, views, after, running),
    clocks: running,
    finished: views.every((view) => settledStatuses.has(view.status)),
  }
}

interface Placed {
  readonly id: string
  readonly runbook: Runbook
  readonly step: Step
  readonly position: number
  readonly after: readonly string[]
  /** Its texts hold values that are filled in. */
  readonly templated: boolean
}

/** What follows from the book alone, and so is the same in every view. */
interface Outline {
  /** Every step, so that a step comes after all those that it follows; otherwise in the order of the plan. */
  readonly placed: readonly Placed[]
  /** What each step follows. */
  readonly after: ReadonlyMap<string, readonly string[]>
  /** Every fact, not known yet. */
  readonly blank: { readonly [fact: string]: null }
}

const outlines = new WeakMap<Book, Outline>()

function outlineOf(book: Book): Outline {
  const known = outlines.get(book)
  if (known !== undefined) return known
  const placed = inOrder(book)
  const outline: Outline = {
    placed,
    after: new Map(placed.map(({ id, after }) => [id, after])),
    blank: Object.fromEntries(book.factNames.map((name) => [name, null])),
  }
  outlines.set(book, outline)
  return outline
}

function inOrder(book: Book): readonly Placed[] {
  const placed = book.runbooks.flatMap((runbook) =>
    runbook.steps.map((step, index) => ({
      id: `${runbook.id}/${step.id}`,
      runbook,
      step,
      position: index + 1,
      after: follows(book.plan, runbook, index),
      templated: [step.title, step.text, step.doneWhen].some(isTemplated),
    })),
  )
  const byId = new Map(placed.map((item) => [item.id, item]))
  const sorted: Placed[] = []
  const seen = new Set<Placed>()
  const visit = (item: Placed): void => {
    if (seen.has(item)) return
    seen.add(item)
    for (const other of item.after) {
      const before = byId.get(other)
      if (before !== undefined) visit(before)
    }
    sorted.push(item)
  }
  for (const item of placed) visit(item)
  return sorted
}

interface Instance {
  readonly instance: string
  readonly local: Scope
  readonly needsItems: boolean
}

function instances({ id, step }: Placed, scope: Scope, state: State, expressions: Expressions): readonly Instance[] {
  const { each } = step
  if (each === undefined) return [{ instance: id, local: scope, needsItems: false }]
  const items: Json = state.items[each.in] ?? expressions.evaluate(each.in, scope)
  if (!Array.isArray(items)) return [{ instance: id, local: scope, needsItems: true }]
  return items.map((item: Json, index) => ({
    instance: `${id}[${keyOf(item, index)}]`,
    local: { ...scope, [each.as]: item },
    needsItems: false,
  }))
}

function keyOf(item: Json, index: number): string {
  if (item !== null && typeof item === 'object' && !Array.isArray(item)) {
    const { id, role } = item as { id?: Json; role?: Json }
    if (typeof id === 'string') return id
    if (typeof role === 'string') return role
  }
  return String(index + 1)
}

function viewOf(
  { runbook, step, position, templated }: Placed,
  { instance, local, needsItems }: Instance,
  waitsFor: readonly string[],
  state: State,
  expressions: Expressions,
): StepView {
  const record = state.steps[instance] ?? null
  const status = statusOf(record, step, waitsFor, needsItems, local, expressions)
  const view: StepView = {
    instance,
    runbook: runbook.id,
    runbookTitle: runbook.title,
    step,
    position,
    of: runbook.steps.length,
    title: needsItems && step.each !== undefined ? step.each.ask : step.title,
    text: step.text ?? null,
    doneWhen: step.doneWhen,
    status,
    needsItems,
    unproven: status === 'done' && step.proof !== undefined && (record?.proof ?? null) === null,
    waitsFor,
    scope: local,
    record,
  }
  return templated && !needsItems ? filledIn(view, expressions) : view
}

/** The same with its texts filled in when somebody reads them: of a hundred steps a screen shows one. */
function filledIn(view: StepView, expressions: Expressions): StepView {
  const fill = (text: Text): Text => renderText(text, view.scope, expressions)
  return {
    ...view,
    get title() {
      return fill(view.title)
    },
    get text() {
      return view.text === null ? null : fill(view.text)
    },
    get doneWhen() {
      return fill(view.doneWhen)
    },
  }
}

function statusOf(
  record: StepRecord | null,
  step: Step,
  waitsFor: readonly string[],
  needsItems: boolean,
  scope: Scope,
  expressions: Expressions,
): StepStatus {
  if (record !== null && record.status !== 'open') return record.status
  if (waitsFor.length > 0) return 'waiting'
  if (step.when !== undefined && !needsItems && expressions.evaluate(step.when, scope) !== true) return 'not-applicable'
  return 'ready'
}

function isTemplated(text: Text | undefined): boolean {
  return Object.values(text ?? {}).some((value: string) => value.includes('{{'))
}

function renderText(text: Text, scope: Scope, expressions: Expressions): Text {
  const out: { -readonly [K in keyof Text]: Text[K] } = { en: '', nl: '' }
  for (const [lang, value] of Object.entries(text) as [keyof Text, string][]) {
    out[lang] = value.includes('{{') ? expressions.render(value, scope) : value
  }
  return out
}
