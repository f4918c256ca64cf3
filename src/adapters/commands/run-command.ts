import type { ChildProcess } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { execa } from 'execa'
import { plain, type Text } from '../../core/text.ts'
import { longestTimer } from '../clock/monotonic-clock.ts'
import { endGroup, type GroupEnd } from './process-group.ts'

export interface CommandOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin?: string | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Gets every byte as it comes. What it doesn't keep is gone. */
  onOutput(chunk: Uint8Array, stream: 'stdout' | 'stderr'): void
}

/**
 * The end of a command. `forced`: it ignored SIGTERM and was killed. `leftBehind`: it left processes, which were ended.
 */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly leftBehind: boolean }
  | { readonly kind: 'signalled'; readonly signal: string; readonly leftBehind: boolean }
  | { readonly kind: 'timed-out' | 'interrupted'; readonly forced: boolean }
  | { readonly kind: 'not-started'; readonly why: Text }

/** The milliseconds that a command, and what it started, get between SIGTERM and SIGKILL. */
const mercyMs = 5000
/** A timer that comes later than this was held up, and not by a busy machine. */
const lateMs = 500
/** The milliseconds within which this program is told what happened meanwhile. */
const hearMs = 250
/**
 * The milliseconds for which output that somebody still holds open is waited for after the command itself has ended.
 */
const lingerMs = 2000

/**
 * Runs a program with separate arguments, never through a shell, and never throws for what the program or its caller
 * did wrong. The program leads its own session (no terminal: it can't ask for a password behind our back) and process
 * group; when it ends, times out or is aborted, what is left of the group is ended too. Only a process that starts a
 * session of its own, as a daemon does, outlives it.
 */
export async function runCommand(argv: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  const [file, ...args] = argv
  const { cwd, env, stdin, timeoutMs, signal, onOutput } = options
  if (file === undefined || file === '') {
    return { kind: 'not-started', why: { en: 'no program is named', nl: 'er is geen programma genoemd' } }
  }
  if ([...argv, cwd, ...Object.entries(env).flat()].some((text) => text.includes('\0'))) {
    return {
      kind: 'not-started',
      why: {
        en: 'an argument or a variable holds a NUL character, which no program can be given',
        nl: 'een argument of variabele bevat een NUL-teken, en dat kan geen programma krijgen',
      },
    }
  }
  if (Object.keys(env).some((name) => name === '' || name.includes('='))) {
    return {
      kind: 'not-started',
      why: { en: 'a variable has no valid name', nl: 'een variabele heeft geen geldige naam' },
    }
  }
  if (signal.aborted) return { kind: 'interrupted', forced: false }
  const subprocess = execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    ...(stdin === undefined ? { stdin: 'ignore' } : { input: stdin }),
    // Nothing is buffered, decoded or thrown: this is what keeps a flood flat and a call cheap.
    buffer: false,
    encoding: 'buffer',
    reject: false,
    // A session of its own, whose processes end with this program. When its time is out they are ended below, as they are
    // when the command leaves them behind.
    killDescendants: true,
  })
  subprocess.stdout.on('data', (chunk: Uint8Array) => onOutput(chunk, 'stdout'))
  subprocess.stderr.on('data', (chunk: Uint8Array) => onOutput(chunk, 'stderr'))
  const leader = subprocess.nodeChildProcess
  const limit = limitGroup(leader.pid, timeoutMs, signal)
  const swept = sweepAfter(leader)
  const result = await subprocess
  const { found: leftBehind, forced } = await swept
  const cut = await limit.lift()
  if (result.exitCode === undefined && result.signal === undefined) {
    return { kind: 'not-started', why: await whyNotStarted(file, cwd, result.code) }
  }
  if (cut !== null) return { kind: cut.kind, forced: forced || cut.forced }
  if (result.signal !== undefined) return { kind: 'signalled', signal: result.signal, leftBehind }
  return { kind: 'exited', code: result.exitCode ?? 0, leftBehind }
}

interface Cut {
  readonly kind: 'timed-out' | 'interrupted'
  readonly forced: boolean
}

/** Ends a group when its time is out or the signal is aborted. `lift` takes the limit away, and says whether it was reached. */
function limitGroup(
  group: number | undefined,
  timeoutMs: number,
  signal: AbortSignal,
): { lift(): Promise<Cut | null> } {
  if (group === undefined) return { lift: async () => null }
  let cut: Promise<Cut> | null = null
  const reach = (kind: Cut['kind']): void => {
    cut ??= endGroup(group, mercyMs).then(({ forced }) => ({ kind, forced }))
  }
  const abort = (): void => reach('interrupted')
  const patience = Math.min(Math.max(timeoutMs, 1), longestTimer)
  const due = performance.now() + patience
  let timer = setTimeout(() => {
    // This program stood still (Ctrl-Z, SIGSTOP) and the command may have ended long ago: that is heard first.
    if (performance.now() - due > lateMs) timer = setTimeout(reach, hearMs, 'timed-out')
    else reach('timed-out')
  }, patience)
  signal.addEventListener('abort', abort)
  return {
    lift: async () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      return cut
    },
  }
}

/** Once the leader has ended: lets its output run out, ends what is left of its group, and lets go of its pipes. */
async function sweepAfter(leader: ChildProcess): Promise<GroupEnd> {
  const { pid } = leader
  if (pid === undefined) return { found: false, forced: false }
  await outputEnd(leader)
  const end = await endGroup(pid, mercyMs)
  // A process in another session may hold the pipes for ever; nobody waits for it.
  leader.stdout?.destroy()
  leader.stderr?.destroy()
  return end
}

/** Resolves when the leader has ended and nobody holds its output open any more, or has held it for too long. */
function outputEnd(leader: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let linger: NodeJS.Timeout | undefined
    leader.once('exit', () => {
      linger = setTimeout(resolve, lingerMs)
    })
    leader.once('close', () => {
      clearTimeout(linger)
      resolve()
    })
  })
}

/** The system only says ENOENT or EACCES, for five different mistakes. */
async function whyNotStarted(file: string, cwd: string, code: string | undefined): Promise<Text> {
  if (code === 'E2BIG') {
    return { en: 'its arguments are too long for this system', nl: 'de argumenten zijn te lang voor dit systeem' }
  }
  const folder = await stat(cwd).catch(() => null)
  if (folder?.isDirectory() !== true) {
    return {
      en: `the folder to run it in does not exist: ${cwd}`,
      nl: `de map om het in uit te voeren bestaat niet: ${cwd}`,
    }
  }
  const named = file.includes('/') ? await stat(isAbsolute(file) ? file : join(cwd, file)).catch(() => null) : null
  if (named?.isDirectory() === true) return { en: `${file} is a folder`, nl: `${file} is een map` }
  if (code === 'EACCES') return { en: `${file} is not executable`, nl: `${file} is niet uitvoerbaar` }
  if (code !== 'ENOENT') {
    const { en, nl } = code === undefined ? { en: 'no reason given', nl: 'zonder reden' } : plain(code)
    return { en: `the system refuses to start it (${en})`, nl: `het systeem weigert het te starten (${nl})` }
  }
  if (named !== null) {
    return {
      en: `the interpreter that ${file} names does not exist`,
      nl: `de interpreter die ${file} noemt, bestaat niet`,
    }
  }
  if (file.includes('/')) return { en: `${file} does not exist`, nl: `${file} bestaat niet` }
  return {
    en: `${file} is not installed: no folder of the PATH has it`,
    nl: `${file} is niet geïnstalleerd: het staat in geen enkele map van het PATH`,
  }
}
