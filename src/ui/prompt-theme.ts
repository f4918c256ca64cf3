import { pick, type Text } from '../core/text.ts'
import type { Look } from './look.ts'
import { flow } from './wrap.ts'

const words = {
  choose: { en: 'choose', nl: 'kies' },
  inAll: { en: 'in all', nl: 'in totaal' },
  search: { en: 'letters search', nl: 'letters zoeken' },
  ok: { en: 'ok', nl: 'ok' },
  line: { en: 'new line', nl: 'nieuwe regel' },
  editor: { en: 'editor', nl: 'tekstverwerker' },
  back: { en: 'back', nl: 'terug' },
  anew: { en: 'type it anew, or correct it with the arrows', nl: 'typ het opnieuw, of verbeter het met de pijlen' },
} as const satisfies { readonly [word: string]: Text }

/** The look of questions: our colours, our signs, our languages. */
export interface PromptTheme {
  /** The sign in front of a question: before keys count, while they do, and once it is answered. */
  readonly prefix: { readonly closed: string; readonly open: string; readonly done: string }
  readonly pointer: string
  readonly ellipsis: string
  message(text: string): string
  answer(text: string): string
  error(text: string): string
  /** What an answer means, below it. */
  meant(text: string): string
  faint(text: string): string
  highlight(text: string): string
  /** The help on the keys, in as many words as there are. */
  readonly help: {
    list(back: boolean, searches: boolean, many: number | null): string
    prose(back: boolean): string
    readonly mend: string
  }
}

export function promptTheme(look: Look): PromptTheme {
  const { ink, signs, lang, columns } = look
  const say = (word: keyof typeof words): string => pick(words[word], lang)
  const back = (yes: boolean): readonly string[] => (yes ? [`esc ${say('back')}`] : [])
  const help = (parts: readonly string[]): string =>
    flow(parts, columns - 1)
      .map((line) => ink.faint(` ${line}`))
      .join('\n')
  return {
    prefix: { closed: ink.faint(signs.waiting), open: ink.accent('?'), done: ink.good(signs.done) },
    pointer: signs.pointer,
    ellipsis: signs.ellipsis,
    message: ink.strong,
    answer: ink.accent,
    error: (text) => ink.loud(`> ${text}`),
    meant: (text) => ink.accent(`= ${text}`),
    faint: ink.faint,
    highlight: ink.accent,
    help: {
      list: (yes, searches, many) =>
        help([
          ...(many === null ? [] : [`${many} ${say('inAll')}`]),
          ...(searches ? [say('search')] : []),
          ...[`${signs.keys} ${say('choose')}`, `${signs.enter} ${say('ok')}`],
          ...back(yes),
        ]),
      mend: help([say('anew')]),
      prose: (yes) =>
        help([
          `${signs.enter} ${say('ok')}`,
          `alt+${signs.enter} ${say('line')}`,
          `ctrl+x ${say('editor')}`,
          ...back(yes),
        ]),
    },
  }
}
