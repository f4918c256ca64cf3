import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { countersignWith, type OperatorKey, operatorKey } from '../../src/adapters/keys/operator-key.ts'
import { checkSshSignature, sshNamespace } from '../../src/adapters/keys/ssh-signature.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { note, temporaryFolder, testHost } from '../support/log-samples.ts'
import { noSsh, sshAgent, sshKey } from '../support/ssh-agent.ts'

const text = 'cyber-respond/incident/x/00000000\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'
const { checkpoint, approval } = sshNamespace

/** A log whose heads an operator with this key signs along; two decisions in it. */
async function signedLog(folder: string, keyFile: string): Promise<string> {
  const key = await operatorKey(keyFile, 'An Pééters', false)
  const log = join(folder, 'log')
  const sealing = {
    key: logKey(folder),
    memory: { recall: () => null, remember: () => {} },
    origin: 'cyber-respond/incident/x/00000000',
    countersign: countersignWith(key, realDisk, (error) => {
      throw error
    }),
  }
  const open = await createLog(log, testHost({ sealing }))
  await open.append([note('one')], 0)
  for (const step of ['a/b', 'a/c']) {
    await open.append([{ type: 'step.skipped', actor: 'An Pééters', step, data: { reason: 'no time' } }], open.size)
  }
  await open.close()
  return log
}

/** One more decision in a log, which is made when it is not there yet. */
async function decideAs(log: string, folder: string, key: OperatorKey): Promise<void> {
  const sealing = {
    key: logKey(folder),
    memory: { recall: () => null, remember: () => {} },
    origin: 'cyber-respond/incident/x/00000000',
    countersign: countersignWith(key, realDisk, () => {}),
  }
  const host = testHost({ sealing })
  const open = existsSync(log) ? (await openLog(log, host)).log : await createLog(log, host)
  await open.append([{ type: 'step.skipped', actor: key.person, step: 'a/b', data: { reason: 'no time' } }], open.size)
  await open.close()
}

async function operatorFindings(folder: string) {
  const { verdict, signatures } = await verifyRecord(await openRecord(folder))
  return { verdict, states: signatures.map(({ kind, who, state }) => `${kind} ${who} ${state}`) }
}

