import { hash, verify } from 'node:crypto'
import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'
import { strictBase64 } from './note.ts'
import { keyBlob, type SshKey, sshKey } from './ssh-key.ts'
import { SshWire } from './ssh-wire.ts'

export interface SshSignature {
  readonly namespace: string
  /** The key as in a .pub file. */
  readonly key: string
  readonly text: string
  /** Armored, as OpenSSH prints it. */
  readonly signature: string
}

/** `other`: its key or its algorithm is of a kind that is not verified here. */
export type SshVerdict = 'good' | 'other' | { readonly why: Text }

/**
 * Whether an SSH signature (OpenSSH's PROTOCOL.sshsig) is good, in this process: Ed25519, ECDSA, RSA with SHA-2, and both
 * kinds of security keys. As strict as OpenSSH about every byte; the tests hold it against `ssh-keygen -Y verify`.
 */
export async function verifySshSignature({ namespace, key, text, signature }: SshSignature): Promise<SshVerdict> {
  const blob = dearmored(signature)
  if (blob === null) return { why: faults.armor }
  const parts = partsOf(blob)
  if (parts === null) return { why: faults.form }
  const named = keyBlob(key)
  if (named === null || !parts.key.equals(named.blob)) return { why: faults.otherKey }
  if (parts.namespace !== namespace) return { why: otherPurpose(parts.namespace) }
  if (!hashes.has(parts.hash)) return { why: notAccepted(parts.hash) }
  const known = rememberedKey(named.blob)
  if (known === 'other') return 'other'
  if (known === null) return { why: faults.key }
  return checked(known, parts.signature, signedData(namespace, parts.hash, text))
}

const faults = {
  armor: { en: 'it is no SSH signature', nl: 'het is geen SSH-handtekening' },
  form: {
    en: 'it does not have the form of an SSH signature',
    nl: 'ze heeft niet de vorm van een SSH-handtekening',
  },
  otherKey: {
    en: 'it was made with another key',
    nl: 'ze werd gemaakt met een andere sleutel',
  },
  key: { en: 'its key is none that OpenSSH takes', nl: 'de sleutel is er geen die OpenSSH aanvaardt' },
  bad: {
    en: 'it does not fit the text and the key: one of them was changed',
    nl: 'ze past niet bij de tekst en de sleutel: een van beide werd gewijzigd',
  },
} as const satisfies { readonly [name: string]: Text }

function otherPurpose(namespace: string): Text {
  const shown = harmlessLine(namespace, 100)
  return { en: `it was made for something else (${shown})`, nl: `ze werd gemaakt voor iets anders (${shown})` }
}

function notAccepted(algorithm: string): Text {
  const shown = harmlessLine(algorithm, 100)
  return { en: `${shown} is not accepted`, nl: `${shown} wordt niet aanvaard` }
}

const begin = '-----BEGIN SSH SIGNATURE-----\n'
const end = '\n-----END SSH SIGNATURE-----'
const hashes: ReadonlySet<string> = new Set(['sha256', 'sha512'])

/** The bytes within the armor: it begins at once, what follows its end is nobody's business, and white space in it neither. */
function dearmored(armored: string): Buffer | null {
  if (!armored.startsWith(begin)) return null
  const footer = armored.indexOf(end, begin.length)
  if (footer < 0) return null
  return strictBase64(armored.slice(begin.length, footer).replaceAll(/[ \t\n\v\f\r]/g, ''))
}

function partsOf(blob: Buffer) {
  const wire = new SshWire(blob)
  if (wire.bytes(6)?.toString('latin1') !== 'SSHSIG') return null
  const version = wire.uint32()
  if (version === null || version > 1) return null
  const [key, namespace, reserved, algorithm] = [wire.string(), wire.text(), wire.string(), wire.text()]
  const signature = wire.string()
  if (key === null || namespace === null || reserved === null || algorithm === null || signature === null) return null
  return wire.isEmpty ? { key, namespace, hash: algorithm, signature } : null
}

