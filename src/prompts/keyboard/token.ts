/** The keys that a person can press, by what they mean here. `other`: a key that means nothing. */
export type KeyName =
  | 'enter'
  | 'newline'
  | 'escape'
  | 'tab'
  | 'backspace'
  | 'delete'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'kill-before'
  | 'kill-after'
  | 'kill-word'
  | 'editor'
  | 'interrupt'
  | 'close'
  | 'suspend'
  | 'other'

/** One thing that the terminal sent. */
export type Token =
  /** One printable character. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'key'; readonly name: KeyName }
  /** A bracketed paste. `length` is how many characters came; of a flood `text` holds only the beginning. */
  | { readonly kind: 'paste'; readonly text: string; readonly length: number }
  /** The answer to ESC[6n, counted from 1. */
  | { readonly kind: 'cursor'; readonly row: number; readonly column: number }

/** No more of one paste is kept, in UTF-16 units. Nobody means as much as an answer. */
export const mostPasted = 200_000

const controls: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x01': 'home',
  '\x05': 'end',
  '\x02': 'left',
  '\x06': 'right',
  '\x0b': 'kill-after',
  '\x15': 'kill-before',
  '\x17': 'kill-word',
  '\x0e': 'down',
  '\x10': 'up',
  '\x18': 'editor',
  '\x03': 'interrupt',
  '\x04': 'close',
  '\x1a': 'suspend',
}

/** The keys by what follows ESC [ or ESC O. Kitty and xterm tell Shift-Enter as `13;2u` and `27;2;13~`. */
const sequences: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  M: 'enter',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '13u': 'enter',
  '13;2u': 'newline',
  '13;3u': 'newline',
  '27;2;13~': 'newline',
  '27u': 'escape',
}

const pasteEnd = '\x1b[201~'

/** Turns bytes into tokens, however they are cut into packets. */
export interface TokenReader {
  read(bytes: Uint8Array): readonly Token[]
  /** The tokens when nothing followed in time: what looked like the beginning of a sequence is what it is. */
  rest(): readonly Token[]
  /** The thing that the last bytes left open. A lone ESC may be a key; a sequence and a paste have more to come. */
  readonly open: 'nothing' | 'escape' | 'sequence' | 'paste'
  /** The paste that goes on will have no end (the line broke): what came of it, and a Ctrl-C is a key again. */
  breakOff(): readonly Token[]
}

export function createTokenReader(): TokenReader {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  let held = ''
  let pasted: Pasted | null = null
  const take = (): readonly Token[] => {
    const tokens: Token[] = []
    let at = 0
    while (at < held.length) {
      if (pasted !== null) {
        const after = pasted.take(held, at)
        if (after === null) {
          held = pasted.tail
          return tokens
        }
        at = after
        tokens.push(pasted.token())
        pasted = null
        continue
      }
      const found = tokenAt(held, at)
      if (found === null) break
      at = found.after
      if (found.token === 'paste') {
        pasted = createPasted()
        if (at === held.length) {
          held = ''
          return tokens
        }
      } else tokens.push(found.token)
    }
    held = held.slice(at)
    return tokens
  }
  return {
    read: (bytes) => {
      held += utf8.decode(bytes, { stream: true })
      return take()
    },
    rest: () => {
      if (pasted !== null || held === '') return []
      const token: Token = { kind: 'key', name: held === '\x1b' ? 'escape' : 'other' }
      held = ''
      return [token]
    },
    get open() {
      if (pasted !== null) return 'paste'
      return held === '' ? 'nothing' : held === '\x1b' ? 'escape' : 'sequence'
    },
    breakOff: () => {
      const token = pasted?.token()
      pasted = null
      held = ''
      return token === undefined ? [] : [token]
    },
  }
}

interface Pasted {
  /** Takes what belongs to the paste from `at` on; the place behind its end, or null: it goes on. */
  take(text: string, at: number): number | null
  /** The text that may be the beginning of its end. */
  readonly tail: string
  token(): Token
}

