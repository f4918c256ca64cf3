import type { Json } from './event.ts'
import type { Scope } from './expressions.ts'
import type { InOrder, Job } from './in-order.ts'
import { type Instance, instancesOver, type Placed } from './outline.ts'
import type { ReadyOrder } from './ready-order.ts'
import { type SeenStatus, type Standing, seenDone, seenOpen, standing } from './standing.ts'
import type { State, StepRecord } from './state.ts'
import type { Rank } from './urgency.ts'
import type { StepStatus } from './view.ts'
import type { KeptResult } from './watched-scope.ts'

/** The parts of a state that steps depend on. None of them may change in place. */
export type Told = Pick<State, 'steps' | 'facts' | 'items'>

/** The other steps, and what all of them have in common. */
interface Around {
  readonly told: Told
  readonly queue: InOrder
  readonly ready: ReadyOrder<InstanceNow>
  /** Whether a step need not be waited for: it stands before `by`, and nothing of it is left to do. */
  isPassed(id: string, by: PlacedNow): boolean
  /** The value of an expression, which sees the steps before this job. When what it looked at changes, the job is done again. */
  evaluate(job: Job, expression: string, known: KeptResult | null, own: Scope | null): KeptResult
  /** The job is not done again by what its expression looked at. */
  forget(job: Job, known: KeptResult | null): void
  /** Has everything worked out anew that looked at a member of a map and stands further on. */
  tell(map: 'facts' | 'steps', name: string, from?: number): void
  name(one: InstanceNow): void
  unname(one: InstanceNow): void
  /** Tells that a step is no longer settled (1), or is now (-1). */
  count(open: 1 | -1): void
  /** Tells that a step got its first instance or lost its last one: a clock leads to none that has no instance. */
  turn(): void
}

const nothing: readonly string[] = []
/** The places of one step in the order: itself, its instances, and what follows from how these stand. */
const places = 2 ** 32
/** How an instance stands before it was worked out for the first time: nobody sees it. */
const unseen = standing('skipped', null, nothing)

/** A step of the plan now: its instances, and what it waits for. As a job it looks for both. */
export class PlacedNow implements Job {
  readonly placed: Placed
  readonly order: number
  queued = false
  /** Works out what follows from how the instances stand. */
  readonly end: Job
  /** The steps that follow this one and stand further on. */
  readonly followers: PlacedNow[] = []
  instances: readonly InstanceNow[] = []
  waitsFor: readonly string[] = nothing
  /** The number of instances that are not settled. */
  open = 0
  /** Whether a step that follows need not wait for it. */
  isPassed = false
  /** The status that expressions see of all its instances together; null: they see it of its one instance. */
  seen: SeenStatus | null = null
  readonly #all: Around
  #over: readonly Instance[] | null = null
  #list: KeptResult | null = null
  #isOpen = false

  constructor(all: Around, placed: Placed, index: number) {
    this.#all = all
    this.placed = placed
    this.order = index * places
    this.end = { order: this.order + places - 1, queued: false, run: () => this.#end() }
  }

  run(): void {
    const waitsFor = this.#stillOpen()
    const isOther = !isSame(waitsFor, this.waitsFor)
    if (isOther) this.waitsFor = waitsFor
    const over = this.#instances()
    if (over !== this.#over) this.#goOver(over)
    else if (isOther) for (const one of this.instances) this.#all.queue.add(one)
    this.#all.queue.add(this.end)
  }

  #goOver(over: readonly Instance[]): void {
    const wasEmpty = this.#over?.length === 0
    this.#over = over
    for (const one of this.instances) one.leave()
    this.instances = over.map((of, index) => new InstanceNow(this.#all, this, of, index))
    for (const one of this.instances) {
      this.#all.name(one)
      this.#all.queue.add(one)
    }
    if (wasEmpty !== (over.length === 0)) this.#all.turn()
  }

  #end(): void {
    const isOpen = this.open > 0
    if (isOpen !== this.#isOpen) this.#all.count(isOpen ? 1 : -1)
    this.#isOpen = isOpen
    const { id } = this.placed
    const hasOwnName = this.instances.length === 1 && this.instances[0]?.of.instance === id
    const seen = hasOwnName ? null : isOpen ? seenOpen : seenDone
    if (seen !== this.seen) {
      this.seen = seen
      this.#all.tell('steps', id, this.end.order)
    }
    // Without instances a step waits like any other: what follows it must not overtake what it follows.
    const isPassed = this.instances.length === 0 ? this.waitsFor.length === 0 : !isOpen
    if (isPassed === this.isPassed) return
    this.isPassed = isPassed
    for (const one of this.followers) this.#all.queue.add(one)
  }

  #instances(): readonly Instance[] {
    const { each } = this.placed.step
    if (each === undefined) return this.placed.single
    let items: Json | undefined = this.#all.told.items[each.in]
    if (items === undefined) {
      this.#list = this.#all.evaluate(this, each.in, this.#list, null)
      items = this.#list.value
    }
    return Array.isArray(items) ? instancesOver(this.placed, each, items) : this.placed.unnamed
  }

  /** The steps that it follows and that are not settled. */
  #stillOpen(): readonly string[] {
    const { after } = this.placed
    const isOpen = (id: string): boolean => !this.#all.isPassed(id, this)
    if (after.every(isOpen)) return after
    return after.some(isOpen) ? after.filter(isOpen) : nothing
  }
}

/** One instance of a step now. As a job it works out how it stands. */
export class InstanceNow implements Job {
  readonly of: Instance
  readonly order: number
  queued = false
  rank: Rank | null = null
  stands: Standing = unseen
  readonly #all: Around
  readonly #placed: PlacedNow
  #applies: KeptResult | null = null
  #hasLeft = false

  constructor(all: Around, placed: PlacedNow, of: Instance, index: number) {
    this.#all = all
    this.#placed = placed
    this.of = of
    this.order = placed.order + 1 + index
  }

  get id(): string {
    return this.of.placed.id
  }

  run(): void {
    if (this.#hasLeft) return
    const record = this.#all.told.steps.get(this.of.instance) ?? null
    const { waitsFor } = this.#placed
    const status = this.#status(record, waitsFor)
    const was = this.stands
    if (was.status === status && was.record === record && was.waitsFor === waitsFor && was !== unseen) return
    const is = standing(status, record, waitsFor)
    this.stands = is
    if (is.isOffered) this.#all.ready.put(this)
    else this.#all.ready.drop(this)
    this.#placed.open += (is.isSettled ? 0 : 1) - (was.isSettled ? 0 : 1)
    if (was.seen !== is.seen || was === unseen) this.#all.tell('steps', this.of.instance, this.order)
    this.#all.queue.add(this.#placed.end)
  }

  /** Its list is another one now. */
  leave(): void {
    this.#hasLeft = true
    this.#all.ready.drop(this)
    if (!this.stands.isSettled) this.#placed.open -= 1
    this.#all.forget(this, this.#applies)
    this.#all.unname(this)
  }

  #status(record: StepRecord | null, waitsFor: readonly string[]): StepStatus {
    if (record !== null && record.status !== 'open') return record.status
    if (waitsFor.length > 0 && (record?.advanced ?? null) === null) return 'waiting'
    const { when } = this.of.placed.step
    if (when === undefined || this.of.needsItems) return 'ready'
    this.#applies = this.#all.evaluate(this, when, this.#applies, this.of.own)
    return this.#applies.value === true ? 'ready' : 'not-applicable'
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((id, index) => id === other[index]))
}
