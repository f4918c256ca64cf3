import { clocks } from './clocks.ts'
import type { Expressions } from './expressions.ts'
import type { Instance } from './outline.ts'
import type { InstanceNow, Told } from './placed-now.ts'
import { PlannedStep, type ViewContext } from './planned-step.ts'
import { Standings } from './standings.ts'
import type { State } from './state.ts'
import type { Book, StepView, View } from './view.ts'
import { conditions } from './watched-scope.ts'

const noChannels: View['channels'] = []

/**
 * Pure: the same book, state and moment give the same view, also of a state that changes in place afterwards. What is remembered
 * of a book is how its steps stood when it was planned last.
 */
export function plan(book: Book, state: State, expressions: Expressions, now: Temporal.Instant): View {
  const known = planned.get(book)
  const kept = known?.expressions === expressions ? known : { expressions, plan: keep(book, expressions) }
  planned.set(book, kept)
  const { steps, facts, items } = state
  const view = viewOf(kept.plan, state, { steps, facts: { ...facts }, items: { ...items } }, now)
  // They are worked out from all of the state, which may be another one when somebody looks.
  void view.clocks
  return view
}

const planned = new WeakMap<Book, { readonly expressions: Expressions; readonly plan: Kept }>()

/**
 * The same for states that follow each other, of which no facts and lists change in place: only what changed is planned anew. Where
 * the rest of a state changes in place, its view is good until then.
 */
export function planner(book: Book, expressions: Expressions): (state: State, now: Temporal.Instant) => View {
  const kept = keep(book, expressions)
  return (state, now) => viewOf(kept, state, state, now)
}

/**
 * The same of one state that changes in place, as it is when somebody looks: no view is made of it. Its facts and lists must be
 * other ones when they change. How a step stands is worked out when somebody asks for that.
 */
export function stepPlanner(
  book: Book,
  expressions: Expressions,
  state: State,
): { step(instance: string): StepView | null; finished(): boolean } {
  const kept = keep(book, expressions)
  let told: Told | null = null
  let last: Standings | null = null
  const now = (): Standings => {
    const { steps, facts, items } = state
    if (last === null || told?.steps !== steps || told.facts !== facts || told.items !== items) {
      last = null
      told = { steps, facts, items }
      last = kept.at(told)
    }
    return last
  }
  // Which instances there are hangs on facts and lists alone.
  const withSameSteps = (): Standings =>
    last === null || last.seesSteps || told?.facts !== state.facts || told.items !== state.items ? now() : last
  const moment: ViewContext = {
    expressions,
    scope: (own) => ({
      ...book.base,
      get facts() {
        return now().facts
      },
      get steps() {
        return now().statuses()
      },
      ...own,
    }),
  }
  return {
    step: (instance) => {
      const found = withSameSteps().instance(instance)
      if (found === null) return null
      const stands = (): InstanceNow['stands'] => {
        now()
        return found.stands
      }
      return new PlannedStep(found.of, stands, moment)
    },
    finished: () => now().finished,
  }
}

/** What is remembered of a book: its steps go to what is told, wherever they stood before. */
interface Kept {
  readonly book: Book
  readonly expressions: Expressions
  at(told: Told): Standings
}

function keep(book: Book, expressions: Expressions): Kept {
  let standings: Standings | null = null
  return {
    book,
    expressions,
    at: (told) => {
      const now = standings ?? new Standings(book, expressions)
      // What could not be worked out leaves nothing behind that is half done.
      standings = null
      now.at(told)
      standings = now
      return now
    },
  }
}

function viewOf(kept: Kept, state: State, { steps, facts, items }: Told, now: Temporal.Instant): View {
  const { book, expressions } = kept
  const { channels = noChannels } = book
  const told: Told = { steps, facts, items }
  // Another view may have been asked for meanwhile.
  const there = (): Standings => kept.at(told)
  const { finished, facts: known } = there()
  const statuses = once(() => there().statuses())
  const moment: ViewContext = {
    expressions,
    // Few expressions look at other steps.
    scope: (own) => ({
      ...book.base,
      facts: known,
      get steps() {
        return statuses()
      },
      ...own,
    }),
  }
  const made = new Map<Instance, StepView>()
  const viewed = ({ of, stands }: InstanceNow): StepView => {
    const step = made.get(of) ?? new PlannedStep(of, stands, moment)
    made.set(of, step)
    return step
  }
  const running = once(() => clocks(book.obligations, state, conditions(there().watched, there().waivers), now))
  const inOrder = (): readonly InstanceNow[] => there().readyBy(running())
  const all = once(() => there().all.map(viewed))
  const ready = once(() => inOrder().map(viewed))
  return {
    ...{ state, channels, finished },
    get steps() {
      return all()
    },
    get ready() {
      return ready()
    },
    get clocks() {
      return running()
    },
    get scope() {
      return moment.scope(null)
    },
    step: (instance) => {
      const found = there().instance(instance)
      return found === null ? null : viewed(found)
    },
    instances: (id) => there().of(id).map(viewed),
    next: (fits) => {
      for (const one of inOrder()) if (fits(viewed(one))) return viewed(one)
      return null
    },
  }
}

/** What is worked out when somebody asks, and once. */
function once<T>(make: () => T): () => T {
  let made: { readonly is: T } | null = null
  return () => {
    made ??= { is: make() }
    return made.is
  }
}
