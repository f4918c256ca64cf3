import { createInterface } from 'node:readline'
import { interrupted, terminalClosed } from './prompt-faults.ts'

/** Reads lines without moving the cursor: for a screen reader, a dumb terminal, or input from a pipe. */
export interface LineReader {
  /** The next line. Throws the Fault `terminal.closed` when there is none, `interrupted` when the signal is aborted. */
  read(): Promise<string>
}

export function createLineReader(stdin: NodeJS.ReadStream, signal: AbortSignal): LineReader {
  const lines: string[] = []
  let ended = false
  let wake = (): void => {}
  const reader = createInterface({ input: stdin, terminal: false })
  // Between questions nothing keeps the process alive, and what is typed stays in the terminal.
  reader.pause()
  reader.on('line', (line) => {
    lines.push(line)
    wake()
  })
  reader.on('close', () => {
    ended = true
    wake()
  })
  signal.addEventListener('abort', () => wake(), { once: true })
  return {
    read: async () => {
      while (lines.length === 0 && !ended && !signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        reader.resume()
        await woken
      }
      if (!ended) reader.pause()
      if (signal.aborted) throw interrupted()
      const line = lines.shift()
      if (line === undefined) throw terminalClosed()
      return line
    },
  }
}
