import { ApprovalWatch } from '../../audit/approval-watch.ts'
import { collectUnlisted, type Unlisted } from '../../audit/unlisted-words.ts'
import type { DoubtedClock } from '../../core/doubted-clock.ts'
import type { LogEvent } from '../../core/event.ts'

/** The record's own word on people's keys, what they signed with them in its lines, and the clock. */
export interface Recorded {
  readonly operators: Map<string, { readonly person: string; readonly key: string; readonly seq: number }[]>
  readonly approvals: ApprovalWatch
  readonly unlisted: Unlisted
  /** What spoke against the machine's clock when the incident was opened. */
  doubted: DoubtedClock | null
}

export function nothingRecorded(): Recorded {
  return { operators: new Map(), approvals: new ApprovalWatch(), unlisted: new Map(), doubted: null }
}

/** Takes in an event, but for what is approved, which needs to know who acted. */
export function collect(recorded: Recorded, event: LogEvent): void {
  if (event.type === 'incident.opened') recorded.doubted = event.data.doubted ?? null
  collectUnlisted(recorded.unlisted, event)
  if (event.type !== 'key.added' || event.data.use !== 'operator') return
  const { name, person, key } = event.data
  const known = recorded.operators.get(name) ?? []
  recorded.operators.set(name, [...known, { person, key, seq: event.seq }])
}
