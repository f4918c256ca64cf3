import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { noteDown } from '../../../services/service-log.ts'
import type { Refusal, ServiceMessage } from '../../../services/service-settings.ts'
import { ownLibraries } from '../../program/own-libraries.ts'
import type { ProcessEntry } from './process-entries.ts'

/** A process that this process started, so its id can't be anybody else's while it has not ended. */
export interface ServiceProcess {
  readonly child: ChildProcess
  /** The port that it listens on, or why it can't. null: it ended without a word. */
  readonly started: Promise<{ readonly port: number } | Refusal | null>
  readonly ended: Promise<void>
  /** SIGTERM, and SIGKILL for what is still there after a while. */
  stop(mercyMs: number): Promise<void>
}

/** Starts a process of the cloud with one JSON argument, its messages in a log file, and nothing of our environment. */
export function spawnLogged(entry: ProcessEntry, argument: unknown, log: string, detached: boolean): ChildProcess {
  // Whoever starts the supervisor is a person who is told; a supervisor goes on.
  const file = detached ? openSync(log, 'a', 0o600) : openLog(log)
  const output = file ?? 'ignore'
  try {
    return spawn(process.execPath, [...entry, JSON.stringify(argument)], {
      detached,
      // The folder that a terminal stands in must not be kept busy.
      cwd: '/',
      stdio: detached ? ['ignore', output, output] : ['ignore', output, output, 'ipc'],
      env: { PATH: process.env.PATH ?? '', ...ownLibraries(process.env) },
    })
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** A service without a log (a full disk) is better than none. */
function openLog(path: string): number | null {
  try {
    return openSync(path, 'a', 0o600)
  } catch (error) {
    noteDown(`no log can be opened: ${error instanceof Error ? error.message : 'unknown'}`)
    return null
  }
}

export function startService(entry: ProcessEntry, settings: unknown, log: string): ServiceProcess {
  const child = spawnLogged(entry, settings, log, false)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.on('error', () => resolve())
  })
  const told = new Promise<{ port: number } | Refusal>((resolve) => {
    child.on('message', (message: ServiceMessage) => resolve('ready' in message ? message.ready : message.refused))
  })
  return {
    child,
    started: Promise.race([told, ended.then(() => null)]),
    ended,
    stop: async (mercyMs) => {
      child.kill('SIGTERM')
      await Promise.race([ended, after(mercyMs, null, { ref: false })])
      child.kill('SIGKILL')
      await ended
    },
  }
}
