import { factsOf } from './act-traits.ts'
import type { LogEvent } from './event.ts'
import { typesThatAre } from './event-traits.ts'
import type { Expressions } from './expressions.ts'
import type { Action } from './model.ts'
import { plan } from './planner.ts'
import type { State, StepRecord } from './state.ts'
import type { Book, StepView, View } from './view.ts'

/** The plan of a state that goes on changing, made anew only when something changed that steps depend on. */
export interface Planned {
  /**
   * A step as it stands, or null when there is none. Of its status only `waiting`, `ready` and `not-applicable` may be
   * relied on, and only with `open`: the step is open on record.
   */
  step(instance: string, open: boolean): StepView | null
  finished(): boolean
  /** The facts that an act can give. */
  asks(action: Action): ReadonlySet<string>
  /** Must be told each event, with the record of its step before and after it. */
  changed(event: LogEvent, before: StepRecord | null, after: StepRecord | null): void
}

// Clocks are planned too, and nobody looks at them here.
const anyTime = Temporal.Instant.fromEpochMilliseconds(0)

/** `state` is the one that a fold changes in place. */
export function planOf(book: Book, state: State, expressions: Expressions): Planned {
  const relevant = dependencies(book)
  const asked = new Map<Action, ReadonlySet<string>>()
  let view: View | null = null
  let steps: ReadonlyMap<string, StepView> = new Map()
  const look = (): View => {
    if (view === null) {
      view = plan(book, state, expressions, anyTime)
      steps = new Map(view.steps.map((step) => [step.instance, step]))
    }
    return view
  }
  return {
    step: (instance, open) => {
      if (view === null) look()
      const known = steps.get(instance)
      // It was planned while the step was being done, or over.
      if (open && known !== undefined && !opens.has(known.status)) {
        view = null
        look()
        return steps.get(instance) ?? null
      }
      return known ?? null
    },
    finished: () => {
      view = null
      return look().finished
    },
    asks: (action) => {
      const known = asked.get(action) ?? new Set(factsOf(action, book.obligations).map(({ id }) => id))
      asked.set(action, known)
      return known
    },
    changed: (event, before, after) => {
      if (view === null || always.has(event.type)) view = null
      else if (isSettled(before) !== isSettled(after)) view = null
      // When its condition does not hold, a step is settled again as soon as it is open.
      else if (!isOpen(before) && isOpen(after) && steps.get(event.step ?? '')?.step.when !== undefined) view = null
      else if (relevant.steps && before?.status !== after?.status) view = null
      else if (event.type === 'step.outcome' && givesRelevant(event.data.facts, relevant.facts)) view = null
    },
  }
}

const opens: ReadonlySet<StepView['status']> = new Set(['waiting', 'ready', 'not-applicable'])
const always = typesThatAre('plans-anew')

function isOpen(record: StepRecord | null): boolean {
  return record === null || record.status === 'open'
}

function isSettled(record: StepRecord | null): boolean {
  return record?.status === 'done' || record?.status === 'skipped'
}

/** The things that the conditions and lists of the runbooks look at. `facts` is null when they may look at any. */
function dependencies(book: Book): { readonly facts: ReadonlySet<string> | null; readonly steps: boolean } {
  const texts = book.runbooks.flatMap(({ steps }) => steps.flatMap(({ when, each }) => [when ?? '', each?.in ?? '']))
  const all = texts.join('\n')
  const names = [...all.matchAll(/\bfacts\b(?:\.(\w+))?/g)].map(([, name]) => name)
  const facts = names.includes(undefined) ? null : new Set(names.filter((name) => name !== undefined))
  return { facts, steps: /\bsteps\b/.test(all) }
}

function givesRelevant(given: object | undefined, relevant: ReadonlySet<string> | null): boolean {
  for (const name in given) if (relevant === null || relevant.has(name)) return true
  return false
}
