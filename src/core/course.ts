import type { LogEvent } from './event.ts'
import { typesThatAre } from './event-traits.ts'
import type { Planned } from './planned.ts'
import type { State, StepRecord } from './state.ts'
import type { StepView } from './view.ts'

/** The facts of the events before that the state does not keep. Changes in place. */
export interface Course {
  /** The open sessions, by process. */
  readonly sessions: Map<string, SessionCourse>
  /** Several sessions may be open: since the first that said so, until one starts alone. */
  shares: boolean
  /** The processes whose sessions were lost. */
  readonly lost: Set<string>
  /**
   * The number of lines up to the last one of a step or a session (`step.…`, `session.…`): an approval is given after
   * it.
   */
  acted: number
  /** The same for each step alone, kept while several sessions may be open: others go on while an approval is asked. */
  readonly actedOn: Map<string, number>
  /** Approvals of this record name what they are for, since the first one that did. */
  binds: boolean
  /** The time of the last event, RFC 3339 UTC. */
  t: string
  /** The time of the last event of a shared session on each machine. */
  readonly times: Map<string, string>
}

/** One open session. Who is alone does one thing at a time. */
export interface SessionCourse {
  /** The id of its machine; null: it is alone. */
  readonly shared: string | null
  /** The steps that have begun in this session and have not ended. */
  readonly doing: Set<string>
  /** The line of the act on the emergency cloud that has begun in this session and has not ended. */
  acting: number | null
  /** How often each step that failed just now may still be tried by itself. */
  readonly retry: Map<string, number>
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
  return {
    ...{ sessions: new Map(), shares: false, lost: new Set(), acted: 0, actedOn: new Map(), binds: false },
    ...{ t: '', times: new Map() },
  }
}

/** The step or the act on the cloud that keeps a session that is alone from anything else. */
export function isBusy({ sessions }: Readonly<Course>, run: string): boolean {
  const session = sessions.get(run)
  return session?.shared === null && (session.acting !== null || session.doing.size > 0)
}

/** The number of lines behind which an approval of these acts is given. */
export function actedBefore({ shares, acted, actedOn }: Readonly<Course>, acts: readonly string[]): number {
  return shares ? Math.max(0, ...acts.map((act) => actedOn.get(act) ?? 0)) : acted
}

/** The time before which the next line of a process can't lie; empty: any time may follow. */
export function timeBefore({ sessions, times, t }: Readonly<Course>, run: string, lastRun: string | null): string {
  const machine = sessions.get(run)?.shared ?? null
  if (machine !== null) return times.get(machine) ?? ''
  return run === lastRun ? t : ''
}

/** Where one process writes at a time, the session of the one before it is over when another one does. */
export function endLonely({ sessions }: Course, run: string): void {
  for (const [other, { shared }] of sessions) if (shared === null && other !== run) sessions.delete(other)
}

const otherTime = typesThatAre('other-time')

/** Goes on with an event that followed. `attempts` is how often its step is tried by itself, at least 1. */
export function advance(course: Course, event: LogEvent, attempts: number): void {
  course.t = event.t
  if (event.type.startsWith('step.') || event.type.startsWith('session.')) course.acted = event.seq + 1
  if ('bound' in event.data && event.data.bound !== undefined) course.binds = true
  sessionsAfter(course, event)
  if (course.shares) sharedAfter(course, event)
  const session = course.sessions.get(event.run)
  switch (event.type) {
    case 'cloud.intent':
      if (session !== undefined) session.acting = event.seq
      return
    case 'cloud.outcome':
      if (session !== undefined) session.acting = null
      return
    case 'step.intent':
      session?.doing.add(event.step ?? '')
      return
    case 'step.outcome': {
      if (session === undefined) return
      const step = event.step ?? ''
      const left = (session.retry.get(step) ?? attempts) - 1
      session.doing.delete(step)
      if (session.shared === null) session.retry.clear()
      if (event.data.result === 'failed' && left > 0) session.retry.set(step, left)
      else session.retry.delete(step)
      return
    }
    default:
      // A choice of the operator, or an approval, ends what the step does by itself.
      if (event.type === 'note.added' || event.type.startsWith('step.')) endRetries(course, event)
  }
}

/** What somebody does to a step ends what any session does with it by itself; who is alone does nothing by itself any more. */
function endRetries({ sessions }: Course, { type, step }: LogEvent): void {
  for (const session of sessions.values()) {
    if (session.shared === null) session.retry.clear()
    // What came too late changes nothing, so whoever has the step goes on with it.
    else if (type !== 'note.added' && type !== 'step.overtaken' && step !== undefined) {
      session.retry.delete(step)
      if (type === 'step.taken') session.doing.delete(step)
    }
  }
}

function sessionsAfter(course: Course, event: LogEvent): void {
  const { sessions } = course
  if (event.type === 'session.started') {
    const { shared = false, machine } = event.data
    if (shared) endLonely(course, event.run)
    else sessions.clear()
    course.shares = shared
    const place = shared ? (machine?.id ?? '') : null
    sessions.set(event.run, { shared: place, doing: new Set(), acting: null, retry: new Map() })
  } else if (event.type === 'session.ended') sessions.delete(event.run)
  else if (event.type === 'session.lost') {
    sessions.delete(event.data.run)
    course.lost.add(event.data.run)
  }
}

function sharedAfter({ sessions, actedOn, times }: Course, event: LogEvent): void {
  if (event.step !== undefined && event.type.startsWith('step.')) actedOn.set(event.step, event.seq + 1)
  const machine = sessions.get(event.run)?.shared ?? null
  // Whoever has no session may be on any of the machines; the clock of an exercise is that of all.
  if (otherTime.has(event.type) && (machine === null || event.type === 'drill.clock')) times.clear()
  if (machine !== null) times.set(machine, event.t)
}
