import { type Before, isBusy } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { LogEvent } from './event.ts'
import { samePerson } from './person.ts'

/**
 * The reason why nobody can have entered this from paper here, or null. Papers are entered in any order and outside of a session,
 * so the plan's order and its conditions say nothing; what is settled or being done is not entered again.
 */
export function paperWrong(before: Before, event: Extract<LogEvent, { type: 'step.transcribed' }>): Divergence | null {
  const { course, record, planned, view } = before
  const { by, approval, facts, sent } = event.data
  if (event.step === undefined) return 'no-step'
  if (isBusy(course, event.run)) return 'busy'
  if (planned !== null && view === null) return 'unknown-step'
  if (view?.needsItems === true) return 'unnamed-items'
  const status = record?.status ?? 'open'
  if (status === 'done' || status === 'skipped') return 'settled'
  if (status === 'doing') return 'doing'
  if (status === 'unknown') return 'undecided'
  if (approval !== undefined) {
    if (samePerson(by, approval.approver)) return 'same-person'
    if (view !== null && view.step.approve !== approval.role) return 'nothing-to-approve'
  }
  if (sent !== undefined && view !== null) {
    const { action } = view.step
    if (action.kind !== 'notify' || action.obligation !== sent.obligation) return 'other-notice'
  }
  if (facts === undefined || view === null || planned === null) return null
  const asked = planned.asks(view.step.action)
  return Object.keys(facts).every((name) => asked.has(name)) ? null : 'other-fact'
}
