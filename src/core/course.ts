import type { LogEvent } from './event.ts'
import type { Planned } from './planned.ts'
import type { State, StepRecord } from './state.ts'
import type { StepView } from './view.ts'

/** The facts of the events before that the state does not keep. Changes in place. */
export interface Course {
  /** The process whose session is open. */
  session: string | null
  /** The step that has begun in this session and has not ended. */
  doing: string | null
  /** The line of the act on the emergency cloud that has begun in this session and has not ended. */
  acting: number | null
  /** The step that failed just now, and how often it may still be tried by itself. */
  retry: { readonly instance: string; readonly left: number } | null
  /**
   * The number of lines up to the last one of a step or a session (`step.…`, `session.…`): an approval is given after
   * it.
   */
  acted: number
  /** Approvals of this record name what they are for, since the first one that did. */
  binds: boolean
  /** The time of the last event, RFC 3339 UTC. */
  t: string
}

/** Everything that an event must follow from. Without the runbooks of the incident `planned` and `view` are null. */
export interface Before {
  readonly state: State
  readonly course: Readonly<Course>
  readonly planned: Planned | null
  /** The record of the step that the event is about, and its place in the plan. */
  readonly record: StepRecord | null
  readonly view: StepView | null
}

export function startCourse(): Course {
  return { session: null, doing: null, acting: null, retry: null, acted: 0, binds: false, t: '' }
}

/** One process writes at a time: when another one does, the session of the one before it is over. */
export function endSession(course: Course): void {
  course.session = null
  course.doing = null
  course.acting = null
  course.retry = null
}

/** Goes on with an event that followed. `attempts` is how often its step is tried by itself, at least 1. */
export function advance(course: Course, event: LogEvent, attempts: number): void {
  course.t = event.t
  if (event.type.startsWith('step.') || event.type.startsWith('session.')) course.acted = event.seq + 1
  if ('bound' in event.data && event.data.bound !== undefined) course.binds = true
  switch (event.type) {
    case 'session.started':
      endSession(course)
      course.session = event.run
      return
    case 'session.ended':
      endSession(course)
      return
    case 'cloud.intent':
      course.acting = event.seq
      return
    case 'cloud.outcome':
      course.acting = null
      return
    case 'step.intent':
      course.doing = event.step ?? null
      return
    case 'step.outcome': {
      const { retry } = course
      const left = (retry !== null && retry.instance === event.step ? retry.left : attempts) - 1
      course.doing = null
      course.retry = event.data.result === 'failed' && left > 0 ? { instance: event.step ?? '', left } : null
      return
    }
    default:
      // A choice of the operator, or an approval, ends what the step does by itself.
      if (event.type === 'note.added' || event.type.startsWith('step.')) course.retry = null
  }
}
