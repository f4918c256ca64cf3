import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyBlob } from '../../src/audit/ssh-key.ts'
import { verifySshSignature } from '../../src/audit/ssh-signature.ts'
import { noSsh } from '../support/ssh-agent.ts'
import { armor, keysOfEachKind, oracle, type SomeKey, securityKey, sshsig, string } from '../support/ssh-kinds.ts'

const namespace = 'approval@cyber-respond'
const text = 'cyber-respond approval, form 2\nby: Els Péeters\n'
/** Every ninth byte is held against OpenSSH, in the soak each; ours sees each. */
const stride = process.env.SOAK_MINUTES === undefined ? 9 : 1

let folder = ''
let keys: readonly SomeKey[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-sig-'))
  if (!noSsh) keys = keysOfEachKind(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isGood = async (signed: Parameters<typeof verifySshSignature>[0]): Promise<boolean> =>
  (await verifySshSignature(signed)) === 'good'

/** Ours and OpenSSH's answer to each; three questions at once. */
async function answers(
  asked: readonly Parameters<typeof verifySshSignature>[0][],
): Promise<{ ours: boolean[]; theirs: boolean[] }> {
  const theirs: boolean[] = []
  let next = 0
  await Promise.all(
    [0, 1, 2].map(async (worker) => {
      for (let at = next++; at < asked.length; at = next++) {
        theirs[at] = await oracle(folder, `w${worker}`, asked[at] as (typeof asked)[number])
      }
    }),
  )
  return { ours: await Promise.all(asked.map(isGood)), theirs }
}

const kinds = [
  'ed25519',
  'ecdsa 256',
  'ecdsa 384',
  'ecdsa 521',
  'rsa 1024',
  'rsa 2048',
  'security key, ed25519',
  'security key, ecdsa',
]
const of = (kind: string): SomeKey => keys.find((one) => one.kind === kind) as SomeKey

describe.skipIf(noSsh)('an SSH signature, here and by ssh-keygen', () => {
  test('of each kind there is one', () => expect(keys.map(({ kind }) => kind)).toEqual(kinds))

  test.each(kinds)('%s: good for its text, purpose and key alone', async (kind) => {
    const { key, sign } = of(kind)
    const good = { namespace, key, text, signature: armor(sign(namespace, text)) }
    const other = of(kind === 'ed25519' ? 'security key, ed25519' : 'ed25519')
    const asked = [
      good,
      { ...good, text: `${text} ` },
      { ...good, namespace: 'checkpoint@cyber-respond' },
      { ...good, key: other.key },
      { ...good, signature: armor(other.sign(namespace, text)) },
    ]
    expect(await answers(asked)).toEqual({
      ours: [true, ...[false, false, false, false]],
      theirs: [true, ...[false, false, false, false]],
    })
  })

  test.each(kinds)('%s: with any byte of it changed, both say the same', { timeout: 300_000 }, async (kind) => {
    const { key, sign } = of(kind)
    const blob = sign(namespace, text)
    const changed = Array.from(blob, (byte, at) => {
      const other = Buffer.from(blob)
      other[at] = byte ^ (1 << (at % 8))
      return { namespace, key, text, signature: armor(other) }
    })
    // The one byte that nothing depends on is the last of the version, from 1 to 0: OpenSSH takes that too.
    const ours = await Promise.all(changed.map(isGood))
    const { theirs } = await answers(changed.filter((_one, at) => at % stride === 0 || ours[at] === true))
    expect(theirs).toEqual(ours.filter((is, at) => at % stride === 0 || is))
    expect(ours.filter((is) => is).length).toBeLessThanOrEqual(1)
  })

  test('as text: what is around it, within it, and at the ends of its lines', { timeout: 300_000 }, async () => {
    const { key, sign } = of('ed25519')
    const armored = armor(sign(namespace, text))
    const [, first = ''] = armored.split('\n')
    const written = [
      armored,
      ...[armored.trimEnd(), `${armored}more`, `\n${armored}`, ` ${armored}`, `\ufeff${armored}`],
      ...[armored.replaceAll('\n', '\r\n'), armored.replace(/\n(?=-)/, '\r\n'), armored.replaceAll('\n', '\r')],
      ...[armored.replace('\n', '\n\n'), armored.replace('\n', '\n \t'), armored.replace(first, `${first} `)],
      ...[armored.replace(first, `${first.slice(0, 20)}\n${first.slice(20)}`), armored.replace(first, first.slice(1))],
      ...[
        armored.replace(first, `${first}=`),
        armored.replace(first, `=${first}`),
        armored.replace(first, `${first}\u00e9`),
      ],
      ...[
        armored.replace('BEGIN', 'BEGIM'),
        armored.replace('-----END', '----END'),
        armored.replace(/\n-----END.*/s, ''),
      ],
      ...[armored.replace(/=*\n-----END/, '\n-----END'), armored.replace(/\n-----END/, 'AAAA\n-----END')],
      ...[
        armored.replace(/\n-----END/, '=\n-----END'),
        armored.replace('/', '_'),
        armored.replace('+', '-'),
        '',
        '\n',
        'x',
      ],
      ...[`${armored}${armored}`, armored.replaceAll('\n', ''), armored.replaceAll('\n', '\f'), armored.toLowerCase()],
    ]
    const { ours, theirs } = await answers(written.map((signature) => ({ namespace, key, text, signature })))
    expect(written.map((one, at) => [one, ours[at]])).toEqual(written.map((one, at) => [one, theirs[at]]))
    expect(ours.filter((is) => is).length).toBeGreaterThan(5)
    expect(ours.filter((is) => !is).length).toBeGreaterThan(15)
  })

  test('in parts that nobody would write', { timeout: 300_000 }, async () => {
    const { key, sign } = of('ed25519')
    const blob = keyBlob(key)?.blob ?? Buffer.alloc(0)
    const whole = sign(namespace, text)
    const signature = whole.subarray(-(4 + 11 + 4 + 64))
    const parts = { key: blob, namespace, signature }
    const made = [
      sshsig(parts),
      ...[sshsig({ ...parts, version: 0 }), sshsig({ ...parts, version: 2 }), sshsig({ ...parts, reserved: 'x' })],
      ...[sshsig({ ...parts, hash: 'sha256' }), sshsig({ ...parts, hash: 'sha1' }), sshsig({ ...parts, hash: '' })],
      ...[sshsig({ ...parts, namespace: '' }), sshsig({ ...parts, namespace: `${namespace}x` })],
      ...[Buffer.concat([sshsig(parts), Buffer.of(0)]), sshsig(parts).subarray(0, -1), Buffer.from('SSHSIG')],
      sshsig({ ...parts, signature: Buffer.concat([signature, Buffer.of(0)]) }),
      sshsig({ ...parts, signature: Buffer.concat([string('ssh-rsa'), string(signature.subarray(-64))]) }),
      sshsig({ ...parts, signature: Buffer.concat([string('ssh-ed25519'), string(signature.subarray(-63))]) }),
      sshsig({ ...parts, signature: Buffer.concat([string('ssh-ed25519'), string(Buffer.alloc(65))]) }),
      sshsig({ ...parts, key: Buffer.concat([blob, Buffer.of(0)]) }),
    ]
    const { ours, theirs } = await answers(made.map((one) => ({ namespace, key, text, signature: armor(one) })))
    expect(ours).toEqual(theirs)
    expect([ours[0], ours.filter((is) => is).length < 6]).toEqual([true, true])
  })

  test('of RSA over SHA-1, which nobody accepts', async () => {
    const { key } = of('rsa 2048')
    const path = join(folder, 'rsa-b2048')
    const pem = execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', `${path}.pub`], { encoding: 'utf8' })
    expect(pem).toContain('PUBLIC KEY')
    const value = Buffer.alloc(256, 1)
    for (const algorithm of ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512']) {
      const signature = Buffer.concat([string(algorithm), string(value)])
      const blob = sshsig({ key: keyBlob(key)?.blob ?? value, namespace, signature })
      const signed = { namespace, key, text, signature: armor(blob) }
      const verdict = await verifySshSignature(signed)
      expect(typeof verdict === 'object' && verdict.why.en).toBe(
        algorithm === 'ssh-rsa'
          ? 'ssh-rsa is not accepted'
          : 'it does not fit the text and the key: one of them was changed',
      )
      expect(await oracle(folder, 'sha1', signed)).toBe(false)
    }
  })

  test('of a security key, whatever it says of the touch, for one application', async () => {
    for (const type of ['ed25519', 'ecdsa'] as const) {
      for (const said of [
        { flags: 0 },
        { flags: 0xff, counter: 0xffff_ffff },
        { application: 'ssh:work' },
        { application: '' },
      ]) {
        const { key, sign } = securityKey(type, said)
        const { ours, theirs } = await answers([{ namespace, key, text, signature: armor(sign(namespace, text)) }])
        expect([ours, theirs], JSON.stringify(said)).toEqual([[true], [true]])
      }
      const [one, other] = [securityKey(type), securityKey(type, { application: 'ssh:other' })]
      const { ours, theirs } = await answers([
        { namespace, key: one.key, text, signature: armor(other.sign(namespace, text)) },
      ])
      expect([ours, theirs]).toEqual([[false], [false]])
    }
  })

  test('with keys that are none', async () => {
    const { key, sign } = of('ecdsa 256')
    const signature = armor(sign(namespace, text))
    const blob = keyBlob(key)?.blob ?? Buffer.alloc(0)
    const offCurve = Buffer.from(blob)
    offCurve[blob.length - 1] = (blob[blob.length - 1] ?? 0) ^ 1
    const zero = Buffer.concat([blob.subarray(0, -64), Buffer.alloc(64)])
    for (const wrong of [offCurve, zero, blob.subarray(0, -1), Buffer.concat([blob, Buffer.of(1)])]) {
      const signed = sshsig({ key: wrong, namespace, signature: Buffer.from('x') })
      const line = `ecdsa-sha2-nistp256 ${wrong.toString('base64')}`
      for (const one of [signature, armor(signed)]) {
        const { ours, theirs } = await answers([{ namespace, key: line, text, signature: one }])
        expect([ours, theirs]).toEqual([[false], [false]])
      }
    }
  })

  test('of a kind that is not known here is left to OpenSSH', async () => {
    const [, blob = ''] = of('ed25519').key.split(' ')
    const cert = Buffer.concat([string('ssh-ed25519-cert-v01@openssh.com'), Buffer.from(blob, 'base64')])
    const signature = armor(sshsig({ key: cert, namespace, signature: Buffer.concat([string('x'), string('y')]) }))
    expect(
      await verifySshSignature({
        namespace,
        key: `ssh-ed25519-cert-v01@openssh.com ${cert.toString('base64')}`,
        text,
        signature,
      }),
    ).toBe('other')
  })
})
