import { type ExitCode, exit } from '../core/exit-codes.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { MemoryCheck } from './remembered-head.ts'

/** Best first. `witnessed`: somebody else holds a head of these lines. `signed`: the log's key signed one. */
export type LogVerdict = 'witnessed' | 'signed' | 'unsealed' | 'torn' | 'tampered'

/** The result of verifying a log. */
export interface Verification {
  readonly verdict: LogVerdict
  /** `closed`: the incident was closed on record. */
  readonly state: 'open' | 'closed'
  /** Whole lines that verify, from the start. */
  readonly lines: number
  /** Lines below the last seal. */
  readonly sealed: number
  /** Lines after the last seal. */
  readonly tail: number
  /** The RFC 6962 root over the leaves, in hex. */
  readonly root: string
  /** The name in the checkpoints; null when there are none. */
  readonly origin: string | null
  /** Counted from 1 over all segments. */
  readonly firstBadLine: number | null
  /** Signatures and the like by others than the log's own key. */
  readonly signatures: readonly SignatureFinding[]
  /** The things that were checked, in sentences. */
  readonly checked: readonly Text[]
  /** The finding, in a sentence. */
  readonly found: Text
  /** The things that this verdict does not rule out, in sentences. */
  readonly limits: readonly Text[]
  /** The sentence that the lines are not those that this machine remembers. On another machine nobody knows that. */
  readonly memory?: Text
  /** The remarks that a reader should look at, though they change no verdict. */
  readonly remarks: readonly VerificationRemark[]
}

/**
 * `stated`: a time that a person stated, in line `line`, is in an order that can't be. `time-stamp`: a stamp over the first
 * `line` lines says another time than they do. `second-person`: whom the profile doesn't name, first in line `line`. `beside`:
 * something beside the record, at no line.
 */
export interface VerificationRemark {
  readonly kind: 'stated' | 'time-stamp' | 'second-person' | 'beside'
  readonly line: number | null
  readonly said: Text
}

/** The fate of one signature. `size` is the number of lines that it is about. */
export interface SignatureFinding {
  readonly kind: 'operator' | 'approval' | 'witness' | 'time-stamp' | 'known-head'
  readonly who: string
  readonly size: number
  /** The time at which it was made, as the one who made it says; RFC 3339. */
  readonly at: string | null
  /** `unchecked`: nothing here can tell, and `why` says what is missing. */
  readonly state: 'good' | 'bad' | 'unchecked'
  readonly why: Text | null
}

export type Problem =
  | 'form'
  | 'zeros'
  | 'too-long'
  | 'envelope'
  | 'shape'
  | 'sequence'
  | 'chain'
  | 'segment-start'
  | 'segment-cut'
  | 'segment-missing'

/** The first thing that is wrong. `line` counts from 1 over all segments, `inFile` within the file. */
export interface FoundProblem {
  readonly problem: Problem
  readonly line: number
  readonly file: string
  readonly inFile: number
}

const problems: Readonly<Record<Problem, Text>> = {
  form: {
    en: 'is not in the strict form of a line: it was not written by this program, or it was changed',
    nl: 'heeft niet de strikte vorm van een regel: dit programma schreef hem niet, of hij werd gewijzigd',
  },
  zeros: {
    en: 'holds zero bytes, which are never written: it was changed, or the disk lost a part of it',
    nl: 'bevat nulbytes, die nooit geschreven worden: de regel werd gewijzigd, of de schijf verloor er een deel van',
  },
  'too-long': { en: 'is longer than a line can be', nl: 'is langer dan een regel kan zijn' },
  envelope: {
    en: 'does not have the members of an event, or is of a version that this program does not know',
    nl: 'heeft niet de velden van een gebeurtenis, of is van een versie die dit programma niet kent',
  },
  shape: {
    en: 'has data that an event of its type does not have: it was changed, or is of a version that this program does not know',
    nl: 'heeft gegevens die een gebeurtenis van die soort niet heeft: de regel werd gewijzigd, of is van een versie die dit programma niet kent',
  },
  sequence: {
    en: 'does not have the next number: a line was removed, added or moved',
    nl: 'heeft niet het volgende nummer: er werd een regel verwijderd, toegevoegd of verplaatst',
  },
  chain: {
    en: 'does not follow from the line before it: one of the two was changed, or lines were removed, added or moved',
    nl: 'volgt niet uit de regel ervoor: een van beide werd gewijzigd, of er werden regels verwijderd, toegevoegd of verplaatst',
  },
  'segment-start': {
    en: 'is not a right start of a file, or starts a file where none begins',
    nl: 'is geen juist begin van een bestand, of begint een bestand waar er geen begint',
  },
  'segment-cut': {
    en: 'stops halfway, although another file follows',
    nl: 'stopt halverwege, hoewel er nog een bestand volgt',
  },
  'segment-missing': { en: 'is missing: its file is not there', nl: 'ontbreekt: het bestand is er niet' },
}

/** The sentence about the first bad line. */
export function describeProblem({ problem, line, file, inFile }: FoundProblem): Text {
  const text = problems[problem]
  return {
    en: `line ${line} (${file}, line ${inFile}) ${text.en}`,
    nl: `regel ${line} (${file}, regel ${inFile}) ${text.nl}`,
  }
}

/** The sentence on what was looked at in every line. */
export const checkedLines: Text = {
  en: 'of every line: its strict form, its number, and that it follows from the line before it by SHA-256',
  nl: 'van elke regel: de strikte vorm, het nummer, en dat hij via SHA-256 volgt uit de regel ervoor',
}

/** The exit code of a verification (FORMAT.md, "What a verifier says"). */
export function exitCodeOf({ verdict }: Pick<Verification, 'verdict'>): ExitCode {
  if (verdict === 'tampered') return exit.log
  return verdict === 'signed' || verdict === 'witnessed' ? exit.done : exit.failed
}

/** The verification with what came of asking this machine's own memory, when its lines were read to the end. */
export function withMemory(result: Verification, check: MemoryCheck): Verification {
  const memory = check.end(result.lines)
  return memory === null ? result : { ...result, memory }
}

/** The verification as `verify --json` prints it, in one language. */
export function verificationJson(result: Verification, lang: Lang): { readonly [member: string]: unknown } {
  const { found, limits, checked, signatures, memory, remarks, ...rest } = result
  const said = (texts: readonly Text[]): readonly string[] => texts.map((text) => pick(text, lang))
  return {
    ...rest,
    signatures: signatures.map(({ why, ...one }) => ({ ...one, why: why === null ? null : pick(why, lang) })),
    found: pick(found, lang),
    ...(memory === undefined ? {} : { memory: pick(memory, lang) }),
    checked: said(checked),
    limits: said(limits),
    remarks: remarks.map((remark) => ({ ...remark, said: pick(remark.said, lang) })),
  }
}
