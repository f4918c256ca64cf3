import type { Command } from 'commander'
import { exit } from '../core/exit-codes.ts'
import type { Text } from '../core/text.ts'
import type { Does } from './wiring/work.ts'

/** The command `help`: of the program, of a command, and the guides that ship with the program. */
export function helpCommand(program: Command, t: (text: Text) => string, does: Does): void {
  // Those of the groups keep theirs: `drill help run`.
  program
    .helpCommand(false)
    .command('help')
    .description(
      t({ en: 'show the help of a command, or a guide', nl: 'toon de hulp van een opdracht, of een handleiding' }),
    )
    .argument(
      '[topic...]',
      t({
        en: 'a command, a guide, or topics: the list of guides',
        nl: 'een opdracht, een handleiding, of topics: de lijst ervan',
      }),
    )
    .action((typed: string[]) =>
      does(async (h) => {
        const words = typed.filter((word) => word !== '')
        const command = commandNamed(program, words)
        if (command === null) return (await import('./help-topic.ts')).helpTopic(h, words, commandPaths(program))
        command.outputHelp()
        return exit.done
      })(),
    )
}

/** Every command as it is typed behind the name of the program: `kit`, `kit make`. */
function commandPaths(above: Command): readonly string[] {
  return above.commands.flatMap((one) => [one.name(), ...commandPaths(one).map((path) => `${one.name()} ${path}`)])
}

function commandNamed(program: Command, words: readonly string[]): Command | null {
  return words.reduce<Command | null>(
    (above, word) => above?.commands.find((one) => one.name() === word) ?? null,
    program,
  )
}
