import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { attachTmux, pour } from './tmux-client.ts'

/** Whether tmux is there. In CI it must be: there nothing is skipped. */
export const hasTmux = findTmux()

/** A real terminal with a program in it, as a person would sit in front of it. */
export interface TmuxTerminal {
  /** What stands on the screen now, without trailing spaces. `all` adds what scrolled away, and joins lines that the screen broke. */
  screen(all?: boolean): string
  /** The lines of the screen with their colours, as SGR sequences. */
  coloured(): readonly string[]
  /** Waits until the screen shows it. Throws with the whole screen when it takes too long. */
  waitFor(what: string | RegExp): Promise<string>
  /** Waits for an open question, types the text, and presses Enter when the text has arrived. */
  answer(question: string, text: string): Promise<void>
  /** Waits for an open question, moves to an entry of its list, and presses Enter. */
  choose(question: string, entry: string): Promise<void>
  /** The same in a list that is searched, by typing. */
  find(question: string, entry: string): Promise<void>
  /** Sends parts of a text, each in a write of its own: as fast as they go, or so many milliseconds apart. */
  feed(parts: readonly string[], everyMs?: number): Promise<void>
  /** The question that is open, with its answer so far; empty: none is. */
  question(): string
  /** Waits until this question is open. */
  asks(question: string | RegExp): Promise<void>
  /** Presses a key by its tmux name (`Enter`, `Down`, `C-c`, `C-d`), and waits until the screen answers. */
  press(key: string): Promise<void>
  /** Types as a person does: a key, and the next one when the cursor shows that it was taken. */
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
  /** A shell command that gets on stdin whatever is written to the terminal. */
  readonly copyTo?: string
}

const patienceMs = 60_000
/** What was written may be a part: a screen is looked at when nothing came for so long. */
const settledMs = 5
/** Also without a word from tmux (a resize, a program that ends) the screen is looked at. */
const atLeastEveryMs = 500
/** As a person types: four keys within 100 ms are taken for a paste, and a key is taken 30 ms after it came. */
const betweenKeysMs = 15
/** Enter is a press of its own: nothing stands 50 ms before it, and no other Enter 150 ms, of which 80 are over when it is seen. */
const beforeEnterMs = 90
/** A press that nothing came of in this time is pressed once more. A question that is drawn anew has not heard it. */
const againMs = 5000

/** What a person sees: the lines, and where the cursor stands. */
interface Seen {
  readonly text: string
  readonly cursor: string
}

