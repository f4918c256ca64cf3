import { kindOf } from '../../adapters/home/incident-files.ts'
import { formOf } from '../../core/approval-request.ts'
import { approvalText } from '../../core/approval-text.ts'
import type { BoundApproval, Draft, EventData } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { erasureRole, redactionAct } from '../../core/redaction-act.ts'
import type { State } from '../../core/state.ts'
import type { Host } from '../wiring/host.ts'
import { approvalSigner, sessionKeys, signatureBy } from '../wiring/sealing.ts'

type Erasure = Omit<EventData['redaction'], 'form' | 'signature' | 'bound'>

/** A line holds the whole list of what its approval is for: more values than this take several approvals. */
const mostActs = 40

interface Approver {
  /** Whether the approver has a part in the incident. Who has none must sign. */
  readonly hasPart: boolean
  /** The key of the approver, as a path; null: the one that this machine's configuration has, if any. */
  readonly key: string | null
}

/**
 * The lines that erase values, each with the second person's approval of all of them: bound to them, and signed where there is a
 * key of that person. Throws the Faults of keys, and `redact.no-part`; then nothing was erased.
 */
export async function approvedErasures(
  host: Host,
  folder: string,
  { opened, keys: known, size }: Pick<State, 'opened' | 'keys' | 'size'>,
  actor: string,
  erasures: readonly Erasure[],
  { hasPart, key }: Approver,
): Promise<readonly Draft[]> {
  const configured = await approvalSigner(host, kindOf(folder))
  const signer = key === null ? configured : { ...configured, keyOf: () => key }
  // A key that signs the heads of this session may not be on record yet.
  const keys = { ...(await sessionKeys(host)), ...known }
  const drafts: Draft[] = []
  for (let at = 0; at < erasures.length; at += mostActs) {
    const some = erasures.slice(at, at + mostActs)
    const [{ approver, reason } = { approver: '', reason: '' }] = some
    const bound: BoundApproval = { incident: opened?.incident ?? '', after: size, actor, acts: some.map(redactionAct) }
    const text = approvalText(bound, { approver, role: erasureRole, reason })
    const given = formOf(keys, approver, await signatureBy(signer, approver, text))
    if (given.form === 'asserted' && !hasPart) throw noPart(approver)
    drafts.push(...some.map((one): Draft => ({ type: 'redaction', actor, data: { ...one, ...given, bound } })))
  }
  return drafts
}

function noPart(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'redact.no-part',
    exit: exit.usage,
    message: {
      en: `"${shown}" has no part in this incident, and signs nothing`,
      nl: `"${shown}" heeft geen deel aan dit incident, en ondertekent niets`,
    },
    hint: {
      en: 'name somebody who acted, approved, is in the team or stands in the profile; or let that person sign: --approver-key FILE',
      nl: 'noem iemand die handelde, goedkeurde, in het team zit of in het profiel staat; of laat die persoon ondertekenen: --approver-key BESTAND',
    },
  })
}
