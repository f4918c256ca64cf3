import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { countersignWith, type OperatorKey, operatorKey } from '../../src/adapters/keys/operator-key.ts'
import { sshNamespace } from '../../src/adapters/keys/ssh-signature.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { sshFingerprint } from '../../src/audit/ssh-key.ts'
import { exitCodeOf } from '../../src/audit/verification.ts'
import { approvalText } from '../../src/core/approval-text.ts'
import type { BoundApproval, Draft } from '../../src/core/event.ts'
import { ratificationText } from '../../src/core/ratification.ts'
import { temporaryFolder, testHost } from '../support/log-samples.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'

const els = 'Els Peeters'
const incident = 'willebroek-2026-11-24'
const approving = { approver: 'Jan Maes', role: 'lead', reason: 'files are encrypted' }
const cut = { act: 'isolate/cut[internet]', title: 'Cut', what: { en: 'runs cut', nl: 'voert cut uit' }, attempts: 1 }
const of = (type: string, data: object, step?: string, actor = els): Draft =>
  ({ type, actor, ...(step === undefined ? {} : { step }), data }) as unknown as Draft
const opened = of('incident.opened', {
  ...{ incident, plan: 'ransomware', version: '0.2.0', nis2: 'voluntary', base: '/', pinned: [] },
  municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' },
})
const started = of('session.started', { version: '0.2.0', mode: 'interactive' })
const intent = of('step.intent', { attempt: 1, what: cut.what }, cut.act)
const done = of('step.outcome', { result: 'done', summary: 'exit 0' }, cut.act)

type Later = (size: number) => Promise<readonly Draft[]>

/** A sealed record: opened, a session, and then what each part makes of the number of lines so far. */
async function record(parts: readonly (Draft | Later)[], countersign: OperatorKey | null = null): Promise<string> {
  const folder = temporaryFolder()
  const log = join(folder, 'log')
  const sealing = {
    ...{ key: logKey(folder), memory: { recall: () => null, remember: () => {} } },
    origin: 'cyber-respond/incident/x/00000000',
    countersign: countersign === null ? null : countersignWith(countersign, realDisk, () => {}),
  }
  const open = await createLog(log, testHost({ sealing }))
  for (const part of [opened, started, ...parts]) {
    await open.append(typeof part === 'function' ? await part(open.size) : [part], open.size)
  }
  await open.close()
  return log
}

async function verdictOf(log: string) {
  const found = await verifyRecord(await openRecord(log))
  return { verdict: found.verdict, code: exitCodeOf(found), found: found.found.en, signatures: found.signatures }
}

