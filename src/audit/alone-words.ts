import { type AloneAct, countAlone } from '../core/alone-act.ts'
import { sameSaid } from '../core/bound-approval.ts'
import type { ApprovedAct, LogEvent } from '../core/event.ts'
import { samePerson } from '../core/person.ts'
import { ratificationText } from '../core/ratification.ts'
import type { Text } from '../core/text.ts'
import { approvalFaults } from './approval-words.ts'

const noAct: Text = {
  en: 'no act went on without a second person in the line that it names',
  nl: 'in de regel die ze noemt, ging geen handeling verder zonder tweede persoon',
}
const again: Text = {
  en: 'that act was judged before',
  nl: 'over die handeling was al geoordeeld',
}
const otherAct: Text = {
  en: 'it is about another act than the one in the line that it names',
  nl: 'ze gaat over een andere handeling dan die van de regel die ze noemt',
}

/** The reason why a second person's judgement of an act that went on without one can't stand, but for its place; or null. */
export function judgementFault(
  { data, actor }: Extract<LogEvent, { type: 'alone.decided' }>,
  alone: readonly AloneAct[],
): Text | null {
  const { of, bound, signature, ...judged } = data
  if (signature !== undefined && signature.text !== ratificationText(bound, { of, ...judged })) {
    return approvalFaults.text
  }
  const about = alone.find(({ seq }) => seq === of)
  if (about === undefined) return noAct
  if (about.judged !== null) return again
  if (samePerson(judged.approver, about.actor) || samePerson(actor, about.actor)) return approvalFaults.ownAct
  const [act, ...others] = bound.acts
  const isIt = bound.actor === about.actor && others.length === 0 && act !== undefined && isSame(act, about.act)
  return isIt ? null : otherAct
}

function isSame(one: ApprovedAct, other: ApprovedAct): boolean {
  return one.act === other.act && sameSaid(one.title, other.title) && sameSaid(one.what, other.what)
}

/** The sentence on what was looked at in acts without a second person; none: there is no such act. */
export function checkedAlone(count: number): readonly Text[] {
  if (count === 0) return []
  return [
    {
      en: `of ${actsOf(count).en} without a second person: recorded here, at this line, for the act and the person that followed, and used once`,
      nl: `van ${actsOf(count).nl} zonder tweede persoon: hier vastgelegd, bij deze regel, voor de handeling en de persoon die volgden, en één keer gebruikt`,
    },
  ]
}

/** The sentences on what only who acted answers for; none: there is no such act. Lines count from 1. */
export function aloneLimits(alone: readonly AloneAct[]): readonly Text[] {
  const { all, refused, open } = countAlone(alone)
  if (all === 0) return []
  const lines = alone.filter(({ judged }) => judged === null).map(({ seq }) => String(seq + 1))
  const list = `${lines.slice(0, mostLines).join(', ')}${open > mostLines ? ', …' : ''}`
  const where = open === 0 ? { en: '', nl: '' } : { en: ` (line ${list})`, nl: ` (regel ${list})` }
  const denied = refused === 0 ? { en: '', nl: '' } : { en: `, ${refused} refused`, nl: `, ${refused} geweigerd` }
  return [
    {
      en: `${actsOf(all).en} without a second person, ${open} not ratified${where.en}${denied.en}: that it was right, only who acted said at the time`,
      nl: `${actsOf(all).nl} zonder tweede persoon, ${open} niet bekrachtigd${where.nl}${denied.nl}: dat het juist was, zei toen alleen wie handelde`,
    },
  ]
}

/** So many lines are named: a long list is no sentence any more. */
const mostLines = 20

function actsOf(count: number): Text {
  return count === 1 ? { en: '1 act', nl: '1 handeling' } : { en: `${count} acts`, nl: `${count} handelingen` }
}