/** Starts a program in a tmux server of its own, with an environment of its own. `stop` it afterwards. */
export function startTmux(start: Start): TmuxTerminal {
  const { command, env = {}, cwd = process.cwd(), columns = 80, rows = 50, copyTo } = start
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-tmux-'))
  const socket = join(folder, 'socket')
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-S', socket, '-u', '-f', '/dev/null', ...args], { encoding: 'utf8', cwd })
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
  const waits = ['new-session', '-d', '-x', String(columns), '-y', String(rows), 'cat']
  const options = ['set-option', '-g', 'remain-on-exit', 'on', ';', 'set-option', '-g', 'history-limit', '10000']
  const copied = copyTo === undefined ? [] : ['pipe-pane', '-O', copyTo, ';']
  tmux(...waits, ';', ...options, ';', ...copied, 'respawn-pane', '-k', '-c', cwd, ...program)
  const client = attachTmux(socket)

  const screen = (all = false): string =>
    trimmed(tmux('capture-pane', '-p', ...(all ? ['-J', '-S', '-'] : [])).split('\n'))
  const see = async (): Promise<Seen> => {
    const [lines, [cursor = '']] = await Promise.all([
      client.run('capture-pane -p'),
      client.run("display-message -p '#{cursor_x},#{cursor_y}'"),
    ])
    return { text: trimmed(lines), cursor }
  }
  /** Looks at the screen each time that something is written to it, until something is found. Null after `ms`. */
  const look = async <T>(ms: number, found: (seen: Seen) => T | null): Promise<T | null> => {
    for (const deadline = performance.now() + ms; ; ) {
      const writes = client.writes()
      const one = found(await see())
      if (one !== null || performance.now() > deadline) return one
      await client.more(writes, atLeastEveryMs)
      await pause(settledMs)
    }
  }
  const until = async <T>(what: string, found: (seen: Seen) => T | null): Promise<T> => {
    const one = await look(patienceMs, found)
    if (one === null) throw new Error(`${what} did not come; the screen shows:\n${screen(true)}`)
    return one
  }
  const waitFor = (what: string | RegExp): Promise<string> =>
    until(String(what), ({ text }) => (fits(text, what) ? text : null))
  const open = (question: string | RegExp): Promise<Seen> =>
    until(`? ${question}`, (seen) => (fits(asked(seen.text), question) ? seen : null))
  /** Presses a key until `came` of what was seen before and after it. */
  const pressUntil = async (key: string, came: (before: Seen, after: Seen) => boolean): Promise<void> => {
    const before = await see()
    for (const deadline = performance.now() + patienceMs; performance.now() < deadline; ) {
      await client.run(`send-keys ${key}`)
      if ((await look(againMs, (after) => (came(before, after) ? true : null))) !== null) return
    }
    throw new Error(`nothing came of ${key}; the screen shows:\n${screen(true)}`)
  }
  const press = async (key: string): Promise<void> => {
    await pause(beforeEnterMs)
    const before = await see()
    await client.run(`send-keys ${key}`)
    await until(`a change after ${key}`, (after) => (isSame(before, after) ? null : true))
  }
  /** Enter at a question. What stands above it may change of itself, and the next question may be the same. */
  const enter = async (): Promise<void> => {
    await pause(beforeEnterMs)
    const closes = client.closes()
    await pressUntil(
      'Enter',
      (before, after) =>
        lastQuestion(before.text) !== lastQuestion(after.text) ||
        (before.text !== after.text && client.closes() > closes),
    )
  }
  const type = async (text: string): Promise<void> => {
    for (const character of text) {
      await pause(betweenKeysMs)
      const { cursor } = await see()
      await client.send(character)
      await until(`the echo of ${character} of ${text}`, (seen) => (seen.cursor === cursor ? null : true))
    }
  }
  return {
    screen,
    coloured: () => tmux('capture-pane', '-e', '-p').replace(/\n$/, '').split('\n'),
    waitFor,
    press,
    type,
    paste: (text, isMarked = true) => {
      writeFileSync(join(folder, 'paste'), text)
      tmux('load-buffer', join(folder, 'paste'), ';', 'paste-buffer', ...(isMarked ? ['-p'] : []))
    },
    feed: async (parts, everyMs) => {
      const keys = parts.map((part) => part.replaceAll('\n', '\r'))
      if (everyMs === undefined) return pour(socket, join(folder, 'keys'), keys)
      for (const part of keys) {
        await client.send(part)
        await pause(everyMs)
      }
    },
    question: () => asked(screen()),
    asks: async (question) => void (await open(question)),
    answer: async (question, text) => {
      await open(question)
      await type(text)
      if (text !== '') {
        await until(`the echo of ${text}`, (seen) => (seen.text.replaceAll('\n', '').includes(text) ? true : null))
      }
      await enter()
    },
    choose: async (question, entry) => {
      let seen = await open(question)
      for (let moves = 0; !isPointedAt(seen.text, entry); moves += 1) {
        if (moves > 100) throw new Error(`no entry ${entry}; the screen shows:\n${screen(true)}`)
        const before = await see()
        await client.run(`send-keys ${wayTo(before.text, entry)}`)
        // At the end of a list nothing comes of it; the list may be drawn anew meanwhile, with the entry above.
        await look(againMs, (after) => (isSame(before, after) ? null : true))
        seen = await see()
      }
      await enter()
    },
    find: async (question, entry) => {
      await open(question)
      await type(entry)
      // The pointer may stand there already; Enter before the last letter is searched for is lost.
      await until(`the echo of ${entry}`, ({ text }) => (asked(text).trimEnd().endsWith(entry) ? true : null))
      await until(`the choice of ${entry}`, ({ text }) => (isPointedAt(text, entry) ? true : null))
      await enter()
    },
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    exitCode: () =>
      until('the end of the program', ({ text }) => {
        const [, code] = /\[exit (\d+)\]/.exec(text) ?? []
        return code === undefined ? null : Number(code)
      }),
    stop: () => {
      client.leave()
      tmux('kill-server')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function trimmed(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}

function fits(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text)
}

function isSame(one: Seen, other: Seen): boolean {
  return one.text === other.text && one.cursor === other.cursor
}

/** The question that is open, with all that stands below it; the whole screen when none is. */
function lastQuestion(text: string): string {
  return text.slice(text.lastIndexOf('\n? ') + 1)
}

/**
 * The question that is open. It starts with a question mark, one that was answered or waits with another sign: one that she
 * went back from keeps its mark above them. Behind it stands the list to choose from, which may name another question: what is
 * typed too early for that one goes into the list, and is lost.
 */
function asked(text: string): string {
  const all = lastQuestion(text)
  if (!all.startsWith('? ') || /\n[·✓] /.test(all)) return ''
  const [last = ''] = all.split(/\n(?:❯ | {2})/)
  return last.replaceAll('\n', ' ')
}

const isEntry = (line: string, entry: string): boolean => line.slice(2).toLowerCase().startsWith(entry.toLowerCase())

/** The pointer stands before it. */
function isPointedAt(text: string, entry: string): boolean {
  return lastQuestion(text)
    .split('\n')
    .some((line) => /^(❯|>) /.test(line) && isEntry(line, entry))
}

/** The arrow that leads from the pointer to the entry; down to one that is not seen yet. */
function wayTo(text: string, entry: string): 'Up' | 'Down' {
  const lines = lastQuestion(text).split('\n')
  const pointer = lines.findIndex((line) => /^(❯|>) /.test(line))
  const wanted = lines.findIndex((line) => isEntry(line, entry))
  return wanted >= 0 && wanted < pointer ? 'Up' : 'Down'
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
