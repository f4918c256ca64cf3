import { shownBy } from '../../ui/signs.ts'
import { narrowest, repertoireOf } from '../../ui/terminal.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'

interface Screens {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Screen
  readonly stderr: Screen
  /** False is certain, and saves opening a stream. */
  mayBeScreen?(to: 'stdout' | 'stderr'): boolean
}

interface Screen {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/**
 * Makes of what is printed what the terminal there can show, if it is one: signs that it has, and lines that it need not break
 * where it shows one sentence after another (`plain`, a dumb or a narrow terminal). Everything else is drawn as wide as the
 * screen already, or is a result to take away. What goes into a file or a pipe stays as it is.
 */
export function screenText(process: Screens, plain: boolean): (text: string, to: 'stdout' | 'stderr') => string {
  const { env } = process
  const repertoire = repertoireOf(env)
  const shown = shownBy(repertoire)
  const hasAllSigns = repertoire.unicode && repertoire.console !== true
  const isPlain = plain || env.TERM === 'dumb'
  const known: { stdout?: boolean; stderr?: boolean } = {}
  const mayBeScreen = (to: 'stdout' | 'stderr'): boolean => {
    known[to] ??= process.mayBeScreen?.(to) !== false
    return known[to]
  }
  return (text, to) => {
    if ((hasAllSigns && !isPlain && !hasLongLine(text)) || !mayBeScreen(to)) return text
    const { isTTY, columns = 80 } = process[to]
    if (isTTY !== true) return text
    // What is ASCII stays: the codes of colours are.
    const fitting = hasAllSigns ? text : text.replace(/\P{ASCII}+/gu, shown)
    return isPlain || columns < narrowest ? broken(fitting, columns) : fitting
  }
}

/** Broken between words, under the indent of each line; what somebody may copy stays whole. */
function broken(text: string, columns: number): string {
  const lines = text.split('\n')
  return lines.map((line) => wrapMessage(line, columns, /^ */.exec(line)?.[0] ?? '')).join('\n')
}

/** Shorter lines need no breaking on any screen. */
function hasLongLine(text: string): boolean {
  return /[^\n]{21}/.test(text)
}
