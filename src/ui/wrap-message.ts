import { displayWidth } from '../core/harmless.ts'

/** A command to copy up to the sign that ends it, a word in backticks, an option with its value, or a word. */
const units = /cyber-respond (?:(?![;,:.](?:\s|$)).)*[;,:.]?|`[^`]*`\S*|--[a-z-]+ [A-Z<]\S*|\S+/g

/**
 * A message of one line for a terminal, broken between words, and further lines under an indent. What somebody may copy, such
 * as a command or a path, stays on one line; where it is wider than the screen, the terminal breaks it and copies it whole.
 * `columns` null: nobody looks, and the line stays as it is.
 */
export function wrapMessage(text: string, columns: number | null, indent = '  '): string {
  if (columns === null || displayWidth(text) <= columns) return text
  const lines: string[] = []
  let line = /^ */.exec(text)?.[0] ?? ''
  let isEmpty = true
  for (const unit of text.match(units) ?? []) {
    const word = unit.trimEnd()
    if (!isEmpty && displayWidth(line) + 1 + displayWidth(word) > columns) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line].join('\n')
}
