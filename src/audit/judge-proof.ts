import type { Json, LogEvent } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { cosignatureFinding } from './cosignature.ts'
import { concealedIn, digestOf, disclosedValue, revealIn } from './disclosure.ts'
import { proofLimits } from './limits.ts'
import { eventIn, leafBytes, readCarried } from './line-proof.ts'
import { formatVerifierKey, isSignedBy, parseNote, signaturesOf, type VerifierKey } from './note.ts'
import { parseProof } from './proof.ts'
import { rootOfInclusion } from './tree.ts'
import type { LogVerdict, SignatureFinding } from './verification.ts'

/** The result of checking a proof of one line, for a reader who has nothing else. */
export interface ProofCheck {
  readonly verdict: Extract<LogVerdict, 'witnessed' | 'signed' | 'tampered'>
  /** The line that was proven, and by whose word; null when the proof does not hold. */
  readonly shown: ShownLine | null
  /** Cosignatures of witnesses on the head. */
  readonly signatures: readonly SignatureFinding[]
  /** The finding, in a sentence. */
  readonly found: Text
  /** The things that this does not rule out, in sentences. */
  readonly limits: readonly Text[]
}

interface ShownLine {
  /** The name of the log. */
  readonly origin: string
  /** The number of the line, counted from 1, and of the lines of the sealed head. */
  readonly line: number
  readonly lines: number
  /** The root of the head, in hex. */
  readonly root: string
  /** The key that signed it, as a verifier key; `keyFrom` tells whether the reader named it or the proof brought it along. */
  readonly key: string
  readonly keyFrom: 'reader' | 'proof'
  /** The line without its LF. */
  readonly text: string
  /** The event of the line, with the personal values that came along. */
  readonly event: LogEvent
  /** The number of personal values that did not. */
  readonly hidden: number
}

/** Checks a proof alone. `trusted`: the log's keys as the reader knows them; without them those that came along count. */
export function checkLineProof(
  content: string,
  trusted: readonly VerifierKey[] | null,
  witnesses: readonly VerifierKey[],
): ProofCheck {
  const proof = parseProof(content)
  const carried = proof?.extra == null ? null : readCarried(proof.extra)
  const note = proof === null ? null : parseNote(proof.checkpoint)
  const checkpoint = note === null ? null : parseCheckpoint(note.text)
  if (proof === null || carried === null || note === null || checkpoint === null) return refused(unreadable)
  const { origin, size, root } = checkpoint
  const line = Buffer.from(carried.line)
  const event = eventIn(line)
  if (event === null) return refused(noLine)
  if (event.seq !== proof.index) return refused(otherNumber)
  if (rootOfInclusion(leafBytes(line), proof.index, size, proof.hashes)?.equals(root) !== true) return refused(unfit)
  const open = openedIn(event, carried.disclosures)
  if (open === null) return refused(otherValue)
  const keys = (trusted ?? carried.keys).filter(({ name }) => name === origin)
  const key = keys.find((one) => {
    const claims = signaturesOf(note, one)
    return claims.length > 0 && claims.every(({ bytes }) => isSignedBy(note.text, bytes, one))
  })
  if (key === undefined) return refused(trusted === null ? unsigned : otherKey)
  const others = note.signatures.filter(({ name, id }) => name !== key.name || !id.equals(key.id))
  const signatures = others.map((one) => ({ size, ...cosignatureFinding(note.text, one, witnesses) }))
  if (signatures.some(({ state }) => state === 'bad')) return { ...refused(badWitness), signatures }
  const isWitnessed = signatures.some(({ state }) => state === 'good')
  const keyFrom = trusted === null ? 'proof' : 'reader'
  return {
    verdict: isWitnessed ? 'witnessed' : 'signed',
    shown: {
      origin,
      line: proof.index + 1,
      lines: size,
      root: root.toString('hex'),
      key: formatVerifierKey(key),
      keyFrom,
      text: carried.line,
      event: open.event,
      hidden: open.hidden,
    },
    signatures,
    found: {
      en: `this line stood as line ${proof.index + 1} of ${size} in the log ${origin} when its head was sealed`,
      nl: `deze regel stond als regel ${proof.index + 1} van ${size} in het logboek ${origin} toen de kop ervan verzegeld werd`,
    },
    limits: proofLimits({ keyFrom, isWitnessed, hidden: open.hidden }),
  }
}

/** The event with the values that came along; null: one of them is not of this line. */
function openedIn(event: LogEvent, disclosures: readonly string[]): { event: LogEvent; hidden: number } | null {
  const data = event.data as Json
  const known = new Map(disclosures.map((disclosure) => [digestOf(disclosure), { disclosure }]))
  const concealed = concealedIn(data)
  const opened = concealed.filter(({ digest, path }) => {
    const one = known.get(digest)
    return one !== undefined && disclosedValue(one, digest, path) !== undefined
  })
  if (known.size !== disclosures.length || new Set(opened.map(({ digest }) => digest)).size !== known.size) return null
  const shown = revealIn(data, (digest) => known.get(digest) ?? null)
  return { event: { ...event, data: shown } as LogEvent, hidden: concealed.length - opened.length }
}

function refused(found: Text): ProofCheck {
  return { verdict: 'tampered', shown: null, signatures: [], found, limits: proofLimits(null) }
}

const unreadable = {
  en: 'this is no proof of a line, or it was changed',
  nl: 'dit is geen bewijs van een regel, of het werd gewijzigd',
}
const noLine = {
  en: 'what the proof carries is no line of a log',
  nl: 'wat het bewijs bevat, is geen regel van een logboek',
}
const otherNumber = {
  en: 'the line has another number than the proof says',
  nl: 'de regel heeft een ander nummer dan het bewijs zegt',
}
const unfit = {
  en: 'the line and the hashes do not lead to the root of the head: one of them was changed',
  nl: 'de regel en de hashes leiden niet tot de wortel van de kop: een ervan werd gewijzigd',
}
const otherValue = {
  en: 'a personal value that came along is not one of this line',
  nl: 'een persoonsgegeven dat meekwam, hoort niet bij deze regel',
}
const unsigned = {
  en: 'the head has no good signature by the key that the proof carries',
  nl: 'de kop heeft geen goede handtekening met de sleutel die het bewijs bevat',
}
const otherKey = {
  en: 'the head has no good signature by the key that you named',
  nl: 'de kop heeft geen goede handtekening met de sleutel die u opgaf',
}
const badWitness = {
  en: 'the cosignature of a witness that you trust does not fit the head',
  nl: 'de medehandtekening van een getuige die u vertrouwt, past niet bij de kop',
}