describe.skipIf(noSsh)('a signed approval', () => {
  const jan = async (): Promise<OperatorKey> => operatorKey(sshKey(temporaryFolder(), 'jan'), 'Jan Maes', false)
  /** Signs `signs`, and says `says`; both default to what is true here. */
  const approval =
    (key: OperatorKey, signs: Partial<BoundApproval> = {}, says: Partial<BoundApproval> = signs): Later =>
    async (size) => {
      const base = { incident, after: size, actor: els, acts: [cut] }
      const text = approvalText({ ...base, ...signs }, approving)
      const signature = { text, key: key.key, signature: await key.sign(sshNamespace.approval, text) }
      const data = { ...approving, form: 'signed', bound: { ...base, ...says }, signature }
      return [of('step.approved', data, cut.act, 'Jan Maes')]
    }
  /** As 0.1.0 wrote them. */
  const oldApproval =
    (key: OperatorKey, part: { incident?: string; act?: string; by?: string; line?: number } = {}): Later =>
    async (size) => {
      const { act = 'runs cut', by = els, line = size } = part
      const text = [
        ...['cyber-respond approval', `incident: ${part.incident ?? incident}`, `after line: ${line}`],
        ...[`step: ${cut.act}`, `act: ${act}`, `by: ${by}`, 'approved by: Jan Maes', 'as: lead'],
        ...['because: files are encrypted', ''],
      ].join('\n')
      const signature = { text, key: key.key, signature: await key.sign(sshNamespace.approval, text) }
      return [of('step.approved', { ...approving, form: 'signed', signature }, cut.act, 'Jan Maes')]
    }

  it('that is of this record and of the act behind it is good, in both forms', async () => {
    const key = await jan()
    for (const given of [approval(key), oldApproval(key)]) {
      const found = await verdictOf(await record([given, intent, done]))
      expect(found, found.found).toMatchObject({
        verdict: 'signed',
        code: 0,
        signatures: [{ state: 'good', why: null }],
      })
    }
  })

  it.each([
    ['of another incident', { incident: 'diest-2026-11-24' }, 'it was given in another incident (diest-2026-11-24)'],
    [
      'of an earlier line',
      { after: 1 },
      'it was given for an earlier line: other acts stand between that line and this one',
    ],
    [
      'of another act',
      { acts: [{ ...cut, what: 'runs rm' }] },
      'it was given for another act than the one that began in line 5',
    ],
    [
      'for another actor',
      { actor: 'Daan Declerck' },
      'it was given for "Daan Declerck", and line 5 is an act by "Els Peeters"',
    ],
  ])('%s, put in front of this act by who holds the key of the log, is found: %s', async (_what, part, why) => {
    const key = await jan()
    const told = await verdictOf(await record([approval(key, part), intent, done]))
    expect(told).toMatchObject({ verdict: 'tampered', code: 5, signatures: [{ state: 'bad', why: { en: why } }] })
    expect(told.found).toContain(why)
    // Told in other words than were signed.
    const other = await verdictOf(await record([approval(key, part, {}), intent, done]))
    const something = 'what was signed is about something else'
    expect(other).toMatchObject({ verdict: 'tampered', signatures: [{ state: 'bad', why: { en: something } }] })
  })

  it.each([
    ['of another incident', { incident: 'diest-2026-11-24' }, 'it was given in another incident (diest-2026-11-24)'],
    ['of another act', { act: 'runs rm' }, 'it was given for another act than the one that began in line 5'],
    ['for another actor', { by: 'Daan' }, 'it was given for "Daan", and line 5 is an act by "Els Peeters"'],
    [
      'of an earlier line',
      { line: 1 },
      'it was given for an earlier line: other acts stand between that line and this one',
    ],
  ])('in the form of 0.1.0, %s, is found by what it signed', async (_what, part, why) => {
    const told = await verdictOf(await record([oldApproval(await jan(), part), intent, done]))
    expect(told).toMatchObject({ verdict: 'tampered', code: 5, signatures: [{ state: 'bad', why: { en: why } }] })
  })

  it('of an act that went on alone is a ratification afterwards, good over its own text and no other', async () => {
    const key = await jan()
    const alone: Later = async (size) => {
      const bound = { incident, after: size, actor: els, acts: [cut] }
      return [of('step.alone', { needs: '0.3.0', role: 'lead', reason: 'nobody answers', bound }, cut.act)]
    }
    const judged =
      (signs: 'ratification' | 'refusal' | 'approval'): Later =>
      async (size) => {
        const bound = { incident, after: size, actor: els, acts: [cut] }
        const said = { of: size - 3, decision: 'ratified', ...approving } as const
        const texts = {
          ratification: ratificationText(bound, said),
          refusal: ratificationText(bound, { ...said, decision: 'refused' }),
          approval: approvalText(bound, approving),
        }
        const text = texts[signs]
        const signature = { text, key: key.key, signature: await key.sign(sshNamespace.approval, text) }
        const data = { needs: '0.3.0', ...said, form: 'signed', bound, signature }
        return [of('alone.decided', data, undefined, 'Jan Maes')]
      }
    const good = await verdictOf(await record([alone, intent, done, judged('ratification')]))
    expect(good, good.found).toMatchObject({ verdict: 'signed', code: 0, signatures: [{ state: 'good', why: null }] })
    const something = 'what was signed is about something else'
    for (const signs of ['refusal', 'approval'] as const) {
      const found = await verdictOf(await record([alone, intent, done, judged(signs)]))
      expect(found).toMatchObject({ verdict: 'tampered', signatures: [{ state: 'bad', why: { en: something } }] })
    }
  })

  it('that is used for a second time, or copied to a second place, is found', async () => {
    const key = await jan()
    const again = of('step.reopened', { reason: 'it came back' }, cut.act)
    const second = of('step.intent', { attempt: 2, what: cut.what }, cut.act)
    const twice = await verdictOf(await record([approval(key), intent, done, again, second, done]))
    expect(twice).toMatchObject({ verdict: 'tampered', signatures: [{ state: 'bad' }] })
    expect(twice.found).toContain('it was used up, and line 8 does the act once more')
    let first: readonly Draft[] = []
    const once: Later = async (size) => {
      first = await approval(key)(size)
      return first
    }
    const copied = await verdictOf(await record([once, intent, done, again, async () => first, second, done]))
    expect(copied).toMatchObject({ verdict: 'tampered', signatures: [{ state: 'good' }, { state: 'bad' }] })
  })

  it('that nobody signed and that names another act is found as well', async () => {
    const bound = { incident, after: 3, actor: els, acts: [{ ...cut, what: 'runs rm' }] }
    const given = of('step.approved', { ...approving, form: 'asserted', bound }, cut.act, 'Jan Maes')
    const found = await verdictOf(await record([given, intent, done]))
    expect(found).toMatchObject({ verdict: 'tampered', code: 5, signatures: [] })
    expect(found.found).toBe(
      "the approval in line 4 (Jan Maes) can't stand: it was given for another act than the one that began in line 5",
    )
  })
})

