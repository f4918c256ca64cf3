import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { toAscii } from './ascii.ts'

/** The function that makes of a text from anywhere one line that can't disturb a terminal, in one language. */
export function sayIn(lang: Lang, unicode: boolean): (text: Said) => string {
  return (text) => {
    const line = harmless(pick(text, lang))
    return unicode ? line : toAscii(line)
  }
}
