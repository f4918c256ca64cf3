import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether tmux is there. In CI it must be: there nothing is skipped. */
export const hasTmux = findTmux()

/** A real terminal with a program in it, as a person would sit in front of it. */
export interface TmuxTerminal {
  /** What stands on the screen now, without trailing spaces. `all` adds what scrolled away, and joins lines that the screen broke. */
  screen(all?: boolean): string
  /** Waits until the screen shows it. Throws with the whole screen when it takes too long. */
  waitFor(what: string | RegExp): Promise<string>
  /** Waits for an open question, types the text, and presses Enter when the text has arrived. */
  answer(question: string, text: string): Promise<void>
  /** Waits for an open question, types what selects an entry of its list, and presses Enter. */
  choose(question: string, entry: string): Promise<void>
  /** The same in a list that is searched. */
  find(question: string, entry: string): Promise<void>
  /** Sends parts of a text, each in a write of its own: as fast as they go, or so many milliseconds apart. */
  feed(parts: readonly string[], everyMs?: number): Promise<void>
  /** The question that is open, without its answer so far; empty: none is. */
  question(): string
  /** Presses a key by its tmux name (`Enter`, `Down`, `C-c`, `C-d`), and waits until the screen answers. */
  press(key: string): Promise<void>
  /** Types as a person does, one key after another. Waits for nothing else. */
  type(text: string): Promise<void>
  /** Pastes in one write, as a terminal does that marks a paste when the program asks for that, or as one that does not. */
  paste(text: string, isMarked?: boolean): void
  resize(columns: number, rows: number): void
  /** Waits for the program to end and gives its exit code. */
  exitCode(): Promise<number>
  /** Ends the program and the terminal. */
  stop(): void
}

