import type { Text } from '../core/text.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { isSignedBy, parseNote, type SignedNote, signaturesOf, type VerifierKey } from './note.ts'

/** A signed head as it lies in `checkpoints/`: its three lines (`checkpoint.ts`) under signatures (`note.ts`). `FORMAT.md`, Seals. */
export interface Seal {
  readonly file: string
  readonly checkpoint: Checkpoint
  readonly note: SignedNote
}

/** A log's key, and the line of the record that introduced it: it can vouch for heads above that line only. */
export interface LogKey {
  readonly key: VerifierKey
  readonly seq: number
}

/** A fault of a seal. `from` and `to` are the first and last line that can be bad, counted from 1. */
export interface SealProblem {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly text: Text
}

/** Reads a signed head. The problem tells what it is when it is none. */
export function readSeal(file: string, content: string): Seal | SealProblem {
  const note = parseNote(content)
  const checkpoint = note === null ? null : parseCheckpoint(note.text)
  if (note === null || checkpoint === null) {
    return problem(file, 1, 1, {
      en: 'is no signed head: it was not written by this program, or it was changed',
      nl: 'is geen ondertekende kop: dit programma schreef hem niet, of hij werd gewijzigd',
    })
  }
  const size = /(\d+)\.note$/.exec(file)?.[1]
  if (size !== undefined && size !== String(checkpoint.size)) {
    return problem(file, 1, checkpoint.size, {
      en: `holds a head of ${checkpoint.size} lines: files were swapped`,
      nl: `bevat een kop van ${checkpoint.size} regels: bestanden werden verwisseld`,
    })
  }
  return { file, checkpoint, note }
}

export function isSeal(found: Seal | SealProblem): found is Seal {
  return 'checkpoint' in found
}

/** The signatures of a seal that claim to be by a key which the record introduced below it. */
export function claimsOf({ checkpoint, note }: Seal, keys: readonly LogKey[]): readonly Claim[] {
  return keys
    .filter(({ key, seq }) => key.name === checkpoint.origin && seq < checkpoint.size)
    .flatMap(({ key }) => signaturesOf(note, key).map(({ bytes }) => ({ key, text: note.text, bytes })))
}

/** A signature that claims to be by a key over a text. */
export interface Claim {
  readonly key: VerifierKey
  readonly text: string
  readonly bytes: Buffer
}

/** Whether every claim holds, and there is one. */
export function isSealSigned(claims: readonly Claim[]): boolean {
  return claims.length > 0 && claims.every(({ key, text, bytes }) => isSignedBy(text, bytes, key))
}

/** The facts by which a seal is judged. `known` is the size of the last seal before it that was good. */
interface Log {
  readonly lines: number
  readonly keys: readonly LogKey[]
  /** The root at the size of the seal; undefined: the lines don't reach it. */
  readonly root: Buffer | undefined
  readonly known: number
}

/**
 * Whether a seal is this log's and fits its lines: right origin, a good signature by a key that the record introduced
 * below it (`isSigned`), and the root of exactly these lines. null: it is.
 */
export function problemOf(seal: Seal, { lines, keys, root: found, known }: Log, isSigned: boolean): SealProblem | null {
  const { file, checkpoint } = seal
  const { size, root } = checkpoint
  if (size > lines) {
    return problem(file, lines + 1, size, {
      en: `seals ${size} lines, and only ${lines} are there: lines were cut off`,
      nl: `verzegelt ${size} regels, en er zijn er maar ${lines}: er werden regels weggeknipt`,
    })
  }
  if (claimsOf(seal, keys).length === 0) {
    return problem(file, known + 1, size, {
      en: 'is not signed by a key that this record names: it belongs to another record, or was made up',
      nl: 'is niet ondertekend met een sleutel die dit logboek noemt: hij hoort bij een ander logboek, of is verzonnen',
    })
  }
  if (!isSigned) {
    return problem(file, known + 1, size, {
      en: 'has a signature that does not fit: the head or its signature was changed',
      nl: 'heeft een handtekening die niet past: de kop of de handtekening werd gewijzigd',
    })
  }
  if (found?.equals(root) === true) return null
  return problem(file, known + 1, size, {
    en: `does not fit the lines below it: one of the lines ${known + 1} to ${size} was changed, added, removed or moved`,
    nl: `past niet bij de regels eronder: een van de regels ${known + 1} tot ${size} werd gewijzigd, toegevoegd, verwijderd of verplaatst`,
  })
}

function problem(file: string, from: number, to: number, text: Text): SealProblem {
  return { file, from, to, text: { en: `${file} ${text.en}`, nl: `${file} ${text.nl}` } }
}
