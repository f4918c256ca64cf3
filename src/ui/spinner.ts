import ora from 'ora'
import { signsOf } from './signs.ts'
import type { Terminal } from './terminal.ts'

/** A line that moves, until it is stopped. The cursor comes back, and nothing of it stays on the screen. */
export interface Spinner {
  text: string
  stop(): void
}

/** Starts a spinner on a terminal. It never touches the keyboard, so that a prompt can follow it at once. */
export function startSpinner(terminal: Terminal, stream: NodeJS.WriteStream, text: string): Spinner {
  const frames = [...signsOf(terminal).spinner]
  return ora({
    text,
    stream,
    spinner: { frames, interval: 100 },
    color: terminal.colour ? 'magenta' : false,
    discardStdin: false,
    isEnabled: true,
  }).start()
}
