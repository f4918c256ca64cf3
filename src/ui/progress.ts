import { createLook } from './look.ts'
import type { Spinner } from './spinner.ts'
import type { Terminal } from './terminal.ts'

/** Tells what a long act is doing. */
export interface Progress {
  /** Says what is going on now. Costs nothing for an act that is over within the patience. */
  say(line: string): void
  /** The act is over, or something else needs the screen: nothing of the progress stays behind. */
  clear(): void
}

interface Screen {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Milliseconds: how long an act may be silent, and how often a line follows where nothing can move. */
const patience = { first: 1000, next: 10_000 }

/**
 * Progress on `stream`, for what takes longer than a second: a spinner on a terminal, a line now and then anywhere else
 * and for a screen reader. The spinner's package is loaded only when there is something to wait for.
 */
export function createProgress(terminal: Terminal, stream: Screen, wait = patience): Progress {
  const moving = stream.isTTY === true && !terminal.plain
  let latest = ''
  let timer: NodeJS.Timeout | null = null
  let spinner: Spinner | null = null
  let act = 0

  const look = createLook(terminal, 'en')
  const line = (): string => look.fit(latest, terminal.columns - 3)
  const after = (ms: number, then: () => void): void => {
    timer = setTimeout(then, ms).unref()
  }
  const spin = async (current: number): Promise<void> => {
    const { startSpinner } = await import('./spinner.ts')
    // While the package was loaded, the act may have ended.
    if (current === act) spinner = startSpinner(terminal, stream as NodeJS.WriteStream, line())
  }
  const print = (): void => {
    stream.write(`${line()}\n`)
    const printed = latest
    const again = (): void => (latest === printed ? after(wait.next, again) : print())
    after(wait.next, again)
  }
  return {
    say: (text) => {
      latest = text
      if (spinner !== null) spinner.text = line()
      else if (timer === null) after(wait.first, moving ? () => void spin(act) : print)
    },
    clear: () => {
      act += 1
      if (timer !== null) clearTimeout(timer)
      timer = null
      spinner?.stop()
      spinner = null
    },
  }
}
