import type { Before } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { EventType, LogEvent } from './event.ts'

type Rule<T extends EventType> = (before: Before, event: Extract<LogEvent, { type: T }>) => Divergence | null

function idle({ course }: Before, { run }: LogEvent): Divergence | null {
  const session = course.sessions.get(run)
  if (session === undefined) return 'no-session'
  return session.shared === null && session.doing.size > 0 ? 'busy' : null
}

/** The line of the act that this process has begun, and not ended. */
function acting({ course }: Before, { run }: LogEvent): number | null {
  return course.sessions.get(run)?.acting ?? null
}

/** The rules for what a command can have written about the emergency cloud (perform-cloud-act.ts, settle-cloud.ts). */
export const cloudRules: {
  readonly [T in 'cloud.intent' | 'cloud.outcome' | 'cloud.decided']: Rule<T>
} = {
  'cloud.intent': (before, event) => {
    const open = before.state.cloud?.open ?? null
    return idle(before, event) ?? (open === null ? null : open.status === 'unknown' ? 'cloud-undecided' : 'busy')
  },
  'cloud.outcome': (before, event) => {
    const { intent, act } = event.data
    const begun = acting(before, event)
    if (begun === null) return idle(before, event) ?? 'no-intent'
    return intent === begun && act === before.state.cloud?.open?.act ? null : 'other-cloud-act'
  },
  'cloud.decided': (before, event) => {
    const open = before.state.cloud?.open ?? null
    if (open?.status !== 'unknown') return idle(before, event) ?? 'cloud-not-cut-off'
    const { intent, act } = event.data
    return idle(before, event) ?? (intent === open.seq && act === open.act ? null : 'other-cloud-act')
  },
}
