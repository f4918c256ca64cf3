import type { Before } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { EventType, LogEvent } from './event.ts'
import { holdOf } from './hold.ts'

type Rule<T extends EventType> = (before: Before, event: Extract<LogEvent, { type: T }>) => Divergence | null

/** The reason why the process that wrote this can't have written it in a session; null: its session is open. */
export function noSession({ course }: Before, { run }: LogEvent): Divergence | null {
  return course.sessions.has(run) ? null : 'no-session'
}

function notShared({ course }: Before, { run }: LogEvent): Divergence | null {
  return (course.sessions.get(run)?.shared ?? null) === null ? 'not-shared' : null
}

/** The rules of sessions. */
export const sessionRules: { readonly [T in 'session.started' | 'session.ended' | 'session.lost']: Rule<T> } = {
  'session.started': ({ course }, { run, data: { shared = false, machine } }) => {
    if (course.sessions.has(run)) return 'session-open'
    return shared && machine === undefined ? 'shape' : null
  },
  'session.ended': (before, event) =>
    noSession(before, event) ?? (event.data.why === 'finished' && before.state.closed === null ? 'not-closed' : null),
  'session.lost': ({ course, state }, { run, actor, data }) => {
    if (actor !== 'cyber-respond') return 'writer'
    const isShared = (course.sessions.get(data.run)?.shared ?? null) !== null
    return isShared && data.run !== run && state.sessions[data.run]?.actor === data.person ? null : 'no-such-session'
  },
}

/** The reason why a step can't have been taken up, or null. `notOffered` is why it could not be begun. */
export function claimWrong(before: Before, event: LogEvent, notOffered: Divergence | null): Divergence | null {
  if (holdOf(before.record) !== null) return 'doing'
  return notShared(before, event) ?? (notOffered === 'undecided' ? null : notOffered)
}

/** The reason why a step can't have been let go, or null: this session had taken it up, and is not doing it. */
export function releaseWrong({ record }: Before, { run }: LogEvent): Divergence | null {
  if (record?.status === 'doing') return 'doing'
  return record?.claim?.run === run ? null : 'not-held'
}

/** The reason why a step can't have been taken from somebody, or null: that session had it, and is another one. */
export function takingWrong(before: Before, event: Extract<LogEvent, { type: 'step.taken' }>): Divergence | null {
  const { run, person } = event.data
  const hold = holdOf(before.record)
  if (hold === null || hold.run !== run || hold.actor !== person || run === event.run) return 'not-held'
  return notShared(before, event)
}

/** The reason why this can't be what came of an act that was overtaken, or null: a session that still has the step ends it. */
export function overtakenWrong(before: Before, event: LogEvent): Divergence | null {
  return holdOf(before.record)?.run === event.run ? 'still-held' : notShared(before, event)
}
