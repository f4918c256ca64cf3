/** A line of bash up to the cursor, as words. `last` is how the last one was typed, for who must write on in it. */
export interface BashLine {
  /** Without quotes; the last one is what is being typed, perhaps nothing. */
  readonly words: readonly string[]
  /** The quote that is still open at the end, or null. */
  readonly quote: '"' | "'" | null
  /** How much of the last word stands before what bash will replace: before its last break, or before the open quote. */
  readonly kept: number
}

/**
 * Reads a line as bash does. `breaks` is COMP_WORDBREAKS: bash replaces only what stands behind the last of these signs, though
 * `a:b` is one word to whoever gets it.
 */
export function bashLine(line: string, breaks: string): BashLine {
  const words: string[] = []
  let word: string | null = null
  let quote: '"' | "'" | null = null
  let kept = 0
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] as string
    if (quote === "'") {
      if (sign === quote) quote = null
      else word += sign
    } else if (sign === '\\' && (quote === null || /["\\$`\n]/.test(line[at + 1] ?? ''))) {
      at += 1
      word = (word ?? '') + (line[at] ?? '')
    } else if (quote === '"') {
      if (sign === quote) quote = null
      else word += sign
    } else if (sign === '"' || sign === "'") {
      word ??= ''
      quote = sign
      kept = word.length
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
      kept = 0
    } else {
      word = (word ?? '') + sign
      if (breaks.includes(sign)) kept = word.length
    }
  }
  return { words: [...words, word ?? ''], quote, kept: word === null ? 0 : kept }
}

/** A text as it must stand in a line of bash, inside the quote that is open there. */
export function bashQuoted(text: string, quote: BashLine['quote']): string {
  if (quote === "'") return text.replaceAll("'", "'\\''")
  if (quote === '"') return text.replace(/["\\$`]/g, '\\$&')
  return text.replace(/[^\p{L}\p{N}_@%+=:,./-]/gu, '\\$&').replace(/^~/, '\\~')
}
