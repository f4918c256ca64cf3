import type { Clock } from './clocks.ts'
import type { Expressions, Scope } from './expressions.ts'
import { type InOrder, inOrder, type Job } from './in-order.ts'
import type { Obligation } from './model.ts'
import { type Outline, outlineOf } from './outline.ts'
import { type InstanceNow, PlacedNow, type Told } from './placed-now.ts'
import { readyOrder } from './ready-order.ts'
import type { SeenStatus } from './standing.ts'
import { type DueTimes, dueTimes, nothingDue, pressing } from './urgency.ts'
import { VersionedMap } from './versioned-map.ts'
import type { Book } from './view.ts'
import { type KeptResult, mapOf, type WatchedScope, watchScope } from './watched-scope.ts'
import { watchers } from './watchers.ts'

const behindAll = Number.POSITIVE_INFINITY

/**
 * How all steps of a book stand by what is told. What changes is worked out anew, with what hangs on it: the steps that follow,
 * and the conditions and lists that looked at it. All is done in the order of the steps, and a condition sees the steps before its
 * own: so it makes no difference whether all of it is worked out or what changed. After an error it can't be used any more.
 */
export class Standings {
  readonly outline: Outline
  /** The scope of the conditions of clocks, which see all steps. */
  readonly watched: WatchedScope
  /** Whether a condition or a list looks at how steps stand. */
  readonly seesSteps: boolean
  /** The results of the conditions of clocks. */
  readonly waivers = new Map<string, KeptResult>()
  readonly ready = readyOrder<InstanceNow>()
  /** The names of facts, with what is told of them. */
  facts: Scope
  told: Told = { steps: VersionedMap.of(), facts: {}, items: {} }
  readonly queue: InOrder = inOrder()
  readonly #watchers = watchers()
  readonly #placed: readonly PlacedNow[]
  readonly #byId: ReadonlyMap<string, PlacedNow>
  readonly #byName = new Map<string, InstanceNow[]>()
  readonly #byList = new Map<string, PlacedNow[]>()
  #isNew = true
  /** The number of times that a step got its first instance or lost its last one. */
  #emptied = 0
  #due: { readonly key: string; readonly times: DueTimes } = { key: '', times: nothingDue }
  #open = 0
  /** The place in the order before which an expression sees steps. */
  #before = behindAll

