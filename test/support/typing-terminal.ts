import { PassThrough, Writable } from 'node:stream'

/** A terminal with somebody who waits for each question, types one line, and presses Enter; as little time as she needs. */
export interface TypingTerminal {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** The text written since the last time, without what a terminal does not show. */
  shown(): string
}

/** Enter is a press of its own, so long behind the text before it (milliseconds). */
const beforeEnterMs = 120

/**
 * A terminal that answers where its cursor is, and types the next line once the sign of the plain form says that keys
 * count: a short one key by key, a longer one as a paste, which is the same for a question that takes pastes. `end`:
 * when nothing is left to type, the input is over.
 */
export function typingTerminal(lines: readonly string[], { end = true } = {}): TypingTerminal {
  const left = [...lines]
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin })
  let all = ''
  let told = 0
  const answer = (text: string): void => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is asked
    for (const [, column] of text.matchAll(/\x1b\[(\d+)G\x1b\[6n/g)) stdin.write(`\x1b[9;${column}R`)
    // A wrong answer that stays stands behind the sign.
    if (!text.endsWith('> ') && !/^> [^\n]+$/.test(text)) return
    const line = left.shift()
    if (line === undefined) {
      if (end) stdin.end()
      return
    }
    if (line !== '') stdin.write(line.length < 4 ? line : `\x1b[200~${line}\x1b[201~`)
    setTimeout(() => stdin.write('\r'), beforeEnterMs)
  }
  const stdout = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      const text = String(chunk)
      all += text
      answer(text)
      done()
    },
  })
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: Object.assign(stdout, { columns: 80, isTTY: true }) as unknown as NodeJS.WriteStream,
    shown: () => {
      const since = all.slice(told)
      told = all.length
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
      return since.replace(/\x1b(?:[78]|\[\??[\d;]*[A-Za-z])/g, '')
    },
  }
}
