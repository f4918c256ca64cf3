import type { ApprovalSignature, BoundApproval } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import { harmlessLine } from './harmless.ts'
import { samePerson } from './person.ts'
import type { State } from './state.ts'
import type { Said } from './text.ts'

/** The act that a second person is asked to approve, and who does it. */
export interface ApprovalRequest {
  /** The acts, the actor and the place in the record to which the approval will be bound. */
  readonly bound: BoundApproval
  /** The act in words, for the screen. */
  readonly what: Said
  readonly actor: string
  /** The role that approves. */
  readonly role: string
  /** A typed name is not enough: the approver's own key must sign. */
  readonly mustSign: boolean
  /** The runbook lets who acts go on without, when nobody can be reached. */
  readonly mayGoAlone?: true
  /** The other acts of `bound`, by instance, whose runbook lets them go on likewise. */
  readonly othersAlone?: readonly string[]
  /** The keys that the record knows: none of another person's can approve. */
  readonly keys: State['keys']
}

/** Signs as an approver. */
export interface ApprovalSigner {
  /** Path of the key that this machine's configuration has for a person; null: none. */
  keyOf(approver: string): string | null
  /** Throws a Fault when the key can't sign. */
  sign(path: string, text: string): Promise<ApprovalSignature>
}

/** A rehearsal signs nothing; that there is a key is all that it looks at. */
export const trialSigner: ApprovalSigner = {
  keyOf: () => null,
  sign: async (_path, text) => ({ text, key: '', signature: '' }),
}

/** How an approval stands in the record: by a name alone, or signed. Throws the Fault of a key of another person. */
export function formOf(
  keys: State['keys'],
  approver: string,
  signature: ApprovalSignature | undefined,
): { readonly form: 'asserted' } | { readonly form: 'signed'; readonly signature: ApprovalSignature } {
  if (signature === undefined) return { form: 'asserted' }
  const wrongKey = keyOfAnother(keys, signature.key, approver)
  if (wrongKey !== null) throw wrongKey
  return { form: 'signed', signature }
}

/** The fault of a key that is on record as another person's; null: it is not. */
export function keyOfAnother(keys: State['keys'], key: string, person: string): Fault | null {
  const owner = keys[key]?.person
  if (owner === undefined || samePerson(owner, person)) return null
  const [shown, known] = [harmlessLine(person, 100), harmlessLine(owner, 100)]
  return new Fault({
    code: 'key.of-another',
    exit: exit.usage,
    message: {
      en: `the key of "${shown}" is on record as the key of "${known}"`,
      nl: `de sleutel van "${shown}" staat in het logboek als de sleutel van "${known}"`,
    },
    hint: {
      en: 'each person signs with a key of his own, and under the same name: say who you are with --operator NAME',
      nl: 'iedereen ondertekent met een eigen sleutel, en onder dezelfde naam: zeg wie u bent met --operator NAAM',
    },
  })
}
