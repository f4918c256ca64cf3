import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { parseVerifierKey } from '../../src/audit/note.ts'
import { exitCodeOf } from '../../src/audit/verification.ts'
import { cli, tempFolder } from '../support/run-cli.ts'
import { sealedLog } from '../support/sealed-log.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'
import { noOpenssl } from '../support/time-stamp-server.ts'
import { builtGo, noGo, ran } from './go.ts'

const home = mkdtempSync(join(tmpdir(), 'cyber-respond-strangers-'))
const answers = ['--answers', 'fixtures/small/answers.yaml', '--until', 'F3']
const activate = ['--runbooks', 'fixtures/small', 'activate', 'willebroek', '--plan', 'small', ...answers]
let folder = ''

/** One incident, made by the program as a person would, signed by an operator where OpenSSH is here. */
beforeAll(async () => {
  const signing = noSsh ? [] : ['--sign-with', sshKey(home, 'operator')]
  const profile = ['--profile', 'fixtures/profiles/willebroek.yaml']
  const { code, err } = await cli(home, '--operator', 'An', ...signing, ...activate, ...profile)
  expect(code, err).toBe(4)
  folder = join(home, 'incidents', readdirSync(join(home, 'incidents'))[0] ?? '')
})
afterAll(() => rmSync(home, { recursive: true }))

/** The newest head: its text, the file of its note, and the operator's signature. */
function newest() {
  const names = readdirSync(join(folder, 'checkpoints'))
  const size = Math.max(...names.filter((name) => name.endsWith('.note')).map((name) => Number.parseInt(name, 10)))
  const note = readFileSync(join(folder, `checkpoints/${size}.note`), 'utf8')
  const signature = names.find((name) => name.startsWith(`${size}.`) && name.endsWith('.sshsig')) ?? ''
  return {
    size,
    note,
    text: note.slice(0, note.indexOf('\n\n') + 1),
    signature: join(folder, 'checkpoints', signature),
  }
}

/** The same bytes with one bit changed. */
function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] as number) ^ (1 << (at % 8))
  return changed
}

/** So many places, spread evenly. */
function places(length: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_none, index) => Math.floor(((index + 0.5) * length) / count))
}

test('every byte below a seal: one flipped, and verify refuses', async () => {
  const small = await sealedLog(tempFolder(), 5)
  const verdict = async (): Promise<number> => exitCodeOf(await verifyRecord(await openRecord(small)))
  expect(await verdict()).toBe(0)
  const missed: string[] = []
  for (const name of ['log.000000.jsonl', 'checkpoints/6.note', 'checkpoint']) {
    const path = join(small, name)
    const bytes = readFileSync(path)
    for (let at = 0; at < bytes.length; at += 1) {
      writeFileSync(path, flipped(bytes, at))
      if ((await verdict()) !== 5) missed.push(`${name} ${at}`)
    }
    writeFileSync(path, bytes)
  }
  expect(missed).toEqual([])
  expect(await verdict()).toBe(0)
})

describe.skipIf(noGo)("Go's own module for transparency logs", () => {
  let check = ''
  beforeAll(() => {
    check = builtGo('check-log', home)
  })

  it('accepts the record of an incident, and one of several segments', async () => {
    const whole = ran(check, [folder])
    expect(whole, whole.said).toMatchObject({ code: 0 })
    const { size } = newest()
    expect(whole.said).toContain(`${size} lines, ${size} of them sealed`)
    const long = ran(check, [await sealedLog(tempFolder(), 700, { segmentBytes: 50_000 })])
    expect(long, long.said).toMatchObject({ code: 0, said: expect.stringMatching(/^\d+ heads, 70\d lines/) })
  })

  it('refuses it with one bit flipped, wherever that is', () => {
    const copy = join(home, 'copy')
    cpSync(folder, copy, { recursive: true })
    const missed: string[] = []
    for (const [name, count] of [
      ['log.000000.jsonl', 120],
      [`checkpoints/${newest().size}.note`, 60],
    ] as const) {
      const path = join(copy, name)
      const bytes = readFileSync(path)
      for (const at of places(bytes.length, count)) {
        writeFileSync(path, flipped(bytes, at))
        if (ran(check, [copy]).code === 0) missed.push(`${name} ${at}`)
      }
      writeFileSync(path, bytes)
    }
    expect(missed).toEqual([])
    expect(ran(check, [copy]).code).toBe(0)
  })
})

describe.skipIf(noOpenssl)('openssl', () => {
  it('accepts the signature on a head by the published key, and nothing else', () => {
    const key = parseVerifierKey(readFileSync(join(folder, 'keys/log.vkey'), 'utf8').trim())
    const { note, text } = newest()
    const [der, message, signature] = ['key.der', 'text', 'signature'].map((name) => join(home, name)) as [
      string,
      string,
      string,
    ]
    // SubjectPublicKeyInfo of Ed25519 (RFC 8410): twelve bytes that are always the same, and the key.
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key?.publicKey ?? Buffer.alloc(0)])
    const signed = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64').subarray(4)
    const verify = (parts: { key?: Buffer; text?: Buffer; signature?: Buffer }): number => {
      writeFileSync(der, parts.key ?? spki)
      writeFileSync(message, parts.text ?? text)
      writeFileSync(signature, parts.signature ?? signed)
      const files = ['-inkey', der, '-in', message, '-sigfile', signature]
      return ran('openssl', ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-rawin', ...files]).code
    }
    expect(verify({})).toBe(0)
    const bytes = Buffer.from(text)
    for (const at of places(bytes.length, 20)) expect(verify({ text: flipped(bytes, at) }), `text ${at}`).not.toBe(0)
    for (const at of places(64, 16)) expect(verify({ signature: flipped(signed, at) }), `sig ${at}`).not.toBe(0)
    for (const at of places(32, 8)) expect(verify({ key: flipped(spki, 12 + at) }), `key ${at}`).not.toBe(0)
  })
})

describe.skipIf(noSsh)('ssh-keygen', () => {
  it("accepts the operator's signature on a head with the folder's allowed_signers, and nothing else", () => {
    const { text, signature } = newest()
    const check = (message: string, file = signature, namespace = 'checkpoint@cyber-respond'): number => {
      const signers = join(folder, 'keys/allowed_signers')
      const args = ['-Y', 'verify', '-f', signers, '-I', 'an', '-n', namespace, '-s', file]
      return ran('ssh-keygen', args, message).code
    }
    const principal = /\.([^/]+)\.sshsig$/.exec(signature)?.[1]
    expect(principal).toBe('an')
    expect(check(text)).toBe(0)
    expect(check(text, signature, 'approval@cyber-respond')).not.toBe(0)
    const bytes = Buffer.from(text)
    for (const at of places(bytes.length, 20)) expect(check(flipped(bytes, at).toString('latin1')), `${at}`).not.toBe(0)
    const armored = readFileSync(signature)
    const changed = join(home, 'changed.sshsig')
    const inside = [armored.indexOf('\n') + 1, armored.lastIndexOf('\n-----')] as const
    for (const at of places(inside[1] - inside[0], 20)) {
      writeFileSync(changed, flipped(armored, inside[0] + at))
      expect(check(text, changed), `${at}`).not.toBe(0)
    }
  })
})
