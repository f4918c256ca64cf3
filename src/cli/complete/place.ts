import type { CommandData, OptionData, Taken } from './command-data.ts'

/**
 * What is wanted at the end of a line that somebody is typing. `typed` is the beginning of it, `kept` what stands in front of it in
 * the same word (`--profile=`). `given` holds what was said before, by the word for it (`incident`) and by option (`--home`).
 */
export interface Place {
  readonly command: CommandData
  /** The options that may stand here: those of the command and of the ones above it. */
  readonly options: readonly OptionData[]
  readonly wants: 'command' | 'option' | Taken | null
  readonly kept: string
  readonly typed: string
  readonly given: ReadonlyMap<string, readonly string[]>
}

/** Where the last of these words stands. The words are without quotes, and begin behind the name of the program. */
export function placeOf(program: CommandData, words: readonly string[]): Place {
  const [typed = ''] = words.slice(-1)
  const given = new Map<string, string[]>()
  let command = program
  let options = program.options
  let open: { readonly option: OptionData; readonly isFresh: boolean } | null = null
  let isAllWords = false
  let taken = 0
  const note = (key: string, value: string): void => void given.set(key, [...(given.get(key) ?? []), value])
  for (const word of words.slice(0, -1)) {
    const isOption = !isAllWords && word.startsWith('-') && word !== '-'
    if (open !== null && (open.isFresh || !isOption)) {
      note(longOf(open.option), word)
      open = open.option.value?.isMany === true ? { option: open.option, isFresh: false } : null
    } else if (word === '--' && !isAllWords) {
      isAllWords = true
    } else if (isOption) {
      const { option, value } = optionIn(options, word)
      if (option === null) continue
      const takesNext = option.value !== null && value === null
      open = takesNext ? { option, isFresh: true } : null
      if (!takesNext) note(longOf(option), value ?? '')
    } else {
      const sub = command.commands.find(({ name }) => name === word)
      if (sub === undefined) {
        const place = placeAt(command, taken)
        if (place !== null) note(place.word, word)
        taken += 1
      } else {
        command = sub
        options = [...sub.options, ...options.filter(({ names }) => !sub.options.some((own) => overlap(own, names)))]
      }
    }
  }

  const at = { command, options, given }
  if (open?.isFresh === true) return { ...at, wants: open.option.value, kept: '', typed }
  const mayBeOption = !isAllWords && typed.startsWith('-')
  const { option, value } = optionIn(options, typed)
  if (mayBeOption && option?.value != null && value !== null) {
    return { ...at, wants: option.value, kept: typed.slice(0, typed.length - value.length), typed: value }
  }
  if (mayBeOption) return { ...at, wants: 'option', kept: '', typed }
  if (open !== null) return { ...at, wants: open.option.value, kept: '', typed }
  if (command.commands.length > 0) return { ...at, wants: 'command', kept: '', typed }
  const wants = placeAt(command, taken)
  return { ...at, wants: wants ?? (typed === '' && !isAllWords ? 'option' : null), kept: '', typed }
}

function placeAt({ takes }: CommandData, at: number): Taken | null {
  const last = takes.at(-1)
  return takes[at] ?? (last?.isMany === true ? last : null)
}

/** The option that a word names, and the value that is joined to it (`--lang=nl`); null where there is none. */
function optionIn(options: readonly OptionData[], word: string) {
  const [, name = word, value = null] = /^(--[^=]+)=(.*)$/s.exec(word) ?? []
  return { option: options.find(({ names }) => names.includes(name)) ?? null, value }
}

function overlap({ names }: OptionData, others: readonly string[]): boolean {
  return names.some((name) => others.includes(name))
}

/** The name by which an option is known: its long one. */
export function longOf({ names, flags }: OptionData): string {
  return names.at(-1) ?? flags
}
