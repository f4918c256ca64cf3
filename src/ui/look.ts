import { Chalk } from 'chalk'
import { harmless, harmlessLine } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { toAscii } from './ascii.ts'
import { sayIn } from './say.ts'
import type { Terminal } from './terminal.ts'

type Style = (text: string) => string

/**
 * A terminal with its colours, signs and language: the look of one screen. Everything that is drawn goes through it.
 */
export interface Look extends Terminal {
  readonly lang: Lang
  /** Colours by meaning, so that nothing depends on a colour alone. Without colour they return the text as it is. */
  readonly ink: { readonly [name in 'strong' | 'faint' | 'accent' | 'good' | 'warning' | 'loud']: Style }
  readonly signs: Signs
  /** A text from anywhere as one line that can't disturb a terminal. */
  say(text: Said): string
  /** The same, keeping its line feeds. */
  tell(text: Said): string
  /** The same as `say`, cut to a number of display columns. */
  fit(text: Said, columns: number): string
}

type Signs = { readonly [name in keyof typeof unicode]: string }

const unicode = {
  done: '✓',
  unproven: '!',
  failed: '✗',
  unknown: '?',
  skipped: '–',
  blocked: '■',
  ready: '›',
  doing: '»',
  waiting: '·',
  dot: '·',
  line: '─',
  side: '│',
  topLeft: '┌',
  topRight: '┐',
  bottomLeft: '└',
  bottomRight: '┘',
  pointer: '❯',
  keys: '↑↓',
  enter: '⏎',
  ellipsis: '…',
}

const ascii: Signs = {
  done: '+',
  unproven: '!',
  failed: 'x',
  unknown: '?',
  skipped: '-',
  blocked: '#',
  ready: '>',
  doing: '~',
  waiting: '.',
  dot: '-',
  line: '-',
  side: '|',
  topLeft: '+',
  topRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  pointer: '>',
  keys: 'up/down',
  enter: 'enter',
  ellipsis: '~',
}

export function createLook(terminal: Terminal, lang: Lang): Look {
  const chalk = new Chalk({ level: terminal.colour ? 1 : 0 })
  const shown = terminal.unicode ? (text: string): string => text : toAscii
  const signs = terminal.unicode ? unicode : ascii
  const say = sayIn(lang, terminal.unicode)
  return {
    ...terminal,
    lang,
    ink: {
      strong: (text) => chalk.bold(text),
      faint: (text) => chalk.dim(text),
      accent: (text) => chalk.cyan(text),
      good: (text) => chalk.green(text),
      warning: (text) => chalk.yellow(text),
      loud: (text) => chalk.bold.red(text),
    },
    signs,
    say,
    tell: (text) => shown(harmless(pick(text, lang), { lines: true })).replaceAll('\t', '  '),
    fit: (text, columns) => harmlessLine(say(text), columns).replaceAll('…', signs.ellipsis),
  }
}
