import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { OpensWith } from './opens-with.ts'

/** A pair of keys (age, X25519): `identity` opens what was closed for `recipient`. */
export interface AgePair {
  readonly identity: string
  readonly recipient: string
}

export async function newAgePair(): Promise<AgePair> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Closes bytes: for a passphrase, or for each of several recipients, any one of whom opens it. Throws for a recipient that is none. */
export async function closeBytes(
  bytes: Uint8Array,
  by: { readonly passphrase: string } | { readonly recipients: readonly string[] },
): Promise<Buffer> {
  return Buffer.from(await closing(by).encrypt(bytes))
}

/** The same of chunks, in flat memory. */
export async function* closeChunks(chunks: AsyncIterable<Buffer>, recipient: string): AsyncGenerator<Buffer, void> {
  const closed = await closing({ recipients: [recipient] }).encrypt(
    ReadableStream.from(chunks) as ReadableStream<Uint8Array>,
  )
  for await (const chunk of closed) yield Buffer.from(chunk)
}

/** How large a closed file of so many bytes is for one recipient, or a little more than it is: the file's head, and 16 bytes for each piece. */
export function closedSize(bytes: number): number {
  return bytes + 16 * Math.ceil(bytes / 65_536) + 512
}

function closing(by: { readonly passphrase: string } | { readonly recipients: readonly string[] }): Encrypter {
  const encrypter = new Encrypter()
  if ('passphrase' in by) encrypter.setPassphrase(by.passphrase)
  else for (const recipient of by.recipients) encrypter.addRecipient(recipient)
  return encrypter
}

/** What is in it, or why not: it was closed for something else, or its bytes are not as they were. */
export async function openBytes(bytes: Uint8Array, by: OpensWith): Promise<Buffer | 'other' | 'damaged'> {
  const opened = opening(by)
  if (opened === null) return 'other'
  try {
    return Buffer.from(await opened.decrypt(bytes))
  } catch (error) {
    return isOther(error) ? 'other' : 'damaged'
  }
}

/** The same of chunks, in flat memory. What was given before it throws is whole pieces, and not yet the whole. */
export async function* openChunks(chunks: AsyncIterable<Buffer>, identity: string): AsyncGenerator<Buffer, void> {
  const opened = await (opening({ identity }) as Decrypter).decrypt(
    ReadableStream.from(chunks) as ReadableStream<Uint8Array>,
  )
  for await (const chunk of opened) yield Buffer.from(chunk)
}

function opening(by: OpensWith): Decrypter | null {
  const decrypter = new Decrypter()
  try {
    if ('passphrase' in by) decrypter.addPassphrase(by.passphrase)
    else
      for (const identity of by.identity.split('\n').map((line) => line.trim())) {
        if (identity !== '' && !identity.startsWith('#')) decrypter.addIdentity(identity)
      }
    return decrypter
  } catch {
    return null
  }
}

/** The package has no codes: these are its words (0.3.1, pinned). */
function isOther(error: unknown): boolean {
  const said = error instanceof Error ? error.message : ''
  return said === "no identity matched any of the file's recipients" || said === 'no identities provided'
}
