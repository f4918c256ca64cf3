import type { LogEvent } from './event.ts'
import { unlistedIn } from './second-person.ts'
import type { State } from './state.ts'

/** What a state keeps of a closing: when, in which words, and of a false alarm who closed it and who agreed. */
export function closedBy({ t: at, actor: by, data }: Extract<LogEvent, { type: 'incident.closed' }>): State['closed'] {
  const { summary, falseAlarm } = data
  if (falseAlarm === undefined) return { at, summary }
  const { approver, reason } = falseAlarm
  return { at, summary, falseAlarm: { by, approver, reason, ...unlistedIn(falseAlarm) } }
}
