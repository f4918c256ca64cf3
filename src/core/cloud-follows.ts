import type { Before } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { EventType, LogEvent } from './event.ts'

type Rule<T extends EventType> = (before: Before, event: Extract<LogEvent, { type: T }>) => Divergence | null

function idle({ course }: Before, { run }: LogEvent): Divergence | null {
  if (course.session !== run) return 'no-session'
  return course.doing === null ? null : 'busy'
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
    if (before.course.acting === null) return idle(before, event) ?? 'no-intent'
    return intent === before.course.acting && act === before.state.cloud?.open?.act ? null : 'other-cloud-act'
  },
  'cloud.decided': (before, event) => {
    const open = before.state.cloud?.open ?? null
    if (open?.status !== 'unknown') return idle(before, event) ?? 'cloud-not-cut-off'
    const { intent, act } = event.data
    return idle(before, event) ?? (intent === open.seq && act === open.act ? null : 'other-cloud-act')
  },
}
