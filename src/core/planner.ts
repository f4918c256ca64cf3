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
/** The names of a scope whose values change during an incident. */
const changing: ReadonlySet<string> = new Set(['facts', 'steps'])

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
      const view = viewOf(item, instance, waitsFor, state, scope, expressions)
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
  /** Its one instance, and the one that stands for a list that nobody knows. */
  readonly single: readonly Instance[]
  readonly unnamed: readonly Instance[]
  /** Its instances, for each list that it went over. */
  readonly byList: WeakMap<readonly Json[], readonly Instance[]>
  /** Whether it applies follows from its item and the profile alone: neither from facts nor from other steps. */
  isFixed(expressions: Expressions): boolean
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
    runbook.steps.map((step, index): Placed => {
      const id = `${runbook.id}/${step.id}`
      const alone = (needsItems: boolean): readonly Instance[] => [
        { instance: id, item: undefined, needsItems, applies: undefined },
      ]
      let fixed: boolean | undefined
      return {
        ...{ id, runbook, step, position: index + 1, after: follows(book.plan, runbook, index) },
        templated: [step.title, step.text, step.doneWhen].some(isTemplated),
        ...{ single: alone(false), unnamed: alone(true), byList: new WeakMap() },
        isFixed: ({ names }) => {
          fixed ??= step.when !== undefined && names?.(step.when).every((name) => !changing.has(name)) === true
          return fixed
        },
      }
    }),
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

/** The same object in every view, as long as its list is the same. */
interface Instance {
  readonly instance: string
  /** What `each` goes over; undefined without it. */
  readonly item: Json | undefined
  readonly needsItems: boolean
  /** Whether it applies, once that is known for good. */
  applies: boolean | undefined
}

function instances(placed: Placed, scope: Scope, state: State, expressions: Expressions): readonly Instance[] {
  const { id, step, single, unnamed, byList } = placed
  const { each } = step
  if (each === undefined) return single
  const items: Json = state.items[each.in] ?? expressions.evaluate(each.in, scope)
  if (!Array.isArray(items)) return unnamed
  const known = byList.get(items)
  if (known !== undefined) return known
  const made = items.map(
    (item: Json, index): Instance => ({
      ...{ instance: `${id}[${keyOf(item, index)}]`, item, needsItems: false },
      applies: undefined,
    }),
  )
  byList.set(items, made)
  return made
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
  placed: Placed,
  mine: Instance,
  waitsFor: readonly string[],
  state: State,
  scope: Scope,
  expressions: Expressions,
): StepView {
  const { runbook, step, position, templated } = placed
  const { instance, needsItems } = mine
  const record = state.steps[instance] ?? null
  const status = statusOf(placed, mine, record, waitsFor, scope, expressions)
  return new PlannedStep(
    { instance, runbook, step, position, outer: scope, item: mine.item, status, needsItems, waitsFor, record },
    templated && !needsItems ? expressions : null,
  )
}

interface PlannedParts extends Pick<StepView, 'instance' | 'step' | 'position' | 'status' | 'needsItems'> {
  readonly outer: Scope
  readonly item: Json | undefined
  readonly runbook: Runbook
  readonly waitsFor: readonly string[]
  readonly record: StepRecord | null
}

/** A step's view. Its texts are filled in when somebody reads them: of a hundred steps a screen shows one. */
class PlannedStep implements StepView {
  readonly instance: string
  readonly runbook: string
  readonly runbookTitle: Text
  readonly step: Step
  readonly position: number
  readonly of: number
  readonly status: StepStatus
  readonly needsItems: boolean
  readonly unproven: boolean
  readonly waitsFor: readonly string[]
  readonly record: StepRecord | null
  readonly #outer: Scope
  readonly #item: Json | undefined
  #scope: Scope | null = null
  /** Null: there is nothing to fill in. */
  readonly #expressions: Expressions | null

  constructor(parts: PlannedParts, expressions: Expressions | null) {
    const { runbook, step, record, status } = parts
    this.instance = parts.instance
    this.runbook = runbook.id
    this.runbookTitle = runbook.title
    this.step = step
    this.position = parts.position
    this.of = runbook.steps.length
    this.status = status
    this.needsItems = parts.needsItems
    this.unproven = status === 'done' && step.proof !== undefined && (record?.proof ?? null) === null
    this.waitsFor = parts.waitsFor
    this.record = record
    this.#outer = parts.outer
    this.#item = parts.item
    this.#expressions = expressions
  }

  get scope(): Scope {
    this.#scope ??= scopeOf(this.step, this.#outer, this.#item)
    return this.#scope
  }

  get title(): Text {
    const { step, needsItems } = this
    return this.#filled(needsItems && step.each !== undefined ? step.each.ask : step.title)
  }

  get text(): Text | null {
    return this.step.text === undefined ? null : this.#filled(this.step.text)
  }

  get doneWhen(): Text {
    return this.#filled(this.step.doneWhen)
  }

  #filled(text: Text): Text {
    return this.#expressions === null ? text : renderText(text, this.scope, this.#expressions)
  }
}

function scopeOf({ each }: Step, outer: Scope, item: Json | undefined): Scope {
  return each === undefined || item === undefined ? outer : { ...outer, [each.as]: item }
}

function statusOf(
  { step, isFixed }: Placed,
  mine: Instance,
  record: StepRecord | null,
  waitsFor: readonly string[],
  scope: Scope,
  expressions: Expressions,
): StepStatus {
  if (record !== null && record.status !== 'open') return record.status
  if (waitsFor.length > 0) return 'waiting'
  if (step.when === undefined || mine.needsItems) return 'ready'
  const applies = mine.applies ?? expressions.evaluate(step.when, scopeOf(step, scope, mine.item)) === true
  if (isFixed(expressions)) mine.applies = applies
  return applies ? 'ready' : 'not-applicable'
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
