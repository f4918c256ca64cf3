import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { type Repertoire, shownBy } from './signs.ts'

/** The function that makes of a text from anywhere one line that can't disturb a terminal, in one language. */
export function sayIn(lang: Lang, terminal: Repertoire): (text: Said) => string {
  const shown = shownBy(terminal)
  return (text) => shown(harmless(pick(text, lang)))
}
