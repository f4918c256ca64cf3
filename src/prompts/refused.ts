import { counted } from '../core/counted.ts'
import type { Text } from '../core/text.ts'

/**
 * The most that one answer may hold, in bytes as the record writes it: a line of the record has 65,535 for all that belongs
 * together. What is longer is a file, and belongs into custody.
 */
const longestAnswer = 19_000
/** The same for all answers to the fields of one step. */
const longestTogether = 24_000

/** Whether an answer has room for this text. */
export function hasRoom(text: string): boolean {
  return size(text) <= longestAnswer
}

/** The reason why one more answer is too much for a step with these ones, or null. */
export function tooMuchTogether(answers: readonly unknown[]): Text | null {
  const all = answers.reduce<number>((sum, one) => sum + size(one), 0)
  if (all <= longestTogether) return null
  return {
    en: `with this, the answers to this step have ${all} characters, and ${longestTogether} have room: keep it shorter, or in a file that you take as evidence`,
    nl: `hiermee tellen de antwoorden op deze stap ${all} tekens, en er passen er ${longestTogether}: houd het korter, of bewaar het in een bestand dat u als bewijs neemt`,
  }
}

function size(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value ?? null))
}

/**
 * The amount that came, for a person who did not mean it: so many lines, or so many characters. In Dutch the verb
 * follows the number.
 */
function amount(text: string, length: number): Text {
  const lines = text.trimEnd().split('\n').length
  const [count, en, nl] =
    lines > 1 && length <= text.length
      ? [lines, counted(lines, 'line', 'lines'), counted(lines, 'regel', 'regels')]
      : [length, counted(length, 'character', 'characters'), counted(length, 'teken', 'tekens')]
  return { en, nl: `er ${count === 1 ? 'kwam' : 'kwamen'} ${nl}` }
}

type What = { readonly text: string; readonly length: number }

/** The reason why a paste was not taken, where one chooses from a list. */
export function notForList({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and nothing was chosen by it: choose with the arrows and Enter`,
    nl: `${nl} in één keer, en daarmee is niets gekozen: kies met de pijlen en Enter`,
  }
}

/** The form in which a text is asked for: as words that must be typed, as one line, or as prose. */
export type TextForm = 'typed' | 'line' | 'prose'

/** The longest paste that goes into one line, in characters. */
const longestLine = 2000

/**
 * The reason why a paste is not taken where a text is asked for, or null. `text` is what of it an answer can hold,
 * `before` is there already.
 */
export function notForText(form: TextForm, text: string, came: What, before: string): Text | null {
  if (form === 'typed') return notTyped(came)
  if (form === 'line') return text.includes('\n') || came.length > longestLine ? notOneLine(came) : null
  if (came.length > came.text.length) return tooLong(came.length)
  return hasRoom(before + text) ? null : tooLong(before.length + text.length)
}

/** The same where words must be typed. */
export function notTyped({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and this must be typed: nothing was taken`,
    nl: `${nl} in één keer, en dit moet getypt worden: niets is overgenomen`,
  }
}

/** The same where one line is asked for. */
function notOneLine({ text, length }: What): Text {
  const { en, nl } = amount(text, length)
  return {
    en: `${en} came in one go, and one line is asked for: nothing was taken`,
    nl: `${nl} in één keer, en hier past één regel: niets is overgenomen`,
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

/** The text without control and format codes, lone surrogates, and what Unicode calls letters but shows nothing. */
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
