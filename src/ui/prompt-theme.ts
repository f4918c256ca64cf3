import type { Lang } from '../core/text.ts'
import type { Look } from './look.ts'

const words = {
  choose: { en: 'choose', nl: 'kies' },
  ok: { en: 'ok', nl: 'ok' },
  disabled: { en: 'not possible now', nl: 'kan nu niet' },
} as const satisfies { readonly [word: string]: { readonly [lang in Lang]: string } }

/** How inquirer draws its prompts: our colours, our signs, our languages. */
export function promptTheme(look: Look) {
  const { ink, signs, lang } = look
  return {
    prefix: { idle: ink.accent('?'), done: ink.good(signs.done) },
    spinner: { interval: 100, frames: [ink.faint(signs.waiting)] },
    icon: { cursor: signs.pointer },
    style: {
      answer: ink.accent,
      message: ink.strong,
      error: (text: string) => ink.loud(`> ${text}`),
      defaultAnswer: (text: string) => ink.faint(`(${text})`),
      help: ink.faint,
      highlight: ink.accent,
      key: ink.strong,
      disabled: ink.faint,
      searchTerm: ink.accent,
      description: ink.faint,
      keysHelpTip: () => ink.faint(` ${signs.keys} ${words.choose[lang]}   ${signs.enter} ${words.ok[lang]}`),
    },
    i18n: { disabledError: words.disabled[lang] },
  }
}
