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

/**
 * How the commands of a session are run. To start a process, this one is copied, and it is large: so a small process does it, which is
 * started beside the second command. Until it is there, commands are started from here, so nobody waits for it, and one
 * command alone costs what it did.
 */
export function createCommands(words: readonly string[] = starterWords()): RunKept {
  let starter: Starter | null = null
  let commands = 0
  let failed = 0
  const renewed = (start: typeof startStarter): Starter | null => {
    const state = starter?.state()
    if (state === 'starting' || state === 'ready') return starter
    if (state === 'failed') failed += 1
    return failed < enoughTries ? start(words) : null
  }
  return async (argv, options) => {
    commands += 1
    if (commands > 1) starter = renewed((await import('./starter.ts')).startStarter)
    const ran = starter?.state() === 'ready' ? await starter.run(argv, options) : null
    return ran ?? (await import('./kept-command.ts')).runKept(argv, options)
  }
}
