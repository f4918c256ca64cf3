import type { Text } from '../core/text.ts'
import type { Verification } from './verification.ts'

type Judged = Pick<Verification, 'verdict' | 'state' | 'tail' | 'sealed' | 'signatures'>

/** The limits of a verdict: what it does not rule out, in sentences, most important first. */
export function limitsOf({ verdict, state, tail, sealed, signatures }: Judged): readonly Text[] {
  if (verdict === 'tampered') return [afterTampering, ...always]
  const held = Math.max(0, ...signatures.filter(({ state: is, kind }) => is === 'good' && holds.has(kind)).map(sizeOf))
  return [
    ...(sealed === 0 ? unsealed : held >= sealed ? [] : [keyHolder(held)]),
    ...(sealed > 0 && tail > 0 ? [openTail(tail)] : []),
    ...(signatures.some(({ kind, state: is }) => is === 'good' && byPeople.has(kind)) ? [whoseKey] : []),
    ...(sealed === 0 ? [] : [state === 'open' ? cutTogether : cutBehindClosing]),
    ...always,
  ]
}

/** The signatures of those who keep a head away from the folder. */
const holds: ReadonlySet<string> = new Set(['witness', 'time-stamp', 'known-head'])
const sizeOf = ({ size }: { readonly size: number }): number => size

const unsealed: readonly Text[] = [
  {
    en: 'nothing here is sealed: whoever can write to the folder can rewrite the whole record so that it verifies again',
    nl: 'niets is hier verzegeld: wie in de map kan schrijven, kan het hele logboek herschrijven zodat het opnieuw klopt',
  },
  {
    en: 'a change in the last line, or lines cut off at the end, leave no trace in the folder',
    nl: 'een wijziging in de laatste regel, of regels die aan het einde zijn weggeknipt, laten geen spoor na in de map',
  },
]

const byPeople: ReadonlySet<string> = new Set(['operator', 'approval'])

const whoseKey: Text = {
  en: 'the keys of people are those that the record itself names: compare their fingerprints with the people',
  nl: 'de sleutels van mensen komen uit het logboek zelf: vergelijk de vingerafdrukken met die mensen',
}

function keyHolder(held: number): Text {
  const from = held === 0 ? '' : ` (from line ${held + 1} on)`
  const vanaf = held === 0 ? '' : ` (vanaf regel ${held + 1})`
  return {
    en: `whoever holds the key that seals, or names a key of his own, can rewrite the record and sign it anew${from}: only a head that somebody else keeps would show it (a witness, a time stamp, a note on paper)`,
    nl: `wie de sleutel heeft waarmee verzegeld wordt, of een eigen sleutel laat noemen, kan het logboek herschrijven en opnieuw ondertekenen${vanaf}: alleen een kop die iemand anders bewaart, zou dat tonen (een getuige, een tijdstempel, een notitie op papier)`,
  }
}

function openTail(tail: number): Text {
  if (tail === 1) {
    return {
      en: 'the last line stands behind the last seal: it can be changed or cut off without a trace',
      nl: 'de laatste regel staat na het laatste zegel: hij kan zonder spoor gewijzigd of weggeknipt worden',
    }
  }
  return {
    en: `the last ${tail} lines stand behind the last seal: they can be changed or cut off without a trace`,
    nl: `de laatste ${tail} regels staan na het laatste zegel: ze kunnen zonder spoor gewijzigd of weggeknipt worden`,
  }
}

const cutTogether: Text = {
  en: 'the record is not closed: lines at its end can have been cut off together with the seals over them',
  nl: 'het logboek is niet afgesloten: regels aan het einde kunnen weggeknipt zijn, samen met de zegels erover',
}

const cutBehindClosing: Text = {
  en: 'lines behind the closing (erasures, evidence, copies) can have been cut off together with the seals over them: only a head of that time that somebody else keeps would show it',
  nl: 'regels na de afsluiting (wissingen, bewijs, kopieën) kunnen weggeknipt zijn, samen met de zegels erover: alleen een kop van toen die iemand anders bewaart, zou dat tonen',
}

const afterTampering: Text = {
  en: 'more can be wrong behind it, and nothing here tells who did it, when and why: look for an older copy, a witness or a head on paper',
  nl: 'er kan daarachter nog meer fout zijn, en niets hier zegt wie het deed, wanneer en waarom: zoek een oudere kopie, een getuige of een kop op papier',
}

/** The limits of a proof of one line, in sentences; null: of one that does not hold. */
export function proofLimits(
  shown: { readonly keyFrom: 'reader' | 'proof'; readonly isWitnessed: boolean; readonly hidden: number } | null,
): readonly Text[] {
  if (shown === null) return [unknownMaker]
  return [
    ...(shown.keyFrom === 'proof' ? [carriedKey] : []),
    ...(shown.isWitnessed ? [] : [keyHolder(0)]),
    ...(shown.hidden > 0 ? [hiddenValues(shown.hidden)] : []),
    onlyThisLine,
    ...asWritten,
  ]
}

const unknownMaker: Text = {
  en: 'nothing here tells who changed it, or whether the record itself is good: ask for the proof again, or for the record',
  nl: 'niets hier zegt wie het wijzigde, of het logboek zelf goed is: vraag het bewijs opnieuw, of het logboek zelf',
}

const carriedKey: Text = {
  en: 'the key came along with the proof, so anybody can have made both: compare it, letter by letter, with the one that the municipality gives you another way, or name that one with --log-key',
  nl: 'de sleutel kwam mee met het bewijs, dus iedereen kan beide gemaakt hebben: vergelijk hem, letter voor letter, met de sleutel die de gemeente u langs een andere weg geeft, of geef die op met --log-key',
}

function hiddenValues(count: number): Text {
  return {
    en: `what stands at ${count} places of the line: personal values that do not come along with this proof`,
    nl: `wat op ${count} plaatsen van de regel staat: persoonsgegevens die niet met dit bewijs meekomen`,
  }
}

const onlyThisLine: Text = {
  en: 'it says nothing about the other lines: what came before and after is in the record',
  nl: 'het zegt niets over de andere regels: wat ervoor en erna kwam, staat in het logboek',
}

const asWritten: readonly Text[] = [
  {
    en: 'people and programs can have reported what was not so: the record shows what was written down, and in which order',
    nl: 'mensen en programma’s kunnen gemeld hebben wat niet zo was: het logboek toont wat er werd opgeschreven, en in welke volgorde',
  },
  {
    en: 'the clock of the machine that wrote it can have been wrong: only the order of the lines is certain',
    nl: 'de klok van het toestel dat schreef, kan verkeerd hebben gestaan: alleen de volgorde van de regels staat vast',
  },
]

const always: readonly Text[] = [
  ...asWritten,
  {
    en: 'files beside the record (evidence, outputs) were not read: cyber-respond evidence verify does that',
    nl: 'de bestanden naast het logboek (bewijs, uitvoer) zijn niet gelezen: dat doet cyber-respond evidence verify',
  },
]
