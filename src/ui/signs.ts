import { isOnConsole, toAscii, toConsole } from './ascii.ts'
import type { Terminal } from './terminal.ts'

/** The part of a terminal that says which signs it can show. */
export type Repertoire = Pick<Terminal, 'unicode' | 'console'>

/** Every sign that is drawn beside a text, each with its twin in ASCII, which no other sign of its kind has. */
const table = {
  done: ['✓', '+'],
  unproven: ['!', '!'],
  failed: ['✗', 'x'],
  unknown: ['?', '?'],
  skipped: ['–', '-'],
  blocked: ['■', '#'],
  ready: ['›', '>'],
  doing: ['»', '~'],
  waiting: ['·', '.'],
  dot: ['·', '-'],
  line: ['─', '-'],
  side: ['│', '|'],
  topLeft: ['┌', '+'],
  topRight: ['┐', '+'],
  bottomLeft: ['└', '+'],
  bottomRight: ['┘', '+'],
  pointer: ['❯', '>'],
  keys: ['↑↓', 'up/down'],
  enter: ['⏎', 'enter'],
  ellipsis: ['…', '~'],
  full: ['█', '#'],
  empty: ['░', '.'],
  spinner: ['⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', '-\\|/'],
} as const

export type Signs = { readonly [name in keyof typeof table]: string }

/** The signs of a terminal: where it can't show one, its twin. */
export function signsOf(terminal: Repertoire): Signs {
  if (!terminal.unicode) return ascii
  return terminal.console === true ? console : unicode
}

const chosen = (choose: (sign: string, twin: string) => string): Signs =>
  Object.fromEntries(Object.entries(table).map(([name, [sign, twin]]) => [name, choose(sign, twin)])) as Signs

const unicode = chosen((sign) => sign)
const ascii = chosen((_sign, twin) => twin)
const console = chosen((sign, twin) => (isOnConsole(sign) ? sign : twin))

/** Makes of a text what a terminal can show. */
export function shownBy(terminal: Repertoire): (text: string) => string {
  if (!terminal.unicode) return toAscii
  return terminal.console === true ? toConsole : asItIs
}

function asItIs(text: string): string {
  return text
}
