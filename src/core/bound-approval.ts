import type { ApprovedAct, BoundApproval } from './event.ts'
import { samePerson } from './person.ts'
import type { Said } from './text.ts'

/** An act that is about to be done, and who does it. */
export interface Doing {
  readonly incident: string
  readonly actor: string
  readonly act: ApprovedAct
}

/** An approval as it stands on record. `alone`: nobody gave it, and `approver` is who goes on without. */
export interface StandingApproval {
  readonly approver: string
  readonly bound: BoundApproval | null
  readonly alone?: true
}

/** Whether an approval that was given serves this act: it names it, in this incident, for who does it now. */
export function serves({ approver, bound, alone }: StandingApproval, { incident, actor, act }: Doing): boolean {
  if (bound === null || bound.incident !== incident || bound.actor !== actor) return false
  if (alone !== true && samePerson(approver, actor)) return false
  return bound.acts.some(
    (one) =>
      one.act === act.act &&
      one.attempts === act.attempts &&
      sameSaid(one.title, act.title) &&
      sameSaid(one.what, act.what),
  )
}

export function sameSaid(one: Said, other: Said): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.en === other.en && one.nl === other.nl
}