describe.skipIf(noSsh)('the keys of people in a record', () => {
  const named = (key: OperatorKey, name: string, person: string): Draft =>
    of('key.added', { use: 'operator', name, person, key: key.key }, undefined, person)
  const skipped = of('step.skipped', { reason: 'no time' }, 'a/b')

  it('that 0.1.0 gave one name: whose key verified is named, with its fingerprint', async () => {
    const folder = temporaryFolder()
    const first = await operatorKey(sshKey(folder, 'first'), 'Élsa Maes', false)
    const second = await operatorKey(sshKey(folder, 'second'), 'Elsa Maes', false)
    const log = await record([named(first, 'elsa.maes', 'Élsa Maes'), named(second, 'elsa.maes', 'Elsa Maes'), skipped])
    const [note = ''] = readdirSync(join(log, 'checkpoints'))
      .filter((name) => name.endsWith('.note'))
      .toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
    const text = readFileSync(join(log, 'checkpoints', note), 'utf8').replace(/\n\n.*$/s, '\n')
    const file = join(log, 'checkpoints', note.replace('.note', '.elsa.maes.sshsig'))
    const write = async (key: OperatorKey): Promise<void> => {
      writeFileSync(file, await key.sign(sshNamespace.checkpoint, text))
    }
    for (const [key, person] of [
      [first, 'Élsa Maes'],
      [second, 'Elsa Maes'],
    ] as const) {
      await write(key)
      const { verdict, signatures } = await verdictOf(log)
      expect([verdict, signatures]).toMatchObject([
        'signed',
        [{ kind: 'operator', who: `${person} (${sshFingerprint(key.key)})`, state: 'good' }],
      ])
    }
    await write(await operatorKey(sshKey(folder, 'third'), 'Elsa Maes', false))
    const { verdict, signatures } = await verdictOf(log)
    const why = { en: 'it fits none of the keys that the record names so' }
    expect([verdict, signatures]).toMatchObject(['tampered', [{ who: 'elsa.maes', state: 'bad', why }]])
  })

  it.each([
    ['as it is', (key: string) => key],
    ['with a comment', (key: string) => `${key} jan`],
    ['with two blanks', (key: string) => key.replace(' ', '  ')],
  ])('are those of one person, however they are written: %s', async (_how, written) => {
    const key = await operatorKey(sshKey(temporaryFolder(), 'els'), els, false)
    const given: Later = async (after) => {
      const bound = { incident, after, actor: els, acts: [cut] }
      const text = approvalText(bound, approving)
      const signature = { text, key: written(key.key), signature: await key.sign(sshNamespace.approval, text) }
      return [of('step.approved', { ...approving, form: 'signed', bound, signature }, cut.act, 'Jan Maes')]
    }
    const found = await verdictOf(await record([named(key, 'els.peeters', els), given, intent, done]))
    const why = { en: 'that key is on record as the key of Els Peeters' }
    expect(found).toMatchObject({ verdict: 'tampered', code: 5, signatures: [{ state: 'bad', why }] })
  })

  it('are told apart: a name that is taken gets the beginning of its key', async () => {
    const folder = temporaryFolder()
    const own = await operatorKey(sshKey(folder, 'own'), 'Élsa Maes', false)
    const sign = countersignWith(own, realDisk, () => {})
    sign.keepFrom(new Set(['elsa']))
    expect(sign.principal).toBe('elsa.maes')
    sign.keepFrom(new Set(['elsa.maes']))
    expect(sign.principal).toMatch(/^elsa\.maes\.[0-9a-f]{8}$/)
    sign.knownAs('elsa.maes.of.old')
    expect(sign.principal).toBe('elsa.maes.of.old')
  })

  it.each(['*', '!els', 'els,jan', 'els jan', 'Els', 'e?s'])(
    'under %j are found: OpenSSH would take it for others',
    async (name) => {
      const key = await operatorKey(sshKey(temporaryFolder(), 'own'), 'Els Peeters', false)
      const found = await verdictOf(await record([named(key, name, 'Els Peeters'), skipped]))
      expect(found).toMatchObject({ verdict: 'tampered', code: 5 })
      expect(found.found).toContain(`the record names a key "${name}"`)
    },
  )
})
