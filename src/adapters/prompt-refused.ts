import { counted } from '../core/counted.ts'
import type { Text } from '../core/text.ts'

/** The most that one answer may hold, in characters: what is longer is a file, and belongs into custody. */
export const longestAnswer = 100_000

/** What came, for a person who did not mean it: so many lines, or so many characters. */
function amount(text: string, length: number): Text {
  const lines = text.trimEnd().split('\n').length
  return lines > 1 && length <= text.length
    ? { en: counted(lines, 'line', 'lines'), nl: counted(lines, 'regel', 'regels') }
    : { en: counted(length, 'character', 'characters'), nl: counted(length, 'teken', 'tekens') }
}

type What = { readonly text: string; readonly length: number }

/** Why a paste was not taken, where one chooses from a list. */
export function notForList({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and nothing was chosen by it: choose with the arrows and Enter`,
    nl: `er kwam ${nl} in één keer, en daarmee is niets gekozen: kies met de pijlen en Enter`,
  }
}

/** Where a text is asked for: as words that must be typed, as one line, or as prose. */
export type TextForm = 'typed' | 'line' | 'prose'

/** The longest paste that goes into one line, in characters. */
const longestLine = 2000

/** Why a paste is not taken where a text is asked for, or null. `text` is what of it an answer can hold, `before` is there already. */
export function notForText(form: TextForm, text: string, came: What, before: number): Text | null {
  if (form === 'typed') return notTyped(came)
  if (form === 'line') return text.includes('\n') || came.length > longestLine ? notOneLine(came) : null
  const length = came.length > came.text.length ? came.length : before + text.length
  return length > longestAnswer ? tooLong(length) : null
}

/** The same where words must be typed. */
function notTyped({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and this must be typed: nothing was taken`,
    nl: `er kwam ${nl} in één keer, en dit moet getypt worden: niets is overgenomen`,
  }
}

/** The same where one line is asked for. */
function notOneLine({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and one line is asked for: nothing was taken`,
    nl: `er kwam ${nl} in één keer, en hier past één regel: niets is overgenomen`,
  }
}

/** Prose that is too long. */
export function tooLong(length: number): Text {
  return {
    en: `${length} characters are too many for an answer (at most ${longestAnswer}): keep them in a file, and take that as evidence`,
    nl: `${length} tekens is te veel voor een antwoord (hoogstens ${longestAnswer}): bewaar ze in een bestand, en neem dat als bewijs`,
  }
}

/** Enter came in one packet with other keys: held up on the way, or the end of something that was pasted. */
export const together: Text = {
  en: 'Enter came together with other keys and did not count: press it once more',
  nl: 'Enter kwam samen met andere toetsen en telde niet: druk er nog eens op',
}

export const nothingChosen: Text = {
  en: 'nothing is chosen yet: use the arrows',
  nl: 'er is nog niets gekozen: gebruik de pijlen',
}

export const noEditor: Text = {
  en: 'no editor is set: give its name in the variable EDITOR',
  nl: 'er is geen tekstverwerker ingesteld: zet de naam in de variabele EDITOR',
}

/** The text of a paste as an answer can hold it: lines, tabs as spaces, and nothing that can't be seen. */
export function pasteText(text: string): string {
  return visible(text).replace(/ +$/gm, '').replace(/\n+$/, '')
}

/** Without control and format codes, lone surrogates, and what Unicode calls letters but shows nothing. */
export function visible(text: string): string {
  return text
    .replaceAll('\t', '  ')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu, (code) =>
      code === '\n' ? code : '',
    )
}

/** A line whose end says that another one follows: a backslash that no other one stands before. */
export function endsOpen(line: string): boolean {
  return /(^|[^\\])\\$/.test(line)
}