describe.skipIf(noSsh)('a signature of a person, by OpenSSH', () => {
  it('is good with a private key, for its text, namespace and key alone', async () => {
    const folder = temporaryFolder()
    const [own, other] = [sshKey(folder, 'own'), sshKey(folder, 'other')]
    const { key, principal, sign } = await operatorKey(own, 'An Pééters', false)
    expect(principal).toBe('an.peeters')
    const signature = await sign(checkpoint, text)
    const good = { namespace: checkpoint, key, text, signature }
    expect(await checkSshSignature(good)).toEqual({ state: 'good', why: null })
    const wrong = [
      { text: text.replace('3', '4') },
      { namespace: approval },
      { key: (await operatorKey(other, 'An', false)).key },
      { signature: signature.replace(/[A-Z]/, (letter) => (letter === 'B' ? 'C' : 'B')) },
      { signature: '' },
    ]
    for (const part of wrong) {
      const found = await checkSshSignature({ ...good, ...part })
      expect(found, JSON.stringify(part)).toMatchObject({
        state: 'bad',
        why: { en: expect.stringMatching(/^it [a-z ]+/), nl: expect.stringMatching(/^(ze|het) [a-z ]+/) },
      })
    }
  })

  it('comes from an agent, where only the public part is here', async () => {
    const folder = temporaryFolder()
    const own = sshKey(folder, 'own')
    sshAgent(folder, [own])
    rmSync(own)
    const { key, sign } = await operatorKey(`${own}.pub`, 'An', false)
    const signature = await sign(approval, text)
    expect(await checkSshSignature({ namespace: approval, key, text, signature })).toMatchObject({
      state: 'good',
    })
  })

  it('is not there without the agent, and that is told', async () => {
    const folder = temporaryFolder()
    const own = sshKey(folder, 'own')
    rmSync(own)
    vi.stubEnv('SSH_AUTH_SOCK', join(folder, 'gone'))
    const { sign } = await operatorKey(`${own}.pub`, 'An', false)
    await expect(sign(checkpoint, text)).rejects.toMatchObject({
      code: 'key.no-signature',
      exit: 1,
      message: expect.stringContaining('own.pub'),
      hint: { en: expect.stringMatching(/./), nl: expect.stringMatching(/./) },
    })
    vi.unstubAllEnvs()
  })

  it('needs a key that is one', async () => {
    const folder = temporaryFolder()
    for (const content of ['', 'no key', 'ssh-ed25519']) {
      writeFileSync(join(folder, 'x.pub'), content)
      await expect(operatorKey(join(folder, 'x.pub'), 'An', false)).rejects.toMatchObject({ code: 'key.not-ssh' })
    }
    mkdirSync(join(folder, 'y.pub'))
    for (const path of ['y', 'y.pub']) {
      const given = operatorKey(join(folder, path), 'An', false)
      await expect(given).rejects.toMatchObject({ code: 'key.unreadable', exit: 3 })
    }
  })

  it('stands beside the heads at decisions, and is checked with the record', async () => {
    const folder = temporaryFolder()
    const log = await signedLog(folder, sshKey(folder, 'own'))
    const signed = readdirSync(join(log, 'checkpoints')).filter((name) => name.endsWith('.sshsig'))
    expect(signed).toHaveLength(2)
    const { verdict, states } = await operatorFindings(log)
    expect(verdict).toBe('signed')
    expect(states).toEqual(signed.map(() => expect.stringMatching(/^operator An Pééters \(SHA256:\S+\) good$/)))
  })

  it('has the name that the record knows, under whatever name its owner signs later', async () => {
    const folder = temporaryFolder()
    const own = sshKey(folder, 'own')
    const signed = await operatorKey(own, 'An Pééters', false)
    const decline = async (): Promise<string> => {
      throw new Error('no touch')
    }
    // Also when the very first signature, of the one whose key is put on record, did not come about.
    for (const [index, first] of [signed, { ...signed, sign: decline }].entries()) {
      const log = join(folder, String(index))
      for (const key of [first, await operatorKey(own, 'els', false), signed]) await decideAs(log, folder, key)
      const { verdict, states } = await operatorFindings(log)
      expect([verdict, new Set(states).size], states.join()).toEqual(['signed', 1])
      expect(states[0]).toMatch(/^operator An Pééters \(SHA256:\S+\) good$/)
      expect(readFileSync(join(log, 'keys/allowed_signers'), 'utf8').match(/ssh-ed25519/g)).toHaveLength(1)
    }
  })

  it('is found out when it was moved to another head, is of another key, or was made up', async () => {
    const folder = temporaryFolder()
    const log = await signedLog(folder, sshKey(folder, 'own'))
    const [name = '', other = ''] = readdirSync(join(log, 'checkpoints')).filter((one) => one.endsWith('.sshsig'))
    const path = join(log, 'checkpoints', name)
    const good = readFileSync(path)
    const stranger = await operatorKey(sshKey(folder, 'other'), 'An Pééters', false)
    const head = readFileSync(join(log, 'checkpoints', name.replace(/\..*/, '.note')), 'utf8')
    const cases = [await stranger.sign(checkpoint, head.slice(0, head.indexOf('\n\n') + 1)), 'made up']
    for (const content of cases) {
      writeFileSync(path, content)
      expect(await operatorFindings(log)).toMatchObject({ verdict: 'tampered' })
    }
    writeFileSync(path, good)
    expect(await operatorFindings(log)).toMatchObject({ verdict: 'signed' })
    writeFileSync(join(log, 'checkpoints', other), good)
    expect(await operatorFindings(log)).toMatchObject({ verdict: 'tampered' })
  })
})
