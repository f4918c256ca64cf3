import type { Text } from '../core/text.ts'
import { limitsOf } from './limits.ts'
import type { SealProblem } from './seal.ts'
import type { LogVerdict, SignatureFinding, Verification } from './verification.ts'

/** The findings beside the lines: the log's own heads, and what others signed. */
export interface SealFindings {
  readonly origin: string | null
  /** The number of heads, and the size of the largest that is good. */
  readonly seals: number
  readonly sealed: number
  /** The IDs of the log's keys, in hex, as they stand in verifier keys. */
  readonly keyIds: readonly string[]
  readonly problems: readonly SealProblem[]
  readonly signatures: readonly SignatureFinding[]
  /** The sentence that the lines are not those that this machine remembers; null: they are, or it remembers none. */
  readonly memory: Text | null
  /** The record lies in its own place in the home of this machine: there such a memory counts. */
  readonly isInPlace: boolean
  /** Sentences about what else was checked, and what was found wrong with it. */
  readonly checked: readonly Text[]
  readonly wrong: readonly Text[]
  /** Sentences about what it does not rule out, beside those of every record. */
  readonly limits?: readonly Text[]
}

/** The verdict on a whole record: on its lines (`walked`), and on what was signed over them. */
export function judgeRecord(walked: Verification, found: SealFindings): Verification {
  const { sealed, origin, problems, signatures } = found
  const [problem] = problems
  const bad = signatures.find(({ state }) => state === 'bad')
  const tail = walked.lines - sealed
  const { memory, isInPlace } = found
  const wrong =
    problem?.text ??
    (bad === undefined ? undefined : badSignature(bad)) ??
    found.wrong[0] ??
    (isInPlace ? (memory ?? undefined) : undefined)
  const verdict = verdictOf(walked.verdict, wrong !== undefined, sealed, signatures)
  const result = {
    ...{ ...walked, verdict, sealed, tail, origin, signatures },
    ...(memory === null ? {} : { memory }),
  }
  const isOfLines = walked.verdict === 'tampered'
  return {
    ...result,
    firstBadLine: walked.firstBadLine ?? problem?.from ?? null,
    checked: [...walked.checked, ...headsChecked(found), ...found.checked],
    found: isOfLines || wrong === undefined ? withSeal(walked.found, sealed, tail, isOfLines) : wrong,
    limits: [...limitsOf(result), ...(found.limits ?? [])],
  }
}

function verdictOf(
  lines: LogVerdict,
  isWrong: boolean,
  sealed: number,
  signatures: readonly SignatureFinding[],
): LogVerdict {
  if (lines === 'tampered' || isWrong) return 'tampered'
  if (lines === 'torn') return 'torn'
  const isHeld = signatures.some(({ kind, state }) => state === 'good' && kind !== 'operator' && kind !== 'approval')
  if (isHeld) return 'witnessed'
  return sealed > 0 ? 'signed' : 'unsealed'
}

function headsChecked({ seals, keyIds }: SealFindings): readonly Text[] {
  if (seals === 0) return []
  const keys = keyIds.join(', ')
  return [
    {
      en: `of ${seals} signed heads: the signature by the key that the record names (${keys}), and that the RFC 6962 root fits the lines`,
      nl: `van ${seals} ondertekende koppen: de handtekening met de sleutel die het logboek noemt (${keys}), en dat de RFC 6962-wortel bij de regels past`,
    },
  ]
}

function withSeal(found: Text, sealed: number, tail: number, isBad: boolean): Text {
  if (isBad || sealed === 0) return found
  return tail === 0
    ? { en: `${found.en}; all of them are sealed`, nl: `${found.nl}; alle zijn ze verzegeld` }
    : { en: `${found.en}; the first ${sealed} are sealed`, nl: `${found.nl}; de eerste ${sealed} zijn verzegeld` }
}

const badTexts: Readonly<Record<SignatureFinding['kind'], Text>> = {
  operator: { en: 'the signature of an operator', nl: 'de handtekening van een operator' },
  approval: { en: 'the signature under an approval', nl: 'de handtekening onder een goedkeuring' },
  witness: { en: 'the cosignature of a witness', nl: 'de medehandtekening van een getuige' },
  'time-stamp': { en: 'the time stamp', nl: 'de tijdstempel' },
  'known-head': { en: 'the head that you hold', nl: 'de kop die u bewaarde' },
}

function badSignature({ kind, who, size, why }: SignatureFinding): Text {
  const what = badTexts[kind]
  return {
    en: `${what.en} (${who}, over ${size} lines) does not fit${why === null ? '' : `: ${why.en}`}`,
    nl: `${what.nl} (${who}, over ${size} regels) past niet${why === null ? '' : `: ${why.nl}`}`,
  }
}