function createPasted(): Pasted {
  const parts: string[] = []
  let kept = 0
  let length = 0
  let tail = ''
  const add = (part: string): void => {
    length += part.length
    if (kept >= mostPasted) return
    parts.push(part.slice(0, mostPasted - kept))
    kept += part.length
  }
  return {
    take: (text, at) => {
      const end = text.indexOf(pasteEnd, at)
      if (end >= 0) {
        add(text.slice(at, end))
        tail = ''
        return end + pasteEnd.length
      }
      tail = beginningOfEnd(text, at)
      add(text.slice(at, text.length - tail.length))
      return null
    },
    get tail() {
      return tail
    },
    token: () => ({ kind: 'paste', text: parts.join(''), length }),
  }
}

/** The longest end of the text that the mark of a paste's end begins with. */
function beginningOfEnd(text: string, from: number): string {
  for (let size = Math.min(pasteEnd.length - 1, text.length - from); size > 0; size -= 1) {
    const end = text.slice(text.length - size)
    if (pasteEnd.startsWith(end)) return end
  }
  return ''
}

interface Found {
  readonly token: Token | 'paste'
  readonly after: number
}

/** A sequence that is longer than this is none. */
const longest = 4096

/** The token that begins at `at`; null: more must come before anybody knows. */
function tokenAt(text: string, at: number): Found | null {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (character === '\x1b') return escapeAt(text, at)
  const after = at + character.length
  const name = controls[character]
  if (name !== undefined) return { token: { kind: 'key', name }, after }
  if (/\p{Cc}/u.test(character)) return { token: { kind: 'key', name: 'other' }, after }
  return { token: { kind: 'text', text: character }, after }
}

function escapeAt(text: string, at: number): Found | null {
  const next = text[at + 1]
  if (next === undefined) return null
  const key = (name: KeyName, after: number): Found => ({ token: { kind: 'key', name }, after })
  if (next === '\x1b') return key('escape', at + 1)
  if (next === '\r' || next === '\n') return key('newline', at + 2)
  if (next === 'O') return applicationKey(text, at)
  if (next === '[') return controlSequence(text, at)
  // What terminals answer to other questions (colours, names): up to its end, and for nobody here.
  if (']P_^X'.includes(next)) {
    const end = endOfString(text, at + 2)
    if (end !== null) return key('other', end)
    return text.length - at > longest ? key('other', at + 2) : null
  }
  return key('other', at + 1 + String.fromCodePoint(text.codePointAt(at + 1) ?? 0).length)
}

/** Behind the BEL or ESC \\ that ends a string of the terminal; null: not yet. */
function endOfString(text: string, from: number): number | null {
  const bell = text.indexOf('\x07', from)
  const string = text.indexOf('\x1b\\', from)
  if (bell < 0 && string < 0) return null
  return string < 0 || (bell >= 0 && bell < string) ? bell + 1 : string + 2
}

/** ESC O and a letter. */
function applicationKey(text: string, at: number): Found | null {
  const letter = text[at + 2]
  if (letter === undefined) return null
  const isKey = /[!-~]/.test(letter)
  return { token: { kind: 'key', name: sequences[letter] ?? 'other' }, after: at + (isKey ? 3 : 2) }
}

function controlSequence(text: string, at: number): Found | null {
  // On the Linux console the function keys are ESC [ [ and a letter.
  const start = at + 2
  if (text[start] === '[') return text[start + 1] === undefined ? null : { token: other, after: start + 2 }
  let end = start
  while (end < text.length && /[ -?]/.test(text[end] ?? '')) end += 1
  if (end - start > longest) return { token: other, after: end }
  if (end === text.length) return null
  // A control code or ESC in the middle: what came before it is no key.
  if (!/[@-~]/.test(text[end] ?? '')) return { token: other, after: end }
  const body = text.slice(start, end + 1)
  const after = end + 1
  if (body === '200~') return { token: 'paste', after }
  const [, row, column] = /^(\d{1,5});(\d{1,5})R$/.exec(body) ?? []
  if (row !== undefined) return { token: { kind: 'cursor', row: Number(row), column: Number(column) }, after }
  return { token: { kind: 'key', name: sequences[body] ?? sequences[withoutModifier(body)] ?? 'other' }, after }
}

/** `1;5C` is Ctrl-Right: here the same as the key alone. */
function withoutModifier(body: string): string {
  return body.replace(/^1;\d+(?=[A-Z]$)/, '')
}

const other: Token = { kind: 'key', name: 'other' }
