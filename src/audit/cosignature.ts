import { isSignedBy, type NoteSignature, signatureType, type VerifierKey } from './note.ts'
import type { SignatureFinding } from './verification.ts'

const timeBytes = 8
/** The end of the year 9999: no clock says more, and RFC 3339 can't. */
const latest = 253_402_300_799n

/** The text that a witness signs (C2SP tlog-cosignature, Ed25519). `time` is in seconds since 1970. */
export function cosignedText(time: bigint, checkpoint: string): string {
  return `cosignature/v1\ntime ${time}\n${checkpoint}`
}

/**
 * The time at which the witness of this key says that it saw the checkpoint, RFC 3339; null: that signature is not its.
 */
export function cosignedAt(checkpoint: string, { bytes }: NoteSignature, key: VerifierKey): string | null {
  if (key.type !== signatureType.witness || bytes.length <= timeBytes) return null
  const time = bytes.readBigUInt64BE(0)
  if (time > latest || !isSignedBy(cosignedText(time, checkpoint), bytes.subarray(timeBytes), key)) return null
  return new Date(Number(time) * 1000).toISOString()
}

/** The key among these by which a signature claims to be. */
export function claimedKey({ name, id }: NoteSignature, keys: readonly VerifierKey[]): VerifierKey | undefined {
  return keys.find((key) => key.name === name && key.id.equals(id))
}

/** The worth of a cosignature on a checkpoint to somebody who trusts these witnesses. */
export function cosignatureFinding(
  checkpoint: string,
  line: NoteSignature,
  trusted: readonly VerifierKey[],
): Omit<SignatureFinding, 'size'> {
  const base = { kind: 'witness', who: line.name, at: null } as const
  const key = claimedKey(line, trusted)
  if (key === undefined) return { ...base, state: 'unchecked', why: untrusted }
  const at = cosignedAt(checkpoint, line, key)
  return { ...base, at, state: at === null ? 'bad' : 'good', why: null }
}

const untrusted = {
  en: 'name the key of this witness with --witness KEY, as you got it from the witness',
  nl: 'geef de sleutel van deze getuige op met --witness SLEUTEL, zoals u die van de getuige kreeg',
}
