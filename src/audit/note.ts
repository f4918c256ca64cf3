import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** Signature types of C2SP signed-note: a log's own, and a witness's with a time. */
export const signatureType = { log: 0x01, witness: 0x04 } as const

/** A public Ed25519 key under a name, as in a C2SP verifier key. `id` is the first four bytes of a hash over name, type and key. */
export interface VerifierKey {
  readonly name: string
  readonly type: number
  readonly id: Buffer
  /** 32 bytes. */
  readonly publicKey: Buffer
}

/** One signature line of a note. `bytes` is what follows the key's id. */
export interface NoteSignature {
  readonly name: string
  readonly id: Buffer
  readonly bytes: Buffer
}

/** A C2SP signed note, taken apart and not yet believed. `text` ends in a line feed. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

const publicKeyBytes = 32
const signatureBytes = 64
const idBytes = 4
/** No note of a log comes near it, and a reader must have some bound. */
const longestNote = 64 * 1024
const mostSignatures = 64

export function verifierKey(name: string, type: number, publicKey: Buffer): VerifierKey {
  const id = Buffer.from(
    hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'hex'),
    'hex',
  )
  return { name, type, id: id.subarray(0, idBytes), publicKey }
}

/** `name+id+base64(type, key)`, as Go's note package and C2SP write it. */
export function formatVerifierKey({ name, type, id, publicKey }: VerifierKey): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`
}

/** null: the text is no verifier key of an Ed25519 type, or its id is not that of its key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const bytes = encoded === undefined ? null : strictBase64(encoded)
  if (name === undefined || !isKeyName(name) || bytes === null || bytes.length !== 1 + publicKeyBytes) return null
  const type = bytes[0] as number
  if (type !== signatureType.log && type !== signatureType.witness) return null
  const key = verifierKey(name, type, bytes.subarray(1))
  return key.id.toString('hex') === id ? key : null
}

/** Whether a name can stand in a note: not empty, no white space, no plus sign, nothing that can't be seen. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]+$/u.test(name)
}

/** One signature line, with its line feed. */
export function signatureLine({ name, id, bytes }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`
}

export function formatNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`
}

/** null: this is no signed note. */
export function parseNote(note: string): SignedNote | null {
  if (note.length > longestNote || /[^\P{Cc}\n]/u.test(note) || !note.isWellFormed()) return null
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return null
  const signatures = parseSignatureLines(note.slice(end + 2))
  return signatures === null ? null : { text: note.slice(0, end + 1), signatures }
}

/** The lines that follow a note's text, or that a witness answers with. null: something else stands there. */
export function parseSignatureLines(lines: string): readonly NoteSignature[] | null {
  if (!lines.endsWith('\n') || lines.length > longestNote) return null
  const signatures: NoteSignature[] = []
  for (const line of lines.slice(0, -1).split('\n')) {
    const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? []
    const bytes = encoded === undefined ? null : strictBase64(encoded)
    if (name === undefined || bytes === null || bytes.length <= idBytes || !isKeyName(name)) return null
    signatures.push({ name, id: bytes.subarray(0, idBytes), bytes: bytes.subarray(idBytes) })
    if (signatures.length > mostSignatures) return null
  }
  return signatures
}

/** The signatures of a note that claim to be of this key. What they are worth is another question. */
export function signaturesOf(note: SignedNote, key: VerifierKey): readonly NoteSignature[] {
  return note.signatures.filter(({ name, id }) => name === key.name && id.equals(key.id))
}

export function signNote(text: string, key: KeyObject, as: VerifierKey): SignedNote {
  return { text, signatures: [{ name: as.name, id: as.id, bytes: sign(null, Buffer.from(text), key) }] }
}

/** The same on another thread. */
export function signNoteLater(text: string, key: KeyObject, as: VerifierKey): Promise<SignedNote> {
  return new Promise((resolve, reject) => {
    sign(null, Buffer.from(text), key, (error, bytes) =>
      error === null ? resolve({ text, signatures: [{ name: as.name, id: as.id, bytes }] }) : reject(error),
    )
  })
}

/** Ed25519 (RFC 8032). */
export function isSignedBy(message: string, signature: Buffer, key: VerifierKey): boolean {
  return signature.length === signatureBytes && verify(null, Buffer.from(message), keyObject(key), signature)
}

/** The same on another thread, for whoever has many to check. */
export function isSignedByLater(message: string, signature: Buffer, key: VerifierKey): Promise<boolean> {
  if (signature.length !== signatureBytes) return Promise.resolve(false)
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(message), keyObject(key), signature, (error, isGood) =>
      error === null ? resolve(isGood) : reject(error),
    )
  })
}

/** The 32 bytes of the public key that belongs to a private one. */
export function publicKeyOf(key: KeyObject): Buffer {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url')
}

/** null: the text is no Ed25519 private key in PEM. */
export function privateKey(pem: string | Buffer): KeyObject | null {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

const keyObjects = new WeakMap<VerifierKey, KeyObject>()

function keyObject(key: VerifierKey): KeyObject {
  const known = keyObjects.get(key)
  if (known !== undefined) return known
  const x = key.publicKey.toString('base64url')
  const made = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  keyObjects.set(key, made)
  return made
}

/** base64url without padding (RFC 4648, section 5), in the one way to write it; null otherwise. */
export function strictBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

/** Standard base64 with padding (RFC 4648, section 4), in the one way to write it; null otherwise. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}
