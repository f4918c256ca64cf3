import { readBeside } from '../../adapters/program/beside.ts'
import { displayWidth, harmlessLine } from '../../core/harmless.ts'
import { type Lang, pick } from '../../core/text.ts'
import { type Around, aroundOf, type Env } from './around.ts'
import { bashLine, bashQuoted } from './bash-line.ts'
import { type Candidate, matching } from './candidate.ts'
import { kinds, orFiles } from './kinds.ts'
import { longOf, type Place, placeOf } from './place.ts'
import { type Shipped, shippedFile } from './shipped.ts'

/** What a shell is told: the words that fit, or that it should offer files or folders of its own. */
export interface Answer {
  readonly offers: 'words' | 'files' | 'folders'
  readonly words: readonly Candidate[]
}

/** How a shell asks: `-- word…` (the last one is being typed), or `--bash TYPE BREAKS LINE`. Gives what it reads; nothing on any fault. */
export async function completion(argv: readonly string[], env: Env, cwd: () => string): Promise<string> {
  try {
    const shipped = readBeside<Shipped>(shippedFile)
    return shipped === null ? '' : await completionFrom(shipped, argv, env, cwd())
  } catch {
    // Somebody types: a message in the middle of her line helps nobody.
    return ''
  }
}

export async function completionFrom(
  shipped: Shipped,
  argv: readonly string[],
  env: Env,
  cwd: string,
): Promise<string> {
  const [how, ...rest] = argv
  if (how !== '--bash') {
    const { answer, place, lang } = await answerTo(shipped, rest, env, cwd)
    const lines = answer.words.map(({ value, about }) => {
      const said = about === null ? '' : `\t${harmlessLine(pick(about, lang), 60)}`
      return `${place.kept}${value}${said}`
    })
    return `${[answer.offers, ...lines].join('\n')}\n`
  }
  const [type = '', breaks = '', line = ''] = rest
  const { words, quote, kept } = bashLine(line, breaks)
  const { answer, place, lang } = await answerTo(shipped, words.slice(1), env, cwd)
  const before = (words.at(-1) ?? '').slice(0, kept)
  const whole = answer.words.map((one) => ({ ...one, value: `${place.kept}${one.value}` }))
  const fitting = whole.filter(({ value }) => value.startsWith(before))
  const shown = fitting.map((one) => ({ ...one, value: bashQuoted(one.value.slice(kept), quote) }))
  // 37 (%) is menu-complete, which would put what is listed into the line.
  const listed = type === '37' || shown.length < 2 ? shown.map(({ value }) => value) : described(shown, lang)
  const typed = bashQuoted(place.typed, quote)
  // Bash puts what the words have in common in the place of what was typed, though it be less.
  const guard = shown.length > 1 && !shown.every(({ value }) => value.startsWith(typed.slice(kept))) ? [' '] : []
  return `${[answer.offers, ...guard, ...listed].join('\n')}\n`
}

/** Wider than half a screen, so that each stands on a line of its own. */
const oneColumn = 41

/** Words with what they are behind them: bash can only list what it could also write. */
function described(words: readonly Candidate[], lang: Lang): readonly string[] {
  const widest = Math.max(...words.map(({ value }) => displayWidth(value)))
  return words.map(({ value, about }) => {
    if (about === null) return value
    const gap = ' '.repeat(widest - displayWidth(value) + 2)
    return `${value}${gap}${harmlessLine(pick(about, lang), Math.max(20, 76 - widest))}`.padEnd(oneColumn)
  })
}

async function answerTo(shipped: Shipped, words: readonly string[], env: Env, cwd: string) {
  const place = placeOf(shipped.program, words)
  const around = aroundOf(place, shipped, env, cwd)
  return { answer: await answerAt(around), place, lang: around.lang }
}

async function answerAt(around: Around): Promise<Answer> {
  const { place } = around
  const { wants, typed, command } = place
  if (wants === null) return { offers: 'words', words: [] }
  if (wants === 'option') return { offers: 'words', words: matching(optionsAt(place), typed) }
  if (wants === 'command') {
    const commands = command.commands.map(({ name, summary }) => ({ value: name, about: summary }))
    return { offers: 'words', words: matching(commands, typed) }
  }
  if (wants.choices.length > 0) {
    return {
      offers: 'words',
      words: matching(
        wants.choices.map((value) => ({ value, about: null })),
        typed,
      ),
    }
  }
  const kind = kinds[wants.word] ?? null
  if (kind === null) return { offers: 'words', words: [] }
  if (typeof kind === 'string') return { offers: kind, words: [] }
  const isPath = orFiles.has(wants.word) && /^[.~/]|\//.test(typed)
  if (isPath) return { offers: 'files', words: [] }
  // What begins with a hyphen would be an option on the line, whatever a folder is called.
  const found = matching(await kind(around), typed).filter(({ value }) => !value.startsWith('-'))
  return { offers: found.length === 0 && orFiles.has(wants.word) ? 'files' : 'words', words: found }
}

/** The options that can still be given, by their long names: those of the command before those of every command. */
function optionsAt({ options, given }: Place): readonly Candidate[] {
  return options
    .filter((option) => option.value?.isMany === true || !given.has(longOf(option)))
    .map((option) => ({ value: longOf(option), about: option.summary }))
}
