import { createHash, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allowedSigner, sshNamespace } from '../../src/adapters/keys/ssh-signature.ts'
import { disclosuresFile } from '../../src/adapters/log/disclosure-file.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { Sealing } from '../../src/adapters/log/seal-files.ts'
import { cosignedText } from '../../src/audit/cosignature.ts'
import { conceal } from '../../src/audit/disclosure.ts'
import { publicKeyOf, signatureLine, signatureType, verifierKey } from '../../src/audit/note.ts'
import { approvalText } from '../../src/core/approval-text.ts'
import type { BoundApproval, Draft } from '../../src/core/event.ts'
import { armor, sshsig, string } from '../support/ssh-kinds.ts'
import { testKey } from '../support/test-key.ts'

const incident = 'willebroek-2026-11-24'
const actor = 'An Peeters'
const step = 'isolate/cut-links'

/** An SSH key as its `.pub` file has it, and its signatures; both the same each time. */
function sshKey(key: KeyObject) {
  const type = 'ssh-ed25519'
  const blob = Buffer.concat([string(type), string(publicKeyOf(key))])
  return {
    line: `${type} ${blob.toString('base64')}`,
    sign(namespace: string, text: string): string {
      const digest = createHash('sha512').update(text).digest()
      const signed = Buffer.concat([Buffer.from('SSHSIG'), ...[namespace, '', 'sha512', digest].map(string)])
      const signature = Buffer.concat([string(type), string(sign(null, signed, key))])
      return armor(sshsig({ key: blob, namespace, signature }))
    },
  }
}

const operator = sshKey(testKey(3))
const approver = sshKey(testKey(4))
const witnessKey = testKey(7)
/** The witness that signed the last head of the example. */
export const exampleWitness = verifierKey('witness.example', signatureType.witness, publicKeyOf(witnessKey))

/** The salt of a real record is random. */
const hidden = conceal(5, '/proof/person', 'Jan Maes', Buffer.from('sixteen bytes ok'))
const person = { digest: hidden.digest, personal: 'text' } as unknown as string
const bound: BoundApproval = {
  ...{ incident, after: 4, actor },
  acts: [{ act: step, title: { en: 'Cut the links', nl: 'Verbreek de links' }, what: 'runs cut-link', attempts: 1 }],
}
const approving = { approver: 'Els Smet', role: 'director', reason: 'it spreads' }
const text = approvalText(bound, approving)
const signature = { text, key: approver.line, signature: approver.sign(sshNamespace.approval, text) }
const drafts: readonly Draft[] = [
  {
    ...{ type: 'incident.opened', actor },
    data: {
      ...{ incident, plan: 'ransomware', version: '0.2.0', nis2: 'important', base: '/home/an', pinned: [] },
      municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '5906' },
    },
  },
  { type: 'note.added', actor, data: { text: 'Één server\nsays "pay", C:\\ is locked' } },
  { type: 'step.approved', actor, step, data: { ...approving, form: 'signed', signature, bound } },
  {
    ...{ type: 'step.outcome', actor, step },
    data: {
      ...{ result: 'done', summary: { en: 'The links are cut', nl: 'De links zijn verbroken' } },
      proof: { kind: 'word', person, statement: 'all lights are off' },
    },
  },
  { type: 'incident.closed', actor, data: { summary: 'Over' } },
]

/**
 * The record that `src/audit/FORMAT.md` shows, by file: two files of lines, seals, an operator, a signed approval, a witness,
 * a personal value. The same bytes each time.
 */
export async function exampleRecord(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-example-'))
  try {
    let at = 0
    const witness = () => {
      at += 1
      const wall = Date.UTC(2026, 10, 24, 2, 12) + at * 1500
      return { wall, mono: 86_400_000_000_000n + BigInt(at) * 1_500_000_000n, boot: 'boot-1', run: 'run-1' }
    }
    const log = await createLog(folder, { ...logHost(sealing), witness, segmentBytes: 3000, ballastBytes: 1 })
    for (const draft of drafts) await log.append([draft], log.size)
    const { size } = log
    await log.close()
    writeFileSync(join(folder, `checkpoints/${size}.witness.example.cosig`), cosigned(folder))
    writeFileSync(join(folder, 'keys/allowed_signers'), allowedSigner('an.peeters', operator.line))
    const { digest, disclosure, path, seq } = hidden
    writeFileSync(join(folder, disclosuresFile), `${JSON.stringify({ digest, disclosure, path, seq })}\n`)
    return readAll(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const sealing: Sealing = {
  ...{ key: testKey(), memory: { recall: () => null, remember: () => {} } },
  origin: `cyber-respond/incident/${incident}/00000001`,
  countersign: {
    ...{ principal: 'an.peeters', person: actor, key: operator.line },
    async sign(folder, size, checkpoint) {
      const signed = operator.sign(sshNamespace.checkpoint, checkpoint)
      writeFileSync(join(folder, `checkpoints/${size}.an.peeters.sshsig`), signed)
    },
  },
}

function cosigned(folder: string): string {
  const note = readFileSync(join(folder, 'checkpoint'), 'utf8')
  const seconds = 1_795_486_400n
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(seconds)
  const signed = sign(null, Buffer.from(cosignedText(seconds, note.slice(0, note.indexOf('\n\n') + 1))), witnessKey)
  return signatureLine({ ...exampleWitness, bytes: Buffer.concat([time, signed]) })
}

function readAll(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  const shown = names
    .filter((name) => name !== 'holder' && name !== 'ballast' && !/^(?:tree|locks)\//.test(name))
    .toSorted()
  return new Map(shown.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const))
}
