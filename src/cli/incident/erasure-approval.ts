import { kindOf } from '../../adapters/home/incident-files.ts'
import { formOf } from '../../core/approval-request.ts'
import { approvalText } from '../../core/approval-text.ts'
import type { BoundApproval, Draft, EventData } from '../../core/event.ts'
import { erasureRole, redactionAct } from '../../core/redaction-act.ts'
import type { State } from '../../core/state.ts'
import type { Host } from '../wiring/host.ts'
import { approvalSigner, signatureBy } from '../wiring/sealing.ts'

type Erasure = Pick<EventData['redaction'], 'seq' | 'path' | 'digest' | 'basis' | 'approver' | 'reason'>

/** A line holds the whole list of what its approval is for: more values than this take several approvals. */
const mostActs = 40

/**
 * The lines that erase values, each with the second person's approval of all of them: bound to them, and signed where this
 * machine has a key of that person. Throws the Faults of keys; then nothing was erased.
 */
export async function approvedErasures(
  host: Host,
  folder: string,
  { opened, keys, size }: Pick<State, 'opened' | 'keys' | 'size'>,
  actor: string,
  erasures: readonly Erasure[],
): Promise<readonly Draft[]> {
  const signer = await approvalSigner(host, kindOf(folder))
  const drafts: Draft[] = []
  for (let at = 0; at < erasures.length; at += mostActs) {
    const some = erasures.slice(at, at + mostActs)
    const [{ approver, reason } = { approver: '', reason: '' }] = some
    const bound: BoundApproval = { incident: opened?.incident ?? '', after: size, actor, acts: some.map(redactionAct) }
    const text = approvalText(bound, { approver, role: erasureRole, reason })
    const given = formOf(keys, approver, await signatureBy(signer, approver, text))
    drafts.push(...some.map((one): Draft => ({ type: 'redaction', actor, data: { ...one, ...given, bound } })))
  }
  return drafts
}
