import type { SignatureFinding, Verification } from '../audit/verification.ts'
import { harmless } from '../core/harmless.ts'
import { inBoth, type Lang, pick, type Text } from '../core/text.ts'
import { wallTime } from '../core/wall-time.ts'
import { createLook, type Look } from './look.ts'
import type { Terminal } from './terminal.ts'
import { hang, wrapText } from './wrap.ts'

export const verdictWords: Readonly<Record<Verification['verdict'], Text>> = {
  witnessed: { en: 'WITNESSED', nl: 'BEVESTIGD DOOR EEN GETUIGE' },
  signed: { en: 'SIGNED', nl: 'ONDERTEKEND' },
  unsealed: { en: 'WHOLE, UNSEALED', nl: 'HEEL, NIET VERZEGELD' },
  torn: { en: 'TORN AT THE END', nl: 'AFGESCHEURD AAN HET EINDE' },
  tampered: { en: 'TAMPERED', nl: 'ER IS MEE GEKNOEID' },
}

const kinds: Readonly<Record<SignatureFinding['kind'], Text>> = {
  operator: { en: 'signed by', nl: 'ondertekend door' },
  approval: { en: 'approval signed by', nl: 'goedkeuring ondertekend door' },
  witness: { en: 'seen by witness', nl: 'gezien door getuige' },
  'time-stamp': { en: 'time stamp', nl: 'tijdstempel' },
  'known-head': { en: 'the head that you hold,', nl: 'de kop die u bewaarde,' },
}

const states: Readonly<Record<SignatureFinding['state'], Text>> = {
  good: { en: 'good', nl: 'goed' },
  bad: { en: 'DOES NOT FIT', nl: 'PAST NIET' },
  unchecked: { en: 'not checked', nl: 'niet nagekeken' },
}

const exercise: Text = {
  en: 'EXERCISE / OEFENING: the record of a drill, nothing of it happened',
  nl: 'EXERCISE / OEFENING: het logboek van een oefening, niets ervan is echt gebeurd',
}

/** The verdict on a record, in words: what was checked, what was found, and what this does not rule out. */
export function renderVerification(
  result: Verification,
  folder: string,
  terminal: Terminal,
  lang: Lang,
  kind: 'incident' | 'drill' = 'incident',
): string {
  const look = createLook(terminal, lang)
  const t = (text: Text): string => look.say(text)
  const state = result.state === 'closed' ? t({ en: 'closed', nl: 'afgesloten' }) : t({ en: 'open', nl: 'lopend' })
  const head = `${look.say(verdictWords[result.verdict])}   ${result.lines} ${t({ en: 'lines', nl: 'regels' })}, ${state}`
  const ink = { witnessed: look.ink.good, signed: look.ink.good, unsealed: look.ink.warning, torn: look.ink.warning }
  return [
    ...(kind === 'drill' ? [look.ink.loud(look.say(exercise))] : []),
    result.verdict === 'tampered' ? look.ink.loud(head) : ink[result.verdict](head),
    harmless(folder),
    ...(result.origin === null ? [] : [look.say(result.origin)]),
    '',
    t({ en: 'Checked:', nl: 'Nagekeken:' }),
    ...itemLines(result.checked, look),
    '',
    ...wrapText(`${t({ en: 'Found:', nl: 'Gevonden:' })} ${look.say(result.found)}.`, look.columns),
    ...(result.memory === undefined || result.verdict === 'tampered'
      ? []
      : ['', ...wrapText(look.say(result.memory), look.columns).map((line) => look.ink.loud(line))]),
    ...signatureLines(result.signatures, look),
    '',
    ...(result.remarks.length === 0
      ? []
      : [
          t({ en: 'To be looked at (it changes no verdict):', nl: 'Te bekijken (het verandert het oordeel niet):' }),
          ...itemLines(
            result.remarks.map(({ said }) => said),
            look,
          ),
          '',
        ]),
    t({ en: 'This does not rule out:', nl: 'Dit sluit niet uit:' }),
    ...itemLines(result.limits, look),
  ].join('\n')
}

/** Texts as a list. */
export function itemLines(texts: readonly Text[], look: Look): readonly string[] {
  return texts.map((text) => hang('- ', look.say(text), look.columns))
}

/** Each signature as a line of a list. */
export function signatureLines(findings: readonly SignatureFinding[], look: Look): readonly string[] {
  return signatureTexts(findings).map(({ said, state }) => {
    const line = hang('- ', look.say(said), look.columns)
    return state === 'bad' ? look.ink.loud(line) : line
  })
}

/** What came of signatures, in words. Equal ones stand in one line, with the largest head: an operator signs many. */
export function signatureTexts(
  findings: readonly SignatureFinding[],
): readonly { readonly said: Text; readonly state: SignatureFinding['state'] }[] {
  const groups = Map.groupBy(findings, ({ kind, who, state }) => `${kind} ${who} ${state}`)
  return [...groups.values()].map((group) => {
    const last = group.reduce((one, next) => (next.size > one.size ? next : one))
    return { said: inBoth((lang) => signatureText(last, group.length, lang)), state: last.state }
  })
}

function signatureText({ kind, who, size, state, at, why }: SignatureFinding, times: number, lang: Lang): string {
  const over =
    kind === 'approval'
      ? { en: `in line ${size}`, nl: `in regel ${size}` }
      : { en: `over ${size} lines`, nl: `over ${size} regels` }
  const count = times === 1 ? '' : ` (${times} ×)`
  return [
    `${pick(kinds[kind], lang)} ${who} ${pick(over, lang)}${count}: ${pick(states[state], lang)}`,
    ...(at === null ? [] : [wallTime(at, lang)]),
    ...(why === null ? [] : [pick(why, lang)]),
  ].join(', ')
}
