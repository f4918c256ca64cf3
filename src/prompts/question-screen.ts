import { Writable } from 'node:stream'
import { openQuestion } from '../adapters/terminal/open-question.ts'

/** The screen of one question that inquirer draws, from its first frame to its end. */
export interface QuestionScreen {
  /** The stream to draw on. */
  readonly output: NodeJS.WriteStream
  /** The way to have the question drawn once more, with nothing of it changed. */
  redraws(draw: () => void): void
  /** Another program has the terminal while this works: what is told meanwhile waits. */
  lend<T>(work: () => Promise<T>): Promise<T>
  /** The question is over: what could not be told yet is. */
  close(): void
}

/**
 * A frame of inquirer: the cursor goes to its last line, every line of the one before is erased, the new one is written, and
 * the cursor put into it.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
const frame = /^((?:\x1b\[\d+B)?(?:(?:\x1b\[2K\x1b\[1A)*\x1b\[2K\x1b\[G)?)((?:[^\x1b]|\x1b\[[\d;]*m)[\s\S]*\x1b\[\d+G)$/

/**
 * Opens the screen of a question on `stream`. What is printed while it is open stands above it: in front of the next frame,
 * behind the erasing of the one before, so that inquirer knows nothing of it and counts its lines rightly.
 */
export function questionScreen(stream: NodeJS.WriteStream, endsByNews: boolean): QuestionScreen {
  let waiting = ''
  let draw = (): void => {}
  let isLent = false
  const written = (text: string): string => {
    const [, erasing, drawn] = waiting === '' || isLent ? [] : (frame.exec(text) ?? [])
    if (erasing === undefined || drawn === undefined) return text
    const told = waiting
    waiting = ''
    return `${erasing}${told}${drawn}`
  }
  const frames = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      stream.write(written(String(chunk)))
      done()
    },
  })
  const closed = openQuestion({
    ...{ output: stream, endsByNews },
    tell: (text) => {
      waiting += text.endsWith('\n') ? text : `${text}\n`
      if (!isLent) draw()
    },
  })
  return {
    output: Object.defineProperties(frames, {
      columns: { get: () => stream.columns },
      rows: { get: () => stream.rows },
      isTTY: { get: () => stream.isTTY },
    }) as unknown as NodeJS.WriteStream,
    redraws: (again) => {
      draw = again
    },
    lend: async (work) => {
      isLent = true
      try {
        return await work()
      } finally {
        isLent = false
      }
    },
    close: () => {
      closed()
      if (waiting !== '') stream.write(waiting)
      waiting = ''
    },
  }
}
