import { harmless, harmlessLine } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { type Ink, inkOf } from './ink.ts'
import { sayIn } from './say.ts'
import { type Signs, shownBy, signsOf } from './signs.ts'
import type { Terminal } from './terminal.ts'

/**
 * A terminal with its colours, signs and language: the look of one screen. Everything that is drawn goes through it.
 */
export interface Look extends Terminal {
  readonly lang: Lang
  readonly ink: Ink
  readonly signs: Signs
  /** A text from anywhere as one line that can't disturb a terminal. */
  say(text: Said): string
  /** The same, keeping its line feeds. */
  tell(text: Said): string
  /** The same as `say`, cut to a number of display columns. */
  fit(text: Said, columns: number): string
}

/** A terminal is what it is: its looks are made once, and not for each line that is drawn. */
const looks = new WeakMap<Terminal, Map<Lang, Look>>()

export function createLook(terminal: Terminal, lang: Lang): Look {
  const known = looks.get(terminal) ?? new Map<Lang, Look>()
  const look = known.get(lang) ?? newLook(terminal, lang)
  looks.set(terminal, known.set(lang, look))
  return look
}

function newLook(terminal: Terminal, lang: Lang): Look {
  const shown = shownBy(terminal)
  const signs = signsOf(terminal)
  const say = sayIn(lang, terminal)
  return {
    ...terminal,
    lang,
    ink: inkOf(terminal),
    signs,
    say,
    tell: (text) => shown(harmless(pick(text, lang), { lines: true })).replaceAll('\t', '  '),
    fit: (text, columns) => harmlessLine(say(text), columns).replaceAll('…', signs.ellipsis),
  }
}
