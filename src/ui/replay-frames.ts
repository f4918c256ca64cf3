import type { LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import type { Expressions } from '../core/expressions.ts'
import { plan, planner } from '../core/planner.ts'
import type { State } from '../core/state.ts'
import type { Lang } from '../core/text.ts'
import type { Book, StepView, View } from '../core/view.ts'
import { renderClocks } from './clocks.ts'
import { renderEvent } from './event.ts'
import { renderHeader } from './header.ts'
import { createLook } from './look.ts'
import { renderStep } from './step-card.ts'
import type { Terminal } from './terminal.ts'

/**
 * The part of the operator's screen that appeared with one event. `mark` is the code and title of a step that begins
 * with it.
 */
export interface Frame {
  readonly t: string
  readonly mark: string | null
  readonly text: string
}

interface FrameParts {
  readonly book: Book | null
  readonly expressions: Expressions
  readonly terminal: Terminal
  readonly lang: Lang
  /** Steps are shown with their card when they begin. */
  readonly cards: boolean
}

/**
 * Draws a record again, as it looked when it was written: the clocks stand where they stood then. Of its states no facts and lists
 * may change in place.
 */
export function createFrames(parts: FrameParts): {
  /** Draws what stands before an event. To be asked with the state that the event follows from, before `after`. */
  before(event: LogEvent, state: State): void
  after(event: LogEvent, state: State): Frame
} {
  const { terminal, lang, cards } = parts
  const look = createLook(terminal, lang)
  const planNext = parts.book === null ? null : planner(parts.book, parts.expressions)
  const viewThen = (state: State, { t }: LogEvent): View =>
    planNext === null ? unplanned(state) : planNext(state, Temporal.Instant.from(t))
  let started = false
  let current: string | null = null
  let clocks = ''
  let step: StepView | null = null
  let opening: string[] = []
  return {
    before: (event, state) => {
      // Another process began, or the operator looked around: the step is taken up anew.
      if (event.type.startsWith('session.') || event.type === 'note.added') current = null
      const begins = event.step !== undefined && event.step !== current
      current = event.step === undefined ? current : over.has(event.type) ? null : event.step
      opening = []
      step = null
      if (!begins) return
      const view = viewThen(state, event)
      step = view.step(event.step ?? '')
      if (step === null || !cards) return
      const shown = hours(view)
      if (shown !== clocks) opening.push(renderClocks(view, Temporal.Instant.from(event.t), look))
      clocks = shown
      opening.push(renderStep(step, null, look))
    },
    after: (event, state) => {
      const view = viewThen(state, event)
      const isFirst = !started && event.type !== 'incident.opened'
      if (isFirst || event.type === 'session.started') opening.unshift(renderHeader(view, look))
      started = true
      const drawn = opening.filter((part) => part !== '').map((part) => `\n${part}\n`)
      const mark = step === null ? null : `${look.say(step.step.code)} ${look.say(step.title)}`
      return { t: event.t, mark, text: `${drawn.join('')}${renderEvent(event, view, terminal, lang)}\n` }
    },
  }
}

/** The events after which the operator chose again. */
const over = typesThatAre('ends-step')

/** Clocks are shown again when one of them started, stopped or lost an hour. */
function hours({ clocks }: View): string {
  return clocks.map(({ status, leftMs }) => `${status} ${leftMs === null ? '' : Math.floor(leftMs / 3_600_000)}`).join()
}

/** An incident as it was planned at a moment; without its runbooks, what the record says by itself. `t` is RFC 3339. */
export function viewAt(book: Book | null, state: State, expressions: Expressions, t: string): View {
  return book === null ? unplanned(state) : plan(book, state, expressions, Temporal.Instant.from(t))
}

function unplanned(state: State): View {
  const nothing = { steps: [], ready: [], clocks: [], channels: [], finished: false }
  return { state, ...nothing, scope: {}, step: () => null, instances: () => [], next: () => null }
}