function signedData(namespace: string, algorithm: string, text: string): Buffer {
  const digest = Buffer.from(hash(algorithm, text, 'hex'), 'hex')
  const parts = [Buffer.from(namespace, 'latin1'), Buffer.alloc(0), Buffer.from(algorithm, 'latin1'), digest]
  return Buffer.concat([Buffer.from('SSHSIG'), ...parts.map(asString)])
}

function asString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Keys that were read lately: in a record few people sign, and often. */
const recent = new Map<string, SshKey | 'other' | null>()

function rememberedKey(blob: Buffer): SshKey | 'other' | null {
  const name = blob.toString('latin1')
  const known = recent.get(name)
  if (known !== undefined) return known
  const key = sshKey(blob)
  if (recent.size > 100) recent.clear()
  recent.set(name, key)
  return key
}

/** Verifies in Node's pool of threads: curves of 384 and 521 bits take a millisecond or two. */
function verifyLater(
  algorithm: string | null,
  data: Buffer,
  key: Parameters<typeof verify>[2],
  value: Buffer,
): Promise<boolean> {
  return new Promise((resolve, reject) =>
    verify(algorithm, data, key, value, (error, holds) => (error === null ? resolve(holds) : reject(error))),
  )
}

async function checked(key: SshKey, signature: Buffer, data: Buffer): Promise<SshVerdict> {
  const wire = new SshWire(signature)
  const algorithm = wire.text()
  const value = wire.string()
  if (algorithm === null || value === null) return { why: faults.form }
  if (key.application === null) {
    if (!wire.isEmpty) return { why: faults.form }
    return isGood(key, algorithm, value, data)
  }
  // Signed in a browser, it is about other bytes.
  if (algorithm.startsWith('webauthn-')) return 'other'
  const [flags, counter] = [wire.bytes(1), wire.bytes(4)]
  if (flags === null || counter === null || !wire.isEmpty) return { why: faults.form }
  const sha256 = (bytes: Buffer): Buffer => Buffer.from(hash('sha256', bytes, 'hex'), 'hex')
  return isGood(key, algorithm, value, Buffer.concat([sha256(key.application), flags, counter, sha256(data)]))
}

async function isGood(key: SshKey, algorithm: string, value: Buffer, data: Buffer): Promise<SshVerdict> {
  if (key.kind === 'rsa') return rsaGood(key, algorithm, value, data)
  if (algorithm !== key.type) return { why: notAccepted(algorithm) }
  const isFit = key.kind === 'ed25519' ? ed25519Good(key, value, data) : ecdsaGood(key, value, data)
  return (await isFit) ? 'good' : { why: faults.bad }
}

async function ed25519Good({ key }: SshKey, value: Buffer, data: Buffer): Promise<boolean> {
  return value.length === 64 && verifyLater(null, data, key, value)
}

async function ecdsaGood({ key, curve }: SshKey, value: Buffer, data: Buffer): Promise<boolean> {
  if (curve === null) return false
  const wire = new SshWire(value)
  const [r, s] = [wire.number(curve.size), wire.number(curve.size)]
  if (r === null || s === null || !wire.isEmpty) return false
  return verifyLater(
    curve.hash,
    data,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.concat([padded(r, curve.size), padded(s, curve.size)]),
  )
}

const rsaHashes: ReadonlyMap<string, string> = new Map([
  ['rsa-sha2-256', 'sha256'],
  ['rsa-sha2-512', 'sha512'],
])

async function rsaGood({ key }: SshKey, algorithm: string, value: Buffer, data: Buffer): Promise<SshVerdict> {
  const digest = rsaHashes.get(algorithm)
  // Among them ssh-rsa, which is over SHA-1.
  if (digest === undefined) return { why: notAccepted(algorithm) }
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
  if (value.length > size) return { why: faults.bad }
  return (await verifyLater(digest, data, key, padded(value, size))) ? 'good' : { why: faults.bad }
}

function padded(value: Buffer, size: number): Buffer {
  return Buffer.concat([Buffer.alloc(size - value.length), value])
}
