import { starterWords } from '../../src/adapters/commands/commands.ts'
import { type RunKept, runKept } from '../../src/adapters/commands/kept-command.ts'
import { type Starter, startStarter } from '../../src/adapters/commands/starter.ts'

let starter: Starter | null = null

/** Every command is started by the small process, also the first. */
export const bySmallProcess: RunKept = async (argv, options) => {
  if (starter === null) {
    starter = startStarter(starterWords())
    // Nobody's command waits until it can be asked.
    await starter.run(['true'], { ...options, signal: new AbortController().signal })
  }
  const ran = await starter.run(argv, options)
  if (ran === null) throw new Error('the small process was gone before the command began')
  return ran
}

export const hereInThisProcess = runKept

/** The ways in which a command is started. */
export const ways: readonly (readonly [way: string, runKept: RunKept])[] = [
  ['from this process', hereInThisProcess],
  ['by the small process', bySmallProcess],
]
