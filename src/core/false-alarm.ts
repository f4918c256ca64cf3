import { type ApprovalRequest, formOf } from './approval-request.ts'
import type { ApprovalSignature, ApprovedAct, Draft } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import { harmlessLine } from './harmless.ts'
import { isSamePerson, type KnownPerson } from './known-people.ts'
import { needs03 } from './needs.ts'
import { listing, unlistedIn } from './second-person.ts'
import type { State } from './state.ts'

/** The role in which a second person agrees that an incident was none. */
export const falseAlarmRole = 'false-alarm'

/** The act of closing as a false alarm, as an approval names it. */
export const falseAlarmAct: ApprovedAct = {
  act: 'false-alarm',
  title: { en: 'Close as a false alarm', nl: 'Afsluiten als vals alarm' },
  what: {
    en: 'closes the incident as a false alarm: no further step is done, and no clock applies any more',
    nl: 'sluit het incident af als vals alarm: er gebeurt geen stap meer, en geen klok geldt nog',
  },
  attempts: 1,
}

/** The word of a second person that it was a false alarm. `reason`: why, by who closes it. */
export interface FalseAlarmAnswer {
  readonly reason: string
  readonly approver: string
  readonly signature?: ApprovalSignature
}

export function falseAlarmRequest({ opened, size, keys }: State, actor: string): ApprovalRequest {
  const bound = { incident: opened?.incident ?? '', after: size, actor, acts: [falseAlarmAct] }
  return { bound, what: falseAlarmAct.what, actor, role: falseAlarmRole, mustSign: false, keys }
}

/**
 * The line that closes. Throws the Faults of who can't agree: who closes, and whose key is another person's. `people`: those of
 * the profile, for whom a role behind a name can tell two apart, and who are no strangers.
 */
export function falseAlarmDraft(
  { bound, actor, keys }: ApprovalRequest,
  answer: FalseAlarmAnswer,
  people: readonly KnownPerson[],
): Draft {
  const { reason, approver, signature } = answer
  if (isSamePerson(people, approver, actor)) throw sameHands(approver)
  const given = formOf(keys, approver, signature)
  const summary = { en: `false alarm: ${reason}`, nl: `vals alarm: ${reason}` }
  const falseAlarm = { reason, approver, ...given, bound, ...unlistedIn(listing(people, approver)) }
  return { type: 'incident.closed', actor, data: { needs: needs03, summary, falseAlarm } }
}

function sameHands(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'false-alarm.same-person',
    exit: exit.usage,
    message: {
      en: `"${shown}" closes the incident and can't be the second person who agrees`,
      nl: `"${shown}" sluit het incident af en kan niet de tweede persoon zijn die akkoord gaat`,
    },
    hint: {
      en: 'a second person agrees: --approver NAME, and say who you are with --operator NAME',
      nl: 'een tweede persoon gaat akkoord: --approver NAAM, en zeg wie u bent met --operator NAAM',
    },
  })
}
