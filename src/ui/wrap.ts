import { displayWidth } from '../core/harmless.ts'

/** The text with spaces after it, so that it takes `columns`. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}

/**
 * Breaks a harmless text into lines of at most `columns` display columns, at spaces where it can. Line feeds in it stay,
 * an empty text gives no lines.
 */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines = text.replaceAll('\t', ' ').split('\n')
  return lines.flatMap((line) => wrapLine(line, Math.max(1, columns))).slice(text === '' ? 1 : 0)
}

function wrapLine(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ').filter((part) => part !== '')) {
    for (const part of pieces(word, columns)) {
      const width = displayWidth(part)
      const gap = line === '' ? 0 : 1
      if (used + gap + width > columns && line !== '') {
        lines.push(line)
        line = part
        used = width
      } else {
        line += ' '.repeat(gap) + part
        used += gap + width
      }
    }
  }
  return [...lines, line]
}

/** A word that is wider than a line, in pieces that fit. */
function pieces(word: string, columns: number): readonly string[] {
  if (displayWidth(word) <= columns) return [word]
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const character of word) {
    const width = displayWidth(character)
    if (used + width > columns && part !== '') {
      parts.push(part)
      part = ''
      used = 0
    }
    part += character
    used += width
  }
  return [...parts, part]
}

/** With less room beside a label than this, what it is about stands below it. */
const leastRoom = 12

/** A first line that starts with `first`, and the lines after it under it; on a screen too narrow for that all of it below. */
export function hang(first: string, text: string, columns: number): string {
  const indent = displayWidth(first)
  if (indent > columns - leastRoom && indent > 2) {
    const label = first.trim() === '' ? [] : wrapText(first.trim(), columns)
    return [...label, ...wrapText(text, columns - 2).map((line) => `  ${line}`)].join('\n')
  }
  const [head = '', ...rest] = wrapText(text, columns - indent)
  return [(first + head).trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)].join('\n')
}

/** A text of several lines, each broken at spaces and hung under its own indent. */
export function wrapLines(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => hang(/^ */.exec(line)?.[0] ?? '', line, columns))
    .join('\n')
}

/** Puts parts next to each other, three spaces between them, on as few lines as they fit. */
export function flow(parts: readonly string[], columns: number): readonly string[] {
  const lines: string[] = []
  const whole = (part: string): boolean => displayWidth(part) <= columns
  for (const part of parts.flatMap((item) => (whole(item) ? [item] : wrapText(item, columns)))) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(last) + 3 + displayWidth(part) <= columns) {
      lines[lines.length - 1] = `${last}   ${part}`
    } else lines.push(part)
  }
  return lines
}
