import { type ExitCode, exit } from '../core/fault.ts'
import { type Lang, pick, type Text } from '../core/text.ts'

/** Best first. `witnessed` and `signed` need seals, which are not made yet. */
export type LogVerdict = 'witnessed' | 'signed' | 'unsealed' | 'torn' | 'tampered'

/** What verifying a log found. */
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
  /** The RFC 6962 root over the leaves, in hex; null until there are checkpoints. */
  readonly root: string | null
  /** The name in the checkpoints; null until there are checkpoints. */
  readonly origin: string | null
  /** Counted from 1 over all segments. */
  readonly firstBadLine: number | null
  /** What was found, in a sentence. */
  readonly found: Text
  /** What this verdict does not rule out, in sentences. */
  readonly limits: readonly Text[]
}

export type Problem =
  | 'form'
  | 'zeros'
  | 'too-long'
  | 'envelope'
  | 'sequence'
  | 'chain'
  | 'segment-start'
  | 'segment-cut'
  | 'segment-missing'

/** The first thing that is wrong. `line` counts from 1 over all segments, `inFile` within the file. */
export interface Finding {
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
export function describeFinding({ problem, line, file, inFile }: Finding): Text {
  const text = problems[problem]
  return {
    en: `line ${line} (${file}, line ${inFile}) ${text.en}`,
    nl: `regel ${line} (${file}, regel ${inFile}) ${text.nl}`,
  }
}

/** What a log without seals can never show by itself. */
export const unsealedLimits: readonly Text[] = [
  {
    en: 'nothing here is sealed: whoever can write to the folder can rewrite the whole record so that it verifies again',
    nl: 'niets is hier verzegeld: wie in de map kan schrijven, kan het hele logboek herschrijven zodat het opnieuw klopt',
  },
  {
    en: 'a change in the last line, or lines cut off at the end, leave no trace in the folder',
    nl: 'een wijziging in de laatste regel, of regels die aan het einde zijn weggeknipt, laten geen spoor na in de map',
  },
  {
    en: "times are those of this machine's clock; only the order of the lines is certain",
    nl: 'de tijdstippen zijn die van de klok van dit toestel; alleen de volgorde van de regels staat vast',
  },
]

/** The exit code of a verification (audit log, section 5), while no seals are made: a whole log is as good as it gets. */
export function exitCodeOf({ verdict }: Verification): ExitCode {
  if (verdict === 'tampered') return exit.log
  return verdict === 'torn' ? exit.failed : exit.done
}

/** What `verify --json` prints, in one language. */
export function verificationJson(result: Verification, lang: Lang): { readonly [member: string]: unknown } {
  const { found, limits, ...rest } = result
  return { ...rest, found: pick(found, lang), limits: limits.map((limit) => pick(limit, lang)) }
}
