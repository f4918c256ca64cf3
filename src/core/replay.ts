import { advance, type Before, endLonely, startCourse } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { LogEvent } from './event.ts'
import type { Expressions } from './expressions.ts'
import { Fault } from './fault.ts'
import { empty, startFold } from './fold.ts'
import { followsFrom } from './follows-from.ts'
import { planOf } from './planned.ts'
import type { State, StepRecord } from './state.ts'
import type { Book } from './view.ts'

/** A record that is gone through once more, event by event, without doing anything. */
export interface Replay {
  /** Null when the event follows from those before it: then it is in the state. After a divergence nothing more is taken. */
  take(event: LogEvent): Divergence | null
  /** Changes in place with each event. */
  readonly state: State
  /** The record of the last event's step, or null. */
  step: StepRecord | null
}

interface ReplayParts {
  /** Null: by the record alone, without its runbooks. */
  readonly book: Book | null
  readonly expressions: Expressions
  /** False: notes and evidence aren't kept in the state, so that it doesn't grow. */
  readonly lists: boolean
}

type Looking = { -readonly [K in keyof Before]: Before[K] }

export function startReplay({ book, expressions, lists }: ReplayParts): Replay {
  const { state, take } = startFold(empty, { lists, planned: true })
  const planned = book === null ? null : planOf(book, state, expressions)
  const course = startCourse()
  const before: Looking = { state, planned, course, record: null, view: null }
  const recordOf = ({ step }: LogEvent): StepRecord | null =>
    step === undefined ? null : (state.steps.get(step) ?? null)
  const replay: Replay = {
    state,
    step: null,
    take: (event) => {
      if (event.run !== state.lastRun) endLonely(course, event.run)
      const record = recordOf(event)
      before.record = record
      const divergence = unlessNoPlan(before, event)
      if (divergence !== null) return divergence
      take(event)
      replay.step = recordOf(event)
      advance(course, event, before.view?.step.retry?.attempts ?? 1)
      return null
    },
  }
  return replay
}

/** A plan that can't be worked out could not be followed either. */
function unlessNoPlan(before: Looking, event: LogEvent): Divergence | null {
  const { planned } = before
  try {
    before.view = planned === null || event.step === undefined ? null : planned.step(event.step)
    return followsFrom(before, event)
  } catch (error) {
    if (error instanceof Fault) return 'no-plan'
    throw error
  }
}
