import { isSignedBy, type NoteSignature, signatureType, type VerifierKey } from './note.ts'

const timeBytes = 8

/** The text that a witness signs (C2SP tlog-cosignature, Ed25519). `time` is in seconds since 1970. */
export function cosignedText(time: bigint, checkpoint: string): string {
  return `cosignature/v1\ntime ${time}\n${checkpoint}`
}

/** When the witness of this key says that it saw the checkpoint, in seconds since 1970; null: that signature is not its. */
export function cosignedAt(checkpoint: string, { bytes }: NoteSignature, key: VerifierKey): bigint | null {
  if (key.type !== signatureType.witness || bytes.length <= timeBytes) return null
  const time = bytes.readBigUInt64BE(0)
  if (time > 0x7fff_ffff_ffff_ffffn) return null
  return isSignedBy(cosignedText(time, checkpoint), bytes.subarray(timeBytes), key) ? time : null
}
