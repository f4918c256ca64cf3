import { createGate, type Passed } from './gate.ts'
import { createTokenReader } from './token.ts'

/** The things that a question hears. */
export type Heard =
  | Passed
  /** The screen is ours again, after the program was stopped or lent its terminal: the question must be drawn anew. */
  | { readonly kind: 'again' }
  /** The end of the input: nobody can type any more. */
  | { readonly kind: 'gone' }

/** The keys of one question, until it is closed. */
export interface Keys {
  /** The question stands on the screen, as far as we know: from now on the terminal is asked whether it does. */
  drawn(): void
  /** Gives the terminal to another program; `again` is heard when that is over. */
  lend(work: () => Promise<void>): Promise<void>
  close(): void
}

/** The one place through which all keys come. */
export interface Keyboard {
  open(heard: (passed: Heard) => void): Keys
  /** Milliseconds since somebody pressed a key. */
  quietFor(): number
}

/** A lone ESC is a key after so long, half a sequence none; a paste that stops for so long has lost its end. */
const openMs = { escape: 100, sequence: 500, paste: 5000 } as const
/**
 * The milliseconds for which an answer is waited for whose question is gone: nobody else should read it, least of all a
 * shell.
 */
const lingerMs = 700

/** The milliseconds after which Ctrl-C alone is a key in a paste that stopped. */
const stalledMs = 500

interface Screen {
  readonly columns?: number
  write(text: string): unknown
}

const known = new WeakMap<NodeJS.ReadStream, Keyboard>()

/** The keyboard at `stdin`. `asks`: whether the screen understands ESC sequences; one that does not is not asked for its cursor. */
export function keyboardAt(stdin: NodeJS.ReadStream, screen: Screen, asks: boolean): Keyboard {
  const keyboard = known.get(stdin) ?? createKeyboard(stdin, screen, asks)
  // What was learnt about the terminal holds for every question of the process.
  known.set(stdin, keyboard)
  return keyboard
}

function createKeyboard(stdin: NodeJS.ReadStream, screen: Screen, asks: boolean): Keyboard {
  const gate = createGate()
  let lastByte = Number.NEGATIVE_INFINITY
  /** Ends the waiting of the question before. */
  let settle = (): void => {}
  const control = (code: string): void => void (asks && screen.write(code))
  const raw = (on: boolean): void => void (stdin.isTTY === true && stdin.setRawMode(on))
  return {
    quietFor: () => performance.now() - lastByte,
    open: (heard) => {
      const reader = createTokenReader()
      let timer: NodeJS.Timeout | undefined
      let isClosed = false
      let alive: NodeJS.Timeout | undefined
      const tell = (passed: readonly Passed[]): void => {
        for (const one of passed) if (!isClosed) told(one)
      }
      const told = (one: Passed): void => {
        if (one.kind === 'token' && one.token.kind === 'key' && one.token.name === 'suspend') suspend()
        else heard(one)
      }
      const onBytes = (bytes: Buffer): void => {
        const now = performance.now()
        const isStalled = reader.open === 'paste' && now - lastByte > stalledMs
        lastByte = now
        if (isStalled && bytes.length === 1 && bytes[0] === 3) reader.breakOff()
        gate.heard(now)
        for (const token of reader.read(bytes)) tell(gate.came(token, now))
        if (reader.open !== 'nothing') gate.heard(now, reader.open)
        wait()
      }
      const onTime = (): void => {
        const now = performance.now()
        const { open } = reader
        if (open !== 'nothing' && now >= lastByte + openMs[open]) {
          for (const token of open === 'paste' ? reader.breakOff() : reader.rest()) tell(gate.came(token, now))
        }
        tell(gate.passed(now))
        wait()
      }
      const wait = (): void => {
        clearTimeout(timer)
        if (isClosed) return
        const { open } = reader
        const dues = [gate.due(), open === 'nothing' ? null : lastByte + openMs[open]]
        const due = Math.min(...dues.map((one) => one ?? Number.POSITIVE_INFINITY))
        if (due < Number.POSITIVE_INFINITY) timer = setTimeout(onTime, Math.max(1, due - performance.now()))
      }
      // A stream says it twice.
      let isGone = false
      const onGone = (): void => {
        if (!isClosed && !isGone) heard({ kind: 'gone' })
        isGone = true
      }
      const take = (): void => {
        raw(true)
        control(pasteOn)
        stdin.on('data', onBytes)
        stdin.on('end', onGone)
        stdin.on('close', onGone)
        stdin.resume()
      }
      const give = (): void => {
        clearTimeout(timer)
        gate.shut()
        stdin.off('data', onBytes)
        stdin.off('end', onGone)
        stdin.off('close', onGone)
        control(pasteOff)
        raw(false)
        stdin.pause()
      }
      const suspend = (): void => {
        give()
        // A listener for signals alone keeps no process alive.
        alive ??= setInterval(() => {}, 60_000)
        process.kill(process.pid, 'SIGTSTP')
      }
      // A shell may have set the terminal to its own ways meanwhile, whoever stopped us.
      const onContinue = (): void => {
        clearInterval(alive)
        alive = undefined
        give()
        take()
        heard({ kind: 'again' })
      }
      /** Reads on until the answer came, and hears nothing else but Ctrl-C. */
      const linger = (): void => {
        clearTimeout(timer)
        gate.shut()
        stdin.off('data', onBytes)
        const rest = createTokenReader()
        const end = (): void => {
          clearTimeout(late)
          stdin.off('data', onRest)
          settle = () => {}
          give()
        }
        const onRest = (bytes: Buffer): void => {
          for (const token of rest.read(bytes)) {
            if (token.kind === 'cursor') end()
            else if (token.kind === 'key' && token.name === 'interrupt') process.kill(process.pid, 'SIGINT')
          }
        }
        const late = setTimeout(end, lingerMs)
        stdin.on('data', onRest)
        settle = end
      }
      settle()
      process.on('SIGCONT', onContinue)
      take()
      if (stdin.readableEnded || stdin.destroyed) setImmediate(onGone)
      return {
        drawn: () => {
          const column = asks ? columnToAsk(screen.columns || 80) : null
          gate.drawn(performance.now(), column)
          if (column !== null) screen.write(`${saveCursor}\x1b[${column}G${askCursor}${restoreCursor}`)
          wait()
        },
        lend: async (work) => {
          process.off('SIGCONT', onContinue)
          give()
          try {
            await work()
          } finally {
            process.on('SIGCONT', onContinue)
            if (!isClosed) {
              take()
              heard({ kind: 'again' })
            }
          }
        },
        close: () => {
          if (isClosed) return
          isClosed = true
          clearInterval(alive)
          process.off('SIGCONT', onContinue)
          if (gate.isAwaited) linger()
          else give()
        },
      }
    },
  }
}

const pasteOn = '\x1b[?2004h'
const pasteOff = '\x1b[?2004l'
const askCursor = '\x1b[6n'
const saveCursor = '\x1b7'
const restoreCursor = '\x1b8'

/**
 * The column of the cursor while its place is asked for: another one each time, so that no answer to an earlier
 * question fits, and behind the sixteenth, because F3 with a modifier looks like an answer from the columns 2 to 16 of
 * the first row.
 */
function columnToAsk(columns: number): number {
  const first = columns > 17 ? 17 : 1
  return first + Math.floor(Math.random() * (Math.min(columns, 120) - first + 1))
}