interface Start {
  /** The program and its arguments; no shell looks at them. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly columns?: number
  readonly rows?: number
}

const patienceMs = 45_000
const everyMs = 30
/** As a person types: what comes faster than a person can is taken for a paste. Enter is a press of its own. */
const betweenKeysMs = 45
const beforeEnterMs = 170

/** Starts a program in a tmux server of its own, with an environment of its own. `stop` it afterwards. */
export function startTmux({ command, env = {}, cwd = process.cwd(), columns = 80, rows = 50 }: Start): TmuxTerminal {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-tmux-'))
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-S', join(folder, 'socket'), '-u', '-f', '/dev/null', ...args], { encoding: 'utf8', cwd })
  const variables = { PATH: process.env.PATH ?? '', TERM: 'screen-256color', LANG: 'C.UTF-8', ...env }
  // A shell tells the exit code on the screen, where tmux sometimes forgets it. Its trap is not the program's.
  const told = `trap : INT; "$@"; printf '\\n[exit %s]\\n' "$?"`
  const program = [
    'sh',
    '-c',
    told,
    'sh',
    'env',
    '-i',
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    ...command,
  ]
  // The session starts with a program that waits, so that its options hold before the real one can end.
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), 'cat')
  tmux('set-option', '-g', 'remain-on-exit', 'on')
  tmux('set-option', '-g', 'history-limit', '10000')
  tmux('respawn-pane', '-k', '-c', cwd, ...program)

  const screen = (all = false): string =>
    tmux('capture-pane', '-p', ...(all ? ['-J', '-S', '-'] : []))
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd()
  const unbroken = (): string => screen().replaceAll('\n', '')
  const until = async <T>(what: string, look: () => T | null): Promise<T> => {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const found = look()
      if (found !== null) return found
      if (performance.now() > deadline) throw new Error(`${what} did not come; the screen shows:\n${screen(true)}`)
      await pause(everyMs)
    }
  }
  const waitFor = (what: string | RegExp): Promise<string> =>
    until(String(what), () => {
      const text = screen()
      return (typeof what === 'string' ? text.includes(what) : what.test(text)) ? text : null
    })
  // An open question starts with a question mark, one that was answered with another sign. Behind it stands the list to choose
  // from, which may name another question: what is typed too early for that one goes into the list, and is lost.
  const asked = (text: string): string => {
    const [last = ''] = text.slice(text.lastIndexOf('\n? ') + 1).split(/\n(?:❯ | {2})/)
    return last.startsWith('? ') ? last.replaceAll('\n', ' ') : ''
  }
  const open = (question: string): Promise<string> =>
    until(`? ${question}`, () => {
      const text = screen()
      return asked(text).includes(question) ? text : null
    })
  /** The pointer stands before it. */
  const isPointedAt = (entry: string): boolean =>
    screen()
      .split('\n')
      .some((line) => /^(❯|>) /.test(line) && line.slice(2).toLowerCase().startsWith(entry.toLowerCase()))
  const press = async (key: string): Promise<void> => {
    await pause(beforeEnterMs)
    const before = screen()
    tmux('send-keys', key)
    await until(`a change after ${key}`, () => (screen() === before ? null : true))
  }
  const send = (text: string): void => void tmux('send-keys', '-l', '--', text)
  const type = async (text: string): Promise<void> => {
    for (const character of text) {
      await pause(betweenKeysMs)
      send(character)
    }
  }
  return {
    screen,
    waitFor,
    press,
    type,
    paste: (text, isMarked = true) => {
      writeFileSync(join(folder, 'paste'), text)
      tmux('load-buffer', join(folder, 'paste'))
      tmux('paste-buffer', ...(isMarked ? ['-p'] : []))
    },
    feed: async (parts, everyMs = 0) => {
      // One client that stays: a process for each part would be slower than any line.
      const options = [
        '-S',
        join(folder, 'socket'),
        '-u',
        '-f',
        '/dev/null',
        '-C',
        'attach',
        '-f',
        'ignore-size,no-output',
      ]
      const client = spawn('tmux', options, { stdio: ['pipe', 'ignore', 'ignore'] })
      for (const part of parts) {
        const bytes = [...Buffer.from(part.replaceAll('\n', '\r'))].map((byte) => byte.toString(16).padStart(2, '0'))
        client.stdin.write(`send-keys -H ${bytes.join(' ')}\n`)
        if (everyMs > 0) await pause(everyMs)
      }
      client.stdin.end('detach-client\n')
      await once(client, 'exit')
    },
    question: () => asked(screen()),
    answer: async (question, text) => {
      const before = await open(question)
      if (text !== '') {
        await type(text)
        await until(`the echo of ${text}`, () => (screen() !== before && unbroken().includes(text) ? true : null))
      }
      await press('Enter')
    },
    choose: async (question, entry) => {
      await open(question)
      // What comes on the heels of another key is refused as a burst: then she pauses, and types it once more.
      for (let tries = 0; tries < 5 && !isPointedAt(entry); tries += 1) {
        if (tries > 0) await pause(1000)
        for (const character of entry) {
          if (isPointedAt(entry)) break
          await type(character)
          // The pointer may move, or not: the letters before it may fit another entry.
          await pause(everyMs)
        }
      }
      await until(`the choice of ${entry}`, () => (isPointedAt(entry) ? true : null))
      await press('Enter')
    },
    find: async (question, entry) => {
      await open(question)
      await type(entry)
      // The pointer may stand there already; Enter before the last letter is searched for is lost.
      await until(`the echo of ${entry}`, () => (asked(screen()).trimEnd().endsWith(entry) ? true : null))
      await until(`the choice of ${entry}`, () => (isPointedAt(entry) ? true : null))
      await press('Enter')
    },
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    exitCode: () =>
      until('the end of the program', () => {
        const [, code] = /\[exit (\d+)\]/.exec(screen()) ?? []
        return code === undefined ? null : Number(code)
      }),
    stop: () => {
      tmux('kill-server')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findTmux(): boolean {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env.CI === 'true') throw new Error('tmux is missing, and CI skips nothing: install tmux')
    console.warn('skipped: the tests in test/pty need tmux')
    return false
  }
}
