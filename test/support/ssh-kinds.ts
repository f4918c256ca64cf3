import { execFileSync, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A key of some kind, and what it signs: a signature in the binary form of OpenSSH's PROTOCOL.sshsig. */
export interface SomeKey {
  readonly kind: string
  /** The key as in a .pub file. */
  readonly key: string
  sign(namespace: string, text: string): Buffer
}

const made: readonly (readonly string[])[] = [
  ['ed25519'],
  ['ecdsa', '-b', '256'],
  ['ecdsa', '-b', '384'],
  ['ecdsa', '-b', '521'],
  ['rsa', '-b', '1024'],
  ['rsa', '-b', '2048'],
]

/** One key of each kind. Those of security keys are made here, by OpenSSH's PROTOCOL.u2f: nobody has one to touch in a test. */
export function keysOfEachKind(folder: string): readonly SomeKey[] {
  const own = made.map(([type = '', ...bits]): SomeKey => {
    const path = join(folder, `${type}${bits.join('')}`)
    execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', '', '-f', path])
    return {
      kind: `${type} ${bits.at(-1) ?? ''}`.trim(),
      key: readFileSync(`${path}.pub`, 'utf8').trim(),
      sign(namespace, text) {
        const args = ['-q', '-Y', 'sign', '-n', namespace, '-f', path]
        return dearmor(
          execFileSync('ssh-keygen', args, { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }),
        )
      },
    }
  })
  return [...own, securityKey('ed25519'), securityKey('ecdsa')]
}

export const string = (bytes: Buffer | string): Buffer => {
  const content = Buffer.from(bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}
const sha = (algorithm: string, bytes: Buffer | string): Buffer => createHash(algorithm).update(bytes).digest()
/** A number of SSH: no leading zeros, and none that looks negative. */
const mpint = (bytes: Buffer): Buffer => {
  const at = bytes.findIndex((byte) => byte !== 0)
  const short = at < 0 ? Buffer.alloc(0) : bytes.subarray(at)
  return string((short[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), short]) : short)
}

/** `flags` and `counter` are what the key itself says of the touch. */
export function securityKey(type: 'ed25519' | 'ecdsa', { application = 'ssh:', flags = 1, counter = 7 } = {}): SomeKey {
  const isEd = type === 'ed25519'
  const name = isEd ? 'sk-ssh-ed25519@openssh.com' : 'sk-ecdsa-sha2-nistp256@openssh.com'
  const { publicKey, privateKey } = isEd
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const blob = Buffer.concat([string(name), ...publicParts(publicKey, isEd), string(application)])
  return {
    kind: `security key, ${type}`,
    key: `${name} ${blob.toString('base64')}`,
    sign(namespace, text) {
      const data = Buffer.concat([Buffer.from('SSHSIG'), ...[namespace, '', 'sha512', sha('sha512', text)].map(string)])
      const said = Buffer.alloc(5)
      said.writeUInt8(flags)
      said.writeUInt32BE(counter, 1)
      const signed = Buffer.concat([sha('sha256', application), said, sha('sha256', data)])
      const value = isEd
        ? sign(null, signed, privateKey)
        : twoNumbers(sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
      const signature = Buffer.concat([string(name), string(value), said])
      return sshsig({ key: blob, namespace, signature })
    },
  }
}

function publicParts(key: KeyObject, isEd: boolean): readonly Buffer[] {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
  return isEd ? [string(bytes(x))] : [string('nistp256'), string(Buffer.concat([Buffer.of(4), bytes(x), bytes(y)]))]
}

function twoNumbers(value: Buffer): Buffer {
  return Buffer.concat([mpint(value.subarray(0, value.length / 2)), mpint(value.subarray(value.length / 2))])
}

/** A signature in its binary form, from its parts. */
export function sshsig(parts: {
  readonly key: Buffer
  readonly namespace: string
  readonly signature: Buffer
  readonly version?: number
  readonly reserved?: string
  readonly hash?: string
}): Buffer {
  const { key, namespace, signature, version = 1, reserved = '', hash = 'sha512' } = parts
  const number = Buffer.alloc(4)
  number.writeUInt32BE(version)
  return Buffer.concat([Buffer.from('SSHSIG'), number, ...[key, namespace, reserved, hash, signature].map(string)])
}

export function armor(blob: Buffer): string {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

function dearmor(armored: string): Buffer {
  return Buffer.from(armored.split('\n').slice(1, -2).join(''), 'base64')
}

/** The answer of `ssh-keygen -Y verify` to a signature by this key. `name` keeps those apart that are asked at once. */
export function oracle(
  folder: string,
  name: string,
  { key, namespace, text, signature }: { key: string; namespace: string; text: string; signature: string | Buffer },
): Promise<boolean> {
  const [signers, file] = [join(folder, `${name}.signers`), join(folder, `${name}.sig`)]
  writeFileSync(signers, `signer ${key.split(/\s+/).slice(0, 2).join(' ')}\n`)
  writeFileSync(file, signature)
  const child = spawn('ssh-keygen', ['-Y', 'verify', '-f', signers, '-I', 'signer', '-n', namespace, '-s', file], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(text)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}
