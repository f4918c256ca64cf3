import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

/** A tmux client that stays: no process for each command, and it hears when a program writes. */
export interface TmuxClient {
  /** Gives what a command prints, line by line. Throws with tmux's words when it fails. */
  run(command: string): Promise<readonly string[]>
  /** Leaves: a server that ends while a client of this kind is there can wait for it for ever. */
  leave(): void
  /** Sends these bytes to the program as one write, as a terminal sends keys. */
  send(bytes: string): Promise<void>
  /** How often something was written to the screen so far. */
  writes(): number
  /** How often the program said so far that it takes no paste any more, which it does at the end of a question. */
  closes(): number
  /** Waits until more was written than that, or so many milliseconds. */
  more(than: number, ms: number): Promise<void>
}

interface Asked {
  readonly lines: string[]
  done(): void
  fail(error: Error): void
}

const sendKeys = (bytes: string): string => `send-keys -H ${Buffer.from(bytes).toString('hex').replace(/../g, '$& ')}`

/** Sends each part in a write of its own, as fast as they go, by way of a file: no pause of this process is one between them. */
export async function pour(socket: string, file: string, parts: readonly string[]): Promise<void> {
  writeFileSync(file, parts.map((part) => `${sendKeys(part)}\n`).join(''))
  const line = 'cat "$1" | tmux -S "$2" -u -f /dev/null -C attach -f ignore-size,no-output'
  const child = spawn('sh', ['-c', line, 'sh', file, socket], { stdio: 'ignore' })
  await once(child, 'exit')
}

/** Now and then tmux never reads what a client of this kind asks, from its first command on (3.3a): then another one attaches. */
const unheardMs = 3000

/** Attaches to the only session of the server at this socket, in control mode (tmux(1)). */
export function attachTmux(socket: string): TmuxClient {
  const options = ['-S', socket, '-u', '-f', '/dev/null', '-C', 'attach', '-f', 'ignore-size']
  /** The commands whose answer did not begin yet, and the one whose answer comes now. */
  const waiting: Asked[] = []
  let answering: Asked | null = null
  let count = 0
  let closed = 0
  let isGone = false
  const listeners = new Set<() => void>()
  const stir = (): void => {
    count += 1
    for (const listener of listeners) listener()
  }
  const onLine = (line: string): void => {
    const [, mark, flags] = /^%(begin|end|error) \d+ \d+ (\d+)$/.exec(line) ?? []
    // The answer to the attaching itself is none of ours: its flag is 0.
    if (mark === 'begin' && flags === '1') answering = waiting.shift() ?? null
    else if (mark === 'end' || mark === 'error') {
      if (mark === 'end') answering?.done()
      else answering?.fail(new Error(`tmux: ${answering.lines.join(' ')}`))
      answering = null
    } else if (answering !== null) answering.lines.push(line)
    else if (line.startsWith('%output')) {
      closed += line.split('[?2004l').length - 1
      stir()
    }
  }
  const connect = () => {
    const one = spawn('tmux', options, { stdio: ['pipe', 'pipe', 'ignore'] })
    createInterface({ input: one.stdout }).on('line', (line) => {
      if (child === one) onLine(line)
    })
    one.stdin.on('error', () => {})
    one.once('exit', () => {
      if (child !== one) return
      isGone = true
      for (const asked of waiting.splice(0)) asked.fail(new Error('tmux: the server has ended'))
      stir()
    })
    return one
  }
  let child = connect()
  const ask = (command: string): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      if (isGone) throw new Error('tmux: the server has ended')
      const lines: string[] = []
      waiting.push({ lines, done: () => resolve(lines), fail: reject })
      child.stdin.write(`${command}\n`)
    })
  const attach = async (): Promise<void> => {
    for (;;) {
      const heard = ask('display-message -p attached').then(() => true)
      if (await Promise.race([heard, pause(unheardMs, false)])) return
      waiting.length = 0
      const deaf = child
      child = connect()
      deaf.kill('SIGKILL')
    }
  }
  const attached = attach()
  attached.catch(() => {})
  const run = async (command: string): Promise<readonly string[]> => {
    await attached
    return ask(command)
  }
  return {
    run,
    leave: () => void child.kill('SIGKILL'),
    send: async (bytes) => void (await run(sendKeys(bytes))),
    writes: () => count,
    closes: () => closed,
    more: (than, ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          listeners.delete(end)
          resolve()
        }
        const timer = setTimeout(end, ms)
        listeners.add(end)
        if (count > than) end()
      }),
  }
}
