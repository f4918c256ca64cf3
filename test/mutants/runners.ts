import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Asked, FileEnd } from './runner.ts'

/** A process that runs test files in the copy. What hangs is killed, with all that it started, and the next call gets a new one. */
export class Runner {
  readonly #here: string
  readonly #copy: string
  readonly #argv: readonly string[]
  #child: ChildProcess | null = null

  constructor(here: string, copy: string, workers: number, bail: number) {
    this.#here = here
    this.#copy = copy
    this.#argv = [String(workers), String(bail)]
  }

  /** How each file ended; null: not within the limit (milliseconds). */
  async run(asked: Asked, limit: number): Promise<readonly FileEnd[] | null> {
    this.#child ??= await this.#start()
    const child = this.#child
    const timer = setTimeout(() => this.stop(), limit)
    const ends = await new Promise<readonly FileEnd[] | null>((resolve) => {
      child.once('message', (message) => resolve(message as readonly FileEnd[]))
      child.once('close', () => resolve(null))
      child.send(asked)
    })
    clearTimeout(timer)
    child.removeAllListeners()
    return ends
  }

  stop(): void {
    const { pid } = this.#child ?? {}
    this.#child = null
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself, with all that it started.
    }
  }

  async #start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [join(this.#here, 'runner.ts'), ...this.#argv], {
      cwd: this.#copy,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    })
    await once(child, 'message')
    return child
  }
}
