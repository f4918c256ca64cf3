import { resolve as absolute } from 'node:path'
import { execa } from 'execa'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { ownLibraries } from '../program/own-libraries.ts'
import type { KeptOptions, RanCommand } from './kept-command.ts'
import { type FromStarter, lineOf, messagesIn, type ToStarter } from './starter-words.ts'

/** A small process that starts commands for this one. */
export interface Starter {
  /** `starting`: it can't be asked yet. `gone`: it ended; `failed`: before it had run a command to its end. */
  state(): 'starting' | 'ready' | 'gone' | 'failed'
  /** The commands that it runs now. */
  busy(): number
  /** As `RunKept`, also while it starts. null: it was gone before the command began. */
  run(argv: readonly string[], options: KeptOptions): Promise<RanCommand | null>
}

interface Waiting {
  readonly latest: KeptOptions['latest']
  begun: boolean
  settle(ran: RanCommand | Fault | null): void
}

/** Nothing was printed. */
const nothing = { total: 0, dropped: 0, text: '' }
const neverStarted: RanCommand = { end: { kind: 'interrupted', forced: false }, stdout: nothing, stderr: nothing }
/** The milliseconds within which a command that is to be ended has ended, whatever it does. Later the small process hangs. */
const endsWithin = 15_000

/**
 * Starts the small process with these words. It is in a session of its own, so that nothing that is typed ends it, and execa
 * ends it (and it its commands) when this process ends in any way in which that can be said.
 */
export function startStarter([file = '', ...args]: readonly string[], endsWithinMs = endsWithin): Starter {
  const subprocess = execa(file, args, {
    // The folder that a terminal stands in must not be kept busy.
    cwd: '/',
    env: ownLibraries(process.env),
    extendEnv: false,
    ...{ stdin: 'pipe', stdout: 'pipe', stderr: 'ignore' },
    ...{ buffer: false, encoding: 'buffer', reject: false, killDescendants: true },
  })
  const { stdin, stdout, nodeChildProcess: child } = subprocess
  const waiting = new Map<number, Waiting>()
  let state: ReturnType<Starter['state']> = 'starting'
  let served = false
  let last = 0

  /** Only while somebody waits for a command is this process kept awake. */
  const stayAwake = (awake: boolean): void => {
    for (const one of [
      child,
      ...[stdin, stdout].map((stream) => stream as unknown as NodeJS.ReadWriteStream & Awake),
    ]) {
      if (awake) one.ref()
      else one.unref()
    }
  }
  const send = (message: ToStarter): void => void stdin.write(lineOf(message))
  const take = (message: FromStarter): void => {
    if ('ready' in message) {
      state = 'ready'
    } else if ('begins' in message) {
      const begun = waiting.get(message.begins)
      if (begun !== undefined) begun.begun = true
    } else if ('latest' in message) {
      waiting.get(message.latest)?.latest?.(message.line)
    } else {
      served = true
      waiting.get(message.ended)?.settle(message.ran)
    }
  }
  stdout.setEncoding('utf8')
  stdout.on('data', messagesIn(take))
  stdin.on('error', () => {})
  // What it said before it ended has been read by then.
  void subprocess.then(() => {
    state = served ? 'gone' : 'failed'
    for (const { begun, settle } of waiting.values()) settle(begun ? cutOff() : null)
  })
  stayAwake(false)

  return {
    state: () => state,
    busy: () => waiting.size,
    run: (argv, { signal, latest, cwd, ...options }) =>
      new Promise((resolve, reject) => {
        if (state === 'gone' || state === 'failed') return resolve(null)
        if (signal.aborted) return resolve(neverStarted)
        last += 1
        const id = last
        let late: NodeJS.Timeout | undefined
        const abort = (): void => {
          send({ abort: id })
          late = setTimeout(() => child.kill('SIGKILL'), endsWithinMs)
        }
        signal.addEventListener('abort', abort)
        const settle = (ran: RanCommand | Fault | null): void => {
          clearTimeout(late)
          signal.removeEventListener('abort', abort)
          waiting.delete(id)
          if (waiting.size === 0) stayAwake(false)
          if (ran instanceof Fault) reject(ran)
          else resolve(ran)
        }
        waiting.set(id, { latest, begun: false, settle })
        stayAwake(true)
        send({ run: id, argv, cwd: absolute(cwd), ...options })
      }),
  }
}

interface Awake {
  ref(): void
  unref(): void
}

function cutOff(): Fault {
  return new Fault({
    code: 'command.cut-off',
    exit: exit.stopped,
    message: {
      en: 'the process that starts commands was ended from outside, so nobody knows how far the command came',
      nl: 'het proces dat opdrachten start, is van buitenaf beëindigd, dus niemand weet hoe ver de opdracht kwam',
    },
    hint: {
      en: 'resuming looks whether it still runs, and asks what came of it; go on with: cyber-respond resume',
      nl: 'bij het hervatten wordt gekeken of ze nog loopt, en gevraagd wat ervan kwam; ga verder met: cyber-respond resume',
    },
  })
}
