import { claimedKey, cosignedAt } from './cosignature.ts'
import { type NoteSignature, parseNote, parseSignatureLines, type VerifierKey } from './note.ts'

/** The answer of a witness: signature lines, or a whole checkpoint with them, whose text is then known. */
export interface WitnessAnswer {
  readonly text: string | null
  readonly signatures: readonly NoteSignature[]
}

/** null: this is neither. */
export function parseWitnessAnswer(content: string): WitnessAnswer | null {
  const lines = parseSignatureLines(content)
  if (lines !== null) return { text: null, signatures: lines }
  return parseNote(content)
}

/** The signature of a witness that is trusted: what it signed, and when, as it says itself (RFC 3339). */
export interface Seen {
  readonly signature: NoteSignature
  readonly at: string
}

/** Sorts the signatures of an answer by what they are worth on a checkpoint. Those of unknown keys are in neither list. */
export function weighAnswer(
  checkpoint: string,
  { text, signatures }: WitnessAnswer,
  trusted: readonly VerifierKey[],
): { readonly seen: readonly Seen[]; readonly bad: readonly NoteSignature[] } {
  const seen: Seen[] = []
  const bad: NoteSignature[] = []
  for (const signature of signatures) {
    const key = claimedKey(signature, trusted)
    if (key === undefined) continue
    const at = text === null || text === checkpoint ? cosignedAt(checkpoint, signature, key) : null
    if (at === null) bad.push(signature)
    else seen.push({ signature, at })
  }
  return { seen, bad }
}
