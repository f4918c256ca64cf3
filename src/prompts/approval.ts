import { type ApprovalRequest, type ApprovalSigner, keyOfAnother } from '../core/approval-request.ts'
import { approvalText } from '../core/approval-text.ts'
import type { ApprovalSignature } from '../core/event.ts'
import { Fault } from '../core/fault.ts'
import type { Question } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import { actsAsked, tellActs } from './acts-asked.ts'
import type { PortAnswer } from './answer.ts'
import type { Asker } from './asker.ts'
import { needed } from './proof.ts'
import { askDecision, askSecondPerson } from './second-person.ts'

/** A second person's yes or no, signed when there is a key; null when nobody can be asked now. */
export async function askApproval(
  asker: Asker,
  { code }: Question,
  request: ApprovalRequest,
  signer: ApprovalSigner,
): Promise<PortAnswer<'approve'>> {
  const { role, actor } = request
  const { lang } = asker.look
  const acts = actsAsked(request)
  const isOne = request.bound.acts.length < 2
  tellActs(asker, request)
  const name = roleName(role, lang)
  const who: Text = {
    en: `${code}: who approves ${acts.en} in the role of ${name}? (a second person; empty: nobody can now)`,
    nl: `${code}: wie keurt ${acts.nl} goed in de rol van ${name}? (een tweede persoon; leeg: nu niemand)`,
  }
  const wrong = { en: `${actor} acts and can't approve`, nl: `${actor} voert uit en kan niet goedkeuren` }
  const approver = await askSecondPerson(asker, who, { actor, wrong, role })
  if (approver === '') return null
  const decision: Text = {
    en: `${approver}: do you approve${isOne ? '' : ` ${acts.en}`}? Type yes or no`,
    nl: `${approver}: keurt u ${acts.nl} goed? Typ ja of nee`,
  }
  const approved = await askDecision(asker, decision, approving, refusing)
  const reason = await asker.prose({ en: `${approver}: why?`, nl: `${approver}: waarom?` }, { check: needed })
  if (!approved) return { approver, reason, approved }
  const signature = await askSignature(
    asker,
    request,
    approver,
    approvalText(request.bound, { approver, role, reason }),
    signer,
  )
  if (signature === null) return request.mustSign ? null : { approver, reason, approved }
  return { approver, reason, approved, signature }
}

const approving: Text = { en: 'I approve', nl: 'ik keur het goed' }
const refusing: Text = { en: 'I refuse', nl: 'ik weiger' }

/** The approver's signature with the key that is known or named; null when there is none. */
export async function askSignature(
  asker: Asker,
  { mustSign, keys }: Pick<ApprovalRequest, 'mustSign' | 'keys'>,
  approver: string,
  text: string,
  signer: ApprovalSigner,
): Promise<ApprovalSignature | null> {
  const wanted: Text = {
    en: `${approver}: your SSH key, to sign with (its file, or the .pub file of a security key; empty: not now)`,
    nl: `${approver}: uw SSH-sleutel, om te ondertekenen (het bestand, of het .pub-bestand van een beveiligingssleutel; leeg: nu niet)`,
  }
  for (let path = signer.keyOf(approver); ; path = null) {
    const key = path ?? (mustSign ? await asker.line(wanted) : '')
    if (key === '') return null
    try {
      const signature = await signer.sign(key, text)
      const wrongKey = keyOfAnother(keys, signature.key, approver)
      if (wrongKey === null) return signature
      throw wrongKey
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      asker.print('')
      asker.tell(error.text)
      asker.print('')
    }
  }
}
