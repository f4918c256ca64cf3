import { boundWrong } from './approval-follows.ts'
import { sameSaid } from './bound-approval.ts'
import type { Before } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { ApprovedAct, LogEvent } from './event.ts'
import { samePerson } from './person.ts'

type Of<T extends LogEvent['type']> = Extract<LogEvent, { type: T }>

/**
 * The reason why an act can't have gone on without a second person here, or null: its runbook lets it, and it names this act
 * of this person only. That the step may be begun at all is looked at beside.
 */
export function aloneWrong(before: Before, event: Of<'step.alone'>): Divergence | null {
  const { view } = before
  const { bound, role } = event.data
  if (view !== null && view.step.approve !== role) return 'nothing-to-approve'
  if (view !== null && view.step.alone !== true) return 'not-alone'
  const wrong = boundWrong(before, bound, event)
  if (wrong !== null) return wrong
  if (bound.actor !== event.actor) return 'other-actor'
  const [act, ...others] = bound.acts
  if (act === undefined || others.length > 0 || act.act !== event.step) return 'not-as-approved'
  return view === null || act.attempts === (view.step.retry?.attempts ?? 1) ? null : 'not-as-approved'
}

/** The reason why nobody can have judged that act here, or null. */
export function judgementWrong(before: Before, event: Of<'alone.decided'>): Divergence | null {
  const { of, approver, role, bound } = event.data
  const { course, state } = before
  const session = course.sessions.get(event.run)
  if (session?.shared === null && session.doing.size > 0) return 'busy'
  if (approver !== event.actor) return 'name'
  const judged = state.alone.find(({ seq }) => seq === of)
  if (judged === undefined) return 'no-act-alone'
  if (judged.judged !== null) return 'judged'
  if (samePerson(approver, judged.actor)) return 'same-person'
  if (judged.role !== role) return 'nothing-to-approve'
  const [act, ...others] = bound.acts
  const isIt = bound.actor === judged.actor && others.length === 0 && act !== undefined && isSameAct(act, judged.act)
  return boundWrong(before, bound, event) ?? (isIt ? null : 'not-as-approved')
}

function isSameAct(one: ApprovedAct, other: ApprovedAct): boolean {
  return (
    one.act === other.act &&
    one.attempts === other.attempts &&
    sameSaid(one.title, other.title) &&
    sameSaid(one.what, other.what)
  )
}
