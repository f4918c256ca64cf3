import { harmless } from '../core/harmless.ts'

/** The columns of a frame: it is shown indented by two on a screen of 80. */
const columns = 78

/**
 * The line before, the line itself and a marker under the column, each at most 78 columns. A long line is shown around
 * the place. Control codes are made visible, so the marker is placed by what is shown, not by what is stored.
 */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n|\r/, line)
  const digits = String(line).length
  const gutter = digits + 5
  const room = columns - gutter
  const source = lines[line - 1] ?? ''
  const before = harmless(source.slice(0, column - 1))
  // Keeps 20 columns of what follows in sight, and the line before aligned with it.
  const start = Math.max(0, before.length - (room - 20))
  const show = (number: number, content: string): string =>
    `${number === line ? '>' : ' '} ${String(number).padStart(digits)} | ${cut(content, start, room)}`.trimEnd()
  const shown = [show(line, harmless(source.slice(0, column + 4 * columns)))]
  const previous = lines[line - 2]
  if (previous !== undefined && previous.trim() !== '') shown.unshift(show(line - 1, harmless(previous.slice(0, 4096))))
  shown.push(`${' '.repeat(digits + 3)}| ${' '.repeat(before.length - start)}^`)
  return shown.join('\n')
}

function cut(line: string, start: number, room: number): string {
  const part = line.slice(start)
  return part.length > room ? `${part.slice(0, room - 1)}…` : part
}
