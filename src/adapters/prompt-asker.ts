import { pick, type Said, type Text } from '../core/text.ts'
import type { Look } from '../ui/look.ts'
import { promptTheme } from '../ui/prompt-theme.ts'
import { fold, wrapText } from '../ui/wrap.ts'
import type { AskKeys } from './prompt-keys.ts'
import type { LineReader } from './prompt-lines.ts'

export interface Entry<T> {
  readonly name: Said
  readonly value: T
  /** What may be typed to get it, before the words of its name: a step's code. */
  readonly code?: string
}

export interface LineOptions {
  /** What Enter alone gives. */
  readonly fallback?: string
  /** Why this can't be the answer, or null. */
  check?(text: string): Text | null
  /** A wrong answer stays, to be mended: a long path. Otherwise it goes, and can't become the start of the next one. */
  readonly mend?: boolean
  /** The answer as it was understood. */
  understood?(text: string): string
}

/** The questions that everything else is made of. Every text may come from anywhere. */
export interface Asker {
  readonly look: Look
  /** Text that is drawn already, as lines of its own. */
  print(text: string): void
  /** Words from anywhere, as lines of their own that the edge of the screen does not break. */
  tell(text: Said): void
  /** One of a few. */
  pick<T>(message: Said, entries: readonly Entry<T>[]): Promise<T>
  /** One of many: what is typed filters the list. */
  find<T>(message: Said, entries: readonly Entry<T>[]): Promise<T>
  /** One line, without the spaces around it. */
  line(message: Said, options?: LineOptions): Promise<string>
}

export interface AskerParts {
  readonly look: Look
  readonly output: { write(text: string): unknown }
  readonly keys: AskKeys
  /** Used instead of keys on a plain terminal. */
  readonly lines: () => LineReader
}

export function createAsker(parts: AskerParts): Asker {
  const { look, output } = parts
  const print = (text: string): void => void output.write(`${text}\n`)
  return look.plain ? plainAsker(parts, print) : keyAsker(parts, print)
}

function keyAsker({ look, keys }: AskerParts, print: (text: string) => void): Asker {
  const theme = promptTheme(look)
  // A long question is broken at its spaces, and leaves room for what is typed behind it.
  const message = (text: Said, room: number): string => wrapText(look.say(text), look.columns - room).join('\n')
  const choice = <T>({ name, value }: Entry<T>) => ({ name: look.fit(name, look.columns - 4), value })
  return {
    look,
    print,
    tell: (text) => print(fold(look.tell(text), look.columns)),
    pick: async <T>(text: Said, entries: readonly Entry<T>[]) =>
      (await keys({
        type: 'select',
        message: message(text, 4),
        choices: entries.map(choice),
        pageSize: 12,
        loop: false,
        theme,
      })) as T,
    find: async <T>(text: Said, entries: readonly Entry<T>[]) =>
      (await keys({
        type: 'search',
        message: message(text, 20),
        source: (term: string | undefined) => {
          const found = matching(entries, term ?? '', look)
          if (found.length === 0) throw new Error(look.say(nothing))
          return found.map(choice)
        },
        pageSize: 12,
        theme,
      })) as T,
    line: async (text, { fallback, check, understood, mend = false } = {}) => {
      const answer = await keys({
        type: 'input',
        message: message(text, 30),
        ...(fallback === undefined ? {} : { default: look.say(fallback) }),
        validate: (value: string) => {
          const wrong = check?.(value.trim()) ?? null
          // Inquirer breaks what is too long in the middle of a word.
          return wrong === null ? true : fold(look.say(wrong), look.columns - 4)
        },
        transformer: (value: string, { isFinal }: { isFinal: boolean }) =>
          isFinal ? look.ink.accent(look.say(understood?.(value.trim()) ?? value)) : value,
        theme: { ...theme, validationFailureMode: mend ? 'keep' : 'clear' },
      })
      return String(answer).trim()
    },
  }
}

const nothing: Text = { en: 'nothing is called that', nl: 'niets heet zo' }
const wrongNumber: Text = { en: 'type one of the numbers', nl: 'typ een van de nummers' }

/** What stands in front of the cursor while one of several is chosen without keys. */
export const number: Text = { en: 'Number', nl: 'Nummer' }

/** Without keys: everything is a line, every choice has a number, nothing is drawn over. */
function plainAsker({ look, output, lines }: AskerParts, write: (text: string) => void): Asker {
  // Broken at spaces, before the terminal breaks words: what reads a screen aloud reads it line by line.
  const broken = (text: string): string => wrapText(text, look.columns).join('\n')
  const print = (text: string): void => write(broken(text))
  let reader: LineReader | null = null
  const line: Asker['line'] = async (text, { fallback, check, understood } = {}) => {
    for (;;) {
      const asked = `${look.say(text)}${fallback === undefined ? '' : ` (${look.say(fallback)})`}`
      output.write(`${broken(/[?:\])]$/.test(asked) ? asked : `${asked}:`)} `)
      reader ??= lines()
      const typed = (await reader.read()).trim()
      const answer = typed === '' && fallback !== undefined ? fallback : typed
      const wrong = check?.(answer) ?? null
      if (wrong === null) {
        if (understood !== undefined) print(look.say(understood(answer)))
        return answer
      }
      print(look.say(wrong))
    }
  }
  const pick = async <T>(text: Said, entries: readonly Entry<T>[]): Promise<T> => {
    print(look.say(text))
    for (const [index, { name }] of entries.entries()) print(`${index + 1}. ${look.say(name)}`)
    const chosen = (typed: string): Entry<T> | undefined =>
      entries.find(({ code }) => code !== undefined && code.toLowerCase() === typed.toLowerCase()) ??
      (/^\d{1,4}$/.test(typed) ? entries[Number(typed) - 1] : undefined)
    const typed = await line(number, { check: (value) => (chosen(value) === undefined ? wrongNumber : null) })
    return (chosen(typed) as Entry<T>).value
  }
  return { look, print, tell: (text) => print(look.tell(text)), pick, find: pick, line }
}

/** Entries that fit what was typed: by exact code, by the beginning of a code, then by the words of their name. */
function matching<T>(entries: readonly Entry<T>[], term: string, look: Look): readonly Entry<T>[] {
  const wanted = bare(term.trim())
  if (wanted === '') return entries
  const rank = ({ code, name }: Entry<T>): number => {
    const key = bare(code ?? '')
    if (key === wanted) return 0
    if (key.startsWith(wanted)) return 1
    return bare(pick(name, look.lang)).includes(wanted) ? 2 : 3
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((item) => item.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
