import type { Json } from './event.ts'
import type { Scope } from './expressions.ts'
import type { Each, Obligation, Runbook, Step } from './model.ts'
import { follows } from './step-order.ts'
import type { Text } from './text.ts'
import { leadsTo } from './urgency.ts'
import type { Book } from './view.ts'

/** A step in its place among those of the plan. */
export interface Placed {
  readonly id: string
  readonly runbook: Runbook
  readonly step: Step
  /** The place in its runbook, from 1. */
  readonly position: number
  readonly after: readonly string[]
  /** Its texts hold values that are filled in. */
  readonly templated: boolean
  /** Its one instance, and the one that stands for a list that nobody knows. */
  readonly single: readonly Instance[]
  readonly unnamed: readonly Instance[]
  /** Its instances, for each list that it went over. */
  readonly byList: WeakMap<readonly Json[], readonly Instance[]>
}

/** One act of a step: the same object as long as its list is the same. */
export interface Instance {
  readonly placed: Placed
  readonly instance: string
  /** The names that expressions see besides: what `each` goes over. */
  readonly own: Scope | null
  readonly needsItems: boolean
}

/** The part of a plan that follows from the book alone, and so is the same in every view. */
export interface Outline {
  /** Every step, so that a step comes after all those that it follows; otherwise in the order of the plan. */
  readonly placed: readonly Placed[]
  /** The steps that each step follows. */
  readonly after: ReadonlyMap<string, readonly string[]>
  /** The steps that lead to the end of each obligation's clock. */
  readonly leading: ReadonlyMap<Obligation, readonly string[]>
  /** Every fact, not known yet. */
  readonly blank: { readonly [fact: string]: null }
}

const outlines = new WeakMap<Book, Outline>()

export function outlineOf(book: Book): Outline {
  const known = outlines.get(book)
  if (known !== undefined) return known
  const placed = inOrder(book)
  const outline: Outline = {
    placed,
    after: new Map(placed.map(({ id, after }) => [id, after])),
    leading: new Map(
      book.obligations.map((obligation) => [
        obligation,
        placed.filter(({ step }) => leadsTo(step, obligation)).map(({ id }) => id),
      ]),
    ),
    blank: Object.fromEntries(book.factNames.map((name) => [name, null])),
  }
  outlines.set(book, outline)
  return outline
}

function inOrder(book: Book): readonly Placed[] {
  const placed = book.runbooks.flatMap((runbook) => runbook.steps.map((_step, index) => place(book, runbook, index)))
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

function place(book: Book, runbook: Runbook, index: number): Placed {
  const step = runbook.steps[index] as Step
  const id = `${runbook.id}/${step.id}`
  const single: Instance[] = []
  const unnamed: Instance[] = []
  const placed: Placed = {
    ...{ id, runbook, step, position: index + 1, after: follows(book.plan, runbook, index) },
    templated: [step.title, step.text, step.doneWhen].some(isTemplated),
    ...{ single, unnamed, byList: new WeakMap() },
  }
  single.push(instanceOf(placed, id, null, false))
  unnamed.push(instanceOf(placed, id, null, true))
  return placed
}

function instanceOf(placed: Placed, instance: string, own: Scope | null, needsItems: boolean): Instance {
  return { placed, instance, own, needsItems }
}

/** The instances of a step that goes over a list. */
export function instancesOver(placed: Placed, each: Each, items: readonly Json[]): readonly Instance[] {
  const known = placed.byList.get(items)
  if (known !== undefined) return known
  const made = items.map((item, index) =>
    instanceOf(placed, `${placed.id}[${keyOf(item, index)}]`, { [each.as]: item }, false),
  )
  placed.byList.set(items, made)
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

function isTemplated(text: Text | undefined): boolean {
  return Object.values(text ?? {}).some((value: string) => value.includes('{{'))
}
