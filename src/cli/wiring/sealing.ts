import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import type { RecordKind } from '../../adapters/home/record-places.ts'
import { machineHome } from '../../adapters/home/remembered-records.ts'
import { keysFolder, logKey } from '../../adapters/keys/log-key.ts'
import type { OperatorKey, OwnCountersign } from '../../adapters/keys/operator-key.ts'
import { headMemory } from '../../adapters/log/head-memory.ts'
import type { Sealing } from '../../adapters/log/seal-files.ts'
import type { ApprovalSigner } from '../../core/approval-request.ts'
import type { ApprovalSignature } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { samePerson } from '../../core/person.ts'
import type { State } from '../../core/state.ts'
import { pick } from '../../core/text.ts'
import { hintLabel } from '../../ui/fault.ts'
import { settingsOf } from './config.ts'
import type { Host } from './host.ts'
import { operatorName } from './operator-name.ts'
import { refuseHalfProgram } from './whole-program.ts'

interface OwnSealing extends Sealing {
  readonly countersign: OwnCountersign | null
}

/** The sealing of a log by this machine: with its own key, and with the operator's when there is one. */
export async function sealingOf(host: Host, incident: string, kind: RecordKind = 'incident'): Promise<OwnSealing> {
  // Who seals is about to write.
  refuseHalfProgram(host)
  if (host.kit !== null && kind === 'incident') await (await import('./kit-home.ts')).openKitHome(host, host.kit, true)
  const { sign_with: path } = await settingsOf(host)
  // Drills have a key of their own: that of incidents never vouches for an exercise, and a drill writes nothing outside `drills/`.
  const home = machineHome(host.home, kind)
  return {
    key: logKey(home),
    memory: headMemory(realDisk, keysFolder(home), true),
    origin: `cyber-respond/${kind}/${incident}/${randomBytes(4).toString('hex')}`,
    // Nor does a person sign along: that would start another program, and ask an agent or a security key outside of it.
    countersign: path === undefined || kind === 'drill' ? null : await countersign(host, path),
  }
}

async function countersign(host: Host, path: string): Promise<OwnCountersign> {
  const { countersignWith } = await import('../../adapters/keys/operator-key.ts')
  return countersignWith(await ownKey(host, path), realDisk, (error) => {
    if (!(error instanceof Fault)) throw error
    host.stderr(`cyber-respond: ${pick(error.text, host.lang)}\n`)
    if (error.hint !== undefined)
      host.stderr(`cyber-respond: ${pick(hintLabel, host.lang)}: ${pick(error.hint, host.lang)}\n`)
  })
}

/**
 * The signer of approvals on this machine. In a trial the key must be there, and nothing is signed. In a drill no key
 * is known: only where a runbook demands a signature is one asked for.
 */
export async function approvalSigner(host: Host, use: RecordKind | 'trial' = 'incident'): Promise<ApprovalSigner> {
  const { approvers = {} } = use === 'drill' ? {} : await settingsOf(host)
  return {
    keyOf: (approver) => Object.entries(approvers).find(([person]) => samePerson(person, approver))?.[1] ?? null,
    async sign(path, text) {
      const { operatorKey } = await import('../../adapters/keys/operator-key.ts')
      const { sshNamespace } = await import('../../adapters/keys/ssh-signature.ts')
      const own = await operatorKey(resolve(host.process.cwd(), path), '', host.interactive)
      return { text, key: own.key, signature: use === 'trial' ? '' : await own.sign(sshNamespace.approval, text) }
    },
  }
}

/** The approver's signature of a text, where this machine has a key of that person; undefined: it has none. */
export async function signatureBy(
  signer: ApprovalSigner,
  approver: string,
  text: string,
): Promise<ApprovalSignature | undefined> {
  const key = signer.keyOf(approver)
  return key === null ? undefined : await signer.sign(key, text)
}

/** The key that signs heads in this session, as the record will know it. */
export async function sessionKeys(host: Host): Promise<State['keys']> {
  const { sign_with: path } = await settingsOf(host)
  if (path === undefined) return {}
  const { key, person } = await ownKey(host, path)
  return { [key]: { person, isNamed: true, principal: null } }
}

async function ownKey(host: Host, path: string): Promise<OperatorKey> {
  const { operatorKey } = await import('../../adapters/keys/operator-key.ts')
  return operatorKey(path, operatorName(host), host.interactive)
}
