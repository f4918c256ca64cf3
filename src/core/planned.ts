import { factsOf } from './act-traits.ts'
import type { Expressions } from './expressions.ts'
import type { Action } from './model.ts'
import { stepPlanner } from './planner.ts'
import type { State } from './state.ts'
import type { Book, StepView } from './view.ts'

/** The plan of a state that goes on changing. */
export interface Planned {
  /** A step as it stands, or null when there is none. */
  step(instance: string): StepView | null
  finished(): boolean
  /** The facts that an act can give. */
  asks(action: Action): ReadonlySet<string>
}

/** `state` is the one that a fold changes in place, but for what is planned. */
export function planOf(book: Book, state: State, expressions: Expressions): Planned {
  const planned = stepPlanner(book, expressions, state)
  const asked = new Map<Action, ReadonlySet<string>>()
  return {
    ...planned,
    asks: (action) => {
      const known = asked.get(action) ?? new Set(factsOf(action, book.obligations).map(({ id }) => id))
      asked.set(action, known)
      return known
    },
  }
}
