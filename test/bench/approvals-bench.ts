import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { sshNamespace } from '../../src/adapters/keys/ssh-signature.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { approvalText } from '../../src/core/approval-text.ts'
import type { Draft } from '../../src/core/event.ts'
import { armor, keysOfEachKind, type SomeKey } from '../support/ssh-kinds.ts'
import { type Figure, times } from './figure.ts'
import { node, program, timeInTurns } from './measure.ts'

const actor = 'Els Peeters'
const approvals = 1000

/**
 * Time that `verify` takes for a record of a thousand acts whose approvals are signed with keys of every kind, over that for
 * the same record without the signatures: the shipped program, five pairs in turns.
 */
export async function benchApprovals(folder: string): Promise<readonly Figure[]> {
  const at = mkdtempSync(join(folder, 'approvals-'))
  const [unsigned, signed] = [
    await record(join(at, 'unsigned'), []),
    await record(join(at, 'signed'), keysOfEachKind(at)),
  ]
  const verify = (path: string) => ({ argv: [node, program, '--home', join(at, 'home'), 'verify', path] })
  const [without = 0, having = 0] = timeInTurns([verify(unsigned), verify(signed)], 5)
  return [times({ what: 'verify with 1,000 signed approvals / without the signatures', bound: 3 }, having, without)]
}

/** Without keys nobody signs. */
async function record(folder: string, keys: readonly SomeKey[]): Promise<string> {
  const incident = 'willebroek-2026-11-24'
  const sealing = {
    ...{ key: logKey(folder), memory: { recall: () => null, remember: () => {} } },
    ...{ origin: 'cyber-respond/incident/x/00000000', countersign: null },
  }
  const path = join(folder, 'log')
  const log = await createLog(path, logHost(sealing))
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' }
  const opened = {
    incident,
    municipality,
    plan: 'ransomware',
    version: '0.2.0',
    nis2: 'voluntary',
    base: '/',
    pinned: [],
  }
  await log.append([{ type: 'incident.opened', actor, data: opened }], 0)
  await log.append([{ type: 'session.started', actor, data: { version: '0.2.0', mode: 'unattended' } }], log.size)
  for (let number = 0; number < approvals; number += 1) {
    const step = `isolate/cut[${number}]`
    const what = { en: `runs cut ${number}`, nl: `voert cut ${number} uit` }
    const bound = { incident, after: log.size, actor, acts: [{ act: step, title: 'Cut', what, attempts: 1 }] }
    const approving = { approver: 'Jan Maes', role: 'lead', reason: 'files are being encrypted' }
    const text = approvalText(bound, approving)
    const key = keys[number % keys.length]
    const signature = key && { text, key: key.key, signature: armor(key.sign(sshNamespace.approval, text)) }
    const form = signature === undefined ? ({ form: 'asserted' } as const) : ({ form: 'signed', signature } as const)
    const drafts: readonly Draft[] = [
      { type: 'step.approved', actor: 'Jan Maes', step, data: { ...approving, bound, ...form } },
      { type: 'step.intent', actor, step, data: { attempt: 1, what } },
      { type: 'step.outcome', actor, step, data: { result: 'done', summary: 'exit 0' } },
    ]
    for (const draft of drafts) await log.append([draft], log.size)
  }
  await log.close()
  return path
}
