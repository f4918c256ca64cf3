import { fileURLToPath } from 'node:url'
import { ownCommand } from '../program/own-command.ts'
import { ownFiles } from '../program/this-program.ts'
import type { RunKept } from './kept-command.ts'
import type { Starter, startStarter } from './starter.ts'

/** The words that start the small process. Among the sources it is a file of its own. */
export function starterWords(): readonly string[] {
  if (ownFiles.isBuilt) return [...ownCommand(), 'process:starter']
  return [process.execPath, fileURLToPath(new URL('./starter-main.ts', import.meta.url))]
}

/** Where so many small processes ended before they were of use, no other is started. */
const enoughTries = 3
/** Two start twice as many commands at once as one; more would only wait for each other. */
const most = 2
/** A small process that runs so many commands is helped by another one. */
const busy = 2

let own: RunKept | null = null

/** How this process runs commands: its sessions, one after the other, have the same small processes. */
export const runCommands: RunKept = (argv, options) => {
  own ??= createCommands()
  return own(argv, options)
}

/**
 * One way to run commands. To start a process, this one is copied, and it is large: so a small process does it, which is
 * started beside the second command, and another one when several run at once. Until one is there, commands are started from here: so
 * nobody waits for it, and one command alone costs what it did.
 */
export function createCommands(words: readonly string[] = starterWords()): RunKept {
  let small: readonly Starter[] = []
  let commands = 0
  let failed = 0
  /** The one that has least to do of those that can be asked. */
  const freest = (start: typeof startStarter): Starter | null => {
    failed += small.filter((one) => one.state() === 'failed').length
    small = small.filter((one) => one.state() === 'starting' || one.state() === 'ready')
    const ready = small.filter((one) => one.state() === 'ready').toSorted((one, other) => one.busy() - other.busy())
    const [best = null] = ready
    const areBusy = best !== null && ready.length === small.length && best.busy() >= busy
    if (failed < enoughTries && (small.length === 0 || (areBusy && small.length < most)))
      small = [...small, start(words)]
    return best
  }
  return async (argv, options) => {
    commands += 1
    const starter = commands > 1 ? freest((await import('./starter.ts')).startStarter) : null
    const ran = starter === null ? null : await starter.run(argv, options)
    return ran ?? (await import('./kept-command.ts')).runKept(argv, options)
  }
}
