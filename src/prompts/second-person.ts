import { isListed, isOutside, isSamePerson, type KnownPerson } from '../core/known-people.ts'
import { notListed } from '../core/second-person.ts'
import { pick, type Text } from '../core/text.ts'
import type { Asker } from './asker.ts'
import { askPersonName } from './name.ts'

interface SecondPerson {
  /** Who acts, and so can't be it. */
  readonly actor: string
  /** What is said when the actor is named. */
  readonly wrong: Text
  /** The role whose people stand in front. */
  readonly role?: string
  /** The people of the profile. Default: those that are proposed. */
  readonly listed?: readonly KnownPerson[]
}

/** Asks for a person other than who acts. Typed, for a paste is no word of anybody; empty: nobody. A stranger is told as one. */
export async function askSecondPerson(
  asker: Asker,
  who: Text,
  { actor, wrong, role, listed = asker.people }: SecondPerson,
): Promise<string> {
  const isActor = (one: string): boolean => isSamePerson(asker.people, one, actor)
  const outside = isOutside(asker.people)
  const approver = await askPersonName(asker, who, {
    ...{ optional: true, typed: true, but: (one) => isActor(one) || outside(one) },
    ...(role === undefined ? {} : { first: ({ roles }) => roles.includes(role) }),
    check: (typed) => (isActor(typed) ? wrong : null),
  })
  if (approver !== '' && !isListed(listed, approver)) asker.tell(notListed(approver))
  return approver
}

/** A yes or no by its whole word; what it means is shown before Enter. */
export async function askDecision(asker: Asker, question: Text, yes: Text, no: Text): Promise<boolean> {
  const said = await asker.line(question, {
    typed: true,
    check: (typed) => (decisionOf(typed) === null ? { en: 'type yes or no', nl: 'typ ja of nee' } : null),
    understood: (typed) => pick(decisionOf(typed) === true ? yes : no, asker.look.lang),
  })
  return decisionOf(said) === true
}

/** A whole word, in any language that the screen speaks: a single letter is too soon typed. */
function decisionOf(typed: string): boolean | null {
  const word = typed.trim().toLowerCase()
  if (['yes', 'ja'].includes(word)) return true
  return ['no', 'nee', 'neen'].includes(word) ? false : null
}
