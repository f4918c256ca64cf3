import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { toAscii } from './ascii.ts'

/** How a text from anywhere becomes one line that can't disturb a terminal, in one language. */
export function sayIn(lang: Lang, unicode: boolean): (text: Said) => string {
  return (text) => {
    const line = harmless(pick(text, lang))
    return unicode ? line : toAscii(line)
  }
}
