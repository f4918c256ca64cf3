import type { AloneAct } from './alone-act.ts'
import { formOf } from './approval-request.ts'
import { type Approving, signedFacts } from './approval-text.ts'
import type { ApprovalSignature, BoundApproval, Draft } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import { harmlessLine } from './harmless.ts'
import { isSamePerson, type KnownPerson } from './known-people.ts'
import { needs03 } from './needs.ts'
import { listing } from './second-person.ts'
import type { State } from './state.ts'

/** A second person's judgement, afterwards, of an act that went on without one. */
export interface Ratification extends Approving {
  /** The line (seq) of the act. */
  readonly of: number
  readonly decision: 'ratified' | 'refused'
}

/** The act that is to be judged, and where in the record that is. */
export interface RatificationRequest {
  readonly alone: AloneAct
  readonly bound: BoundApproval
  /** The keys that the record knows: none of another person's can judge. */
  readonly keys: State['keys']
}

/** The answer of who judges. */
export type RatificationAnswer = Pick<Ratification, 'approver' | 'reason' | 'decision'> & {
  readonly signature?: ApprovalSignature
}

export function ratificationRequest({ opened, size, keys }: State, alone: AloneAct): RatificationRequest {
  const bound = { incident: opened?.incident ?? '', after: size, actor: alone.actor, acts: [alone.act] }
  return { alone, bound, keys }
}

/** The text that who judges signs: never that of an approval, so that neither can pass for the other. Lines count from 1. */
export function ratificationText(bound: BoundApproval, { of, decision, ...approving }: Ratification): string {
  const facts = [['of line', String(of + 1)] as const, ['decision', decision] as const]
  return signedFacts('cyber-respond ratification, form 1', facts, bound, approving)
}

/**
 * The line that says so. Throws the Faults of who can't judge: who acted, and whose key is another person's. `people`: those of
 * the profile, for whom a role behind a name can tell two apart, and who are no strangers.
 */
export function ratificationDraft(
  { alone, bound, keys }: RatificationRequest,
  answer: RatificationAnswer,
  people: readonly KnownPerson[],
): Draft {
  const { approver, reason, decision, signature } = answer
  if (isSamePerson(people, approver, alone.actor)) throw ownAct(approver)
  const given = formOf(keys, approver, signature)
  const { seq: of, role } = alone
  return {
    type: 'alone.decided',
    actor: approver,
    data: { of, decision, approver, role, reason, ...given, bound, ...listing(people, approver), needs: needs03 },
  }
}

export function ownAct(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'ratify.same-person',
    exit: exit.usage,
    message: {
      en: `"${shown}" did it without a second person, and can't be that person now`,
      nl: `"${shown}" deed het zonder tweede persoon, en kan die persoon nu niet zijn`,
    },
    hint: {
      en: 'somebody else ratifies or refuses it: --operator NAME',
      nl: 'iemand anders bekrachtigt of weigert het: --operator NAAM',
    },
  })
}