  constructor(book: Book, expressions: Expressions) {
    this.outline = outlineOf(book)
    this.facts = { ...this.outline.blank }
    this.seesSteps = this.outline.placed.some(({ step }) => /\bsteps\b/.test(`${step.when} ${step.each?.in}`))
    this.watched = watchScope(expressions, book.base, {
      facts: mapOf(() => this.facts),
      steps: { at: (name) => this.#seen(name), whole: () => this.statuses(this.#before) },
    })
    this.#placed = this.outline.placed.map((placed, index) => new PlacedNow(this, placed, index))
    this.#byId = new Map(this.#placed.map((one) => [one.placed.id, one]))
    for (const one of this.#placed) {
      for (const id of new Set(one.placed.after)) {
        const before = this.#byId.get(id)
        if (before !== undefined && before.order < one.order) before.followers.push(one)
      }
      const list = one.placed.step.each?.in
      if (list !== undefined) this.#byList.set(list, [...(this.#byList.get(list) ?? []), one])
    }
  }

  /** Goes to what is told now. Throws what an expression throws. */
  at(told: Told): void {
    const last = this.told
    this.told = told
    if (this.#isNew) {
      this.#isNew = false
      this.facts = { ...this.outline.blank, ...told.facts }
      for (const one of this.#placed) this.queue.add(one)
    } else {
      if (told.facts !== last.facts) this.#takeFacts(told.facts)
      if (told.items !== last.items) this.#takeItems(last.items, told.items)
      if (told.steps !== last.steps) this.#takeSteps(last.steps, told.steps)
    }
    this.queue.run()
  }

  get finished(): boolean {
    return this.#open === 0
  }

  /** All instances, in the order of the steps. */
  get all(): readonly InstanceNow[] {
    return this.#placed.flatMap(({ instances }) => instances)
  }

  instance(name: string): InstanceNow | null {
    return this.#byName.get(name)?.[0] ?? null
  }

  /** The instances of a step by its id (`isolate/cut-links`). */
  of(id: string): readonly InstanceNow[] {
    return this.#byId.get(id)?.instances ?? []
  }

  /** What can be done now, most urgent first, by the clocks of a moment. The list goes on changing. */
  readyBy(clocks: readonly Clock[]): readonly InstanceNow[] {
    const pressed = pressing(clocks)
    const key = pressed.length === 0 ? '' : `${this.#emptied} ${pressed.map(([{ id }, due]) => `${id} ${due}`).join()}`
    if (key !== this.#due.key) {
      const { leading, after } = this.outline
      const leads = (obligation: Obligation): readonly string[] =>
        (leading.get(obligation) ?? []).filter((id) => this.#byId.get(id)?.instances.length !== 0)
      this.#due = { key, times: dueTimes(pressed, after, leads) }
    }
    this.ready.by(this.#due.times)
    return this.ready.all
  }

  isPassed(id: string, by: PlacedNow): boolean {
    const one = this.#byId.get(id)
    return one !== undefined && one.order < by.order && one.isPassed
  }

  /** The statuses of all steps that stand before a place in the order. */
  statuses(before = behindAll): Scope {
    const all: { [name: string]: SeenStatus } = {}
    for (const placed of this.#placed) {
      if (placed.order >= before) break
      for (const { of, order, stands } of placed.instances) {
        if (order < before) all[of.instance] = stands.seen
      }
      if (placed.seen !== null && placed.end.order < before) all[placed.placed.id] ??= placed.seen
    }
    return all
  }

  #seen(name: string): SeenStatus | undefined {
    const named = this.#byName.get(name)?.findLast(({ order }) => order < this.#before)
    if (named !== undefined) return named.stands.seen
    const placed = this.#byId.get(name)
    return placed?.seen != null && placed.end.order < this.#before ? placed.seen : undefined
  }

  evaluate(job: Job, expression: string, known: KeptResult | null, own: Scope | null): KeptResult {
    this.#before = job.order
    const found = this.watched.evaluate(expression, known, own)
    this.#before = behindAll
    this.#watchers.follow(job, known, found)
    return found
  }

  forget(job: Job, known: KeptResult | null): void {
    this.#watchers.follow(job, known, null)
  }

  tell(map: 'facts' | 'steps', name: string, from = -1): void {
    for (const job of this.#watchers.of(map, name)) if (job.order > from) this.queue.add(job)
  }

  name(one: InstanceNow): void {
    const name = one.of.instance
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), one])
  }

  unname(one: InstanceNow): void {
    const name = one.of.instance
    const others = this.#byName.get(name)?.filter((other) => other !== one) ?? []
    if (others.length === 0) this.#byName.delete(name)
    else this.#byName.set(name, others)
    this.tell('steps', name, one.order)
  }

  count(open: 1 | -1): void {
    this.#open += open
  }

  turn(): void {
    this.#emptied += 1
  }

  #takeFacts(facts: Told['facts']): void {
    const [was, is]: [Scope, Scope] = [this.facts, { ...this.outline.blank, ...facts }]
    const changed = [...Object.keys(is), ...Object.keys(was).filter((name) => !Object.hasOwn(is, name))].filter(
      (name) => !Object.hasOwn(was, name) || was[name] !== is[name],
    )
    if (changed.length === 0) return
    this.facts = is
    for (const name of changed) this.tell('facts', name)
  }

  #takeItems(was: Told['items'], is: Told['items']): void {
    for (const [list, placed] of this.#byList) {
      if (was[list] !== is[list]) for (const one of placed) this.queue.add(one)
    }
  }

  #takeSteps(was: Told['steps'], is: Told['steps']): void {
    const changed = is.changedFrom(was)
    if (changed === null) {
      for (const one of this.all) if ((is.get(one.of.instance) ?? null) !== one.stands.record) this.queue.add(one)
      return
    }
    for (const name of changed) for (const one of this.#byName.get(name) ?? []) this.queue.add(one)
  }
}
