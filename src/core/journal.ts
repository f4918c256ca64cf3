import type { Draft, LogEvent } from './event.ts'
import type { Expressions } from './expressions.ts'
import { fold } from './fold.ts'
import { planner } from './planner.ts'
import type { ClockPort, LogPort } from './ports.ts'
import type { State } from './state.ts'
import type { Book, View } from './view.ts'

/** `told` gets each event after it is durable, never before; `view` is what follows from it. */
export interface JournalPorts {
  readonly book: Book
  readonly log: LogPort
  readonly clock: ClockPort
  readonly expressions: Expressions
  told(events: readonly LogEvent[], view: () => View): void
}

/** The log and the state that follows from it, kept together so that they can't disagree. */
export interface Journal {
  state(): State
  view(): View
  /** Durable when it resolves. Without drafts it takes in what else was written meanwhile. */
  record(drafts: readonly Draft[]): Promise<void>
}

export function openJournal(ports: JournalPorts, start: State): Journal {
  let state = start
  const plan = planner(ports.book, ports.expressions)
  let known: View | null = null
  // The same state has the same view but for the time on the clocks, and nobody looks at that between two events.
  const view = (): View => {
    known ??= plan(state, ports.clock.now())
    return known
  }
  return {
    state: () => state,
    view,
    record: async (drafts) => {
      const events = await ports.log.append(drafts, state.size)
      state = fold(state, events)
      known = null
      ports.told(events, view)
    },
  }
}
