import { type StandingApproval, sameSaid } from './bound-approval.ts'
import { actedBefore, type Before } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { BoundApproval, EventData, LogEvent } from './event.ts'
import { samePerson } from './person.ts'
import { redactionAct } from './redaction-act.ts'
import type { Said } from './text.ts'

/** The reason why an approval can't have been given here, by what it says it is bound to; null: it can. */
export function boundWrong(before: Before, bound: BoundApproval | undefined, event: LogEvent): Divergence | null {
  const { course, state } = before
  if (bound === undefined) return course.binds ? 'unbound' : null
  if (bound.incident !== state.opened?.incident) return 'other-incident'
  const names = bound.acts.map(({ act }) => act)
  if (bound.after > event.seq || bound.after < actedBefore(course, names)) return 'other-line'
  return new Set(names).size === names.length ? null : 'not-as-approved'
}

/**
 * The fault in the steps of an approval, of one or several: each is in the plan, waits for the same role, and is open
 * or failed before.
 */
export function stepsWrong(
  before: Before,
  { bound, role, approver }: EventData['step.approved'],
  { step = '' }: LogEvent,
): Divergence | null {
  if (bound === undefined) return null
  if (samePerson(approver, bound.actor)) return 'own-approval'
  if (!bound.acts.some(({ act }) => act === step)) return 'not-as-approved'
  const { planned, state, view } = before
  for (const { act, attempts } of bound.acts) {
    const status = state.steps.get(act)?.status ?? 'open'
    if (status !== 'open' && status !== 'failed') return 'settled'
    if (planned === null) continue
    const one = act === step ? view : planned.step(act)
    if (one === null) return 'unknown-step'
    if (one.step.approve !== role) return 'nothing-to-approve'
    if (attempts !== (one.step.retry?.attempts ?? 1)) return 'not-as-approved'
  }
  return null
}

/**
 * The reason why an approval does not serve what happens now; `what` is null where the event does not say what it does.
 */
export function notServed(
  { approver, bound, alone }: StandingApproval,
  { actor, step }: LogEvent,
  what: Said | null,
): Divergence | null {
  if (alone !== true && samePerson(approver, actor)) return 'own-approval'
  if (bound === null) return null
  if (bound.actor !== actor) return 'other-actor'
  const act = bound.acts.find((one) => one.act === step)
  return act !== undefined && (what === null || sameSaid(act.what, what)) ? null : 'not-as-approved'
}

/** The fault in the approval that an erasure carries itself. */
export function erasureWrong(before: Before, data: EventData['redaction'], event: LogEvent): Divergence | null {
  const { bound, approver } = data
  const wrong = boundWrong(before, bound, event)
  if (wrong !== null || bound === undefined) return wrong
  const own = redactionAct(data)
  return notServed({ approver, bound }, { ...event, step: own.act } as LogEvent, own.what)
}
