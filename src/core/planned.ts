import { factsOf } from './act-traits.ts'
import type { Expressions } from './expressions.ts'
import type { Action } from './model.ts'
import { planner } from './planner.ts'
import type { State } from './state.ts'
import type { Book, StepView, View } from './view.ts'

/** The plan of a state that goes on changing. */
export interface Planned {
  /** A step as it stands, or null when there is none. */
  step(instance: string): StepView | null
  finished(): boolean
  /** The facts that an act can give. */
  asks(action: Action): ReadonlySet<string>
}

// Clocks are planned too, and nobody looks at them here.
const anyTime = Temporal.Instant.fromEpochMilliseconds(0)

/** `state` is the one that a fold changes in place, but for what is planned. */
export function planOf(book: Book, state: State, expressions: Expressions): Planned {
  const plan = planner(book, expressions)
  const asked = new Map<Action, ReadonlySet<string>>()
  const view = (): View => plan(state, anyTime)
  return {
    step: (instance) => view().step(instance),
    finished: () => view().finished,
    asks: (action) => {
      const known = asked.get(action) ?? new Set(factsOf(action, book.obligations).map(({ id }) => id))
      asked.set(action, known)
      return known
    },
  }
}
