import { plain, type Text } from '../core/text.ts'

/**
 * The meaning of a word of the record; the word itself where this program knows none: a stranger's record may hold any.
 */
export function wordOf(words: { readonly [word: string]: Text }, word: string): Text {
  return (Object.hasOwn(words, word) ? words[word] : undefined) ?? plain(word)
}
