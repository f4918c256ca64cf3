import { Argument, type Command } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'

/** What sets up a shell so that it completes the words of this program. */
export function completeCommands(program: Command, t: (text: Text) => string, does: Does): void {
  program
    .command('completion')
    .description(
      t({
        en: 'print what makes a shell complete commands, municipalities, steps and names',
        nl: 'druk af wat een shell opdrachten, gemeenten, stappen en namen laat aanvullen',
      }),
    )
    .addArgument(new Argument('<shell>', t({ en: 'the shell', nl: 'de shell' })).choices(['bash', 'zsh', 'fish']))
    .option(
      '--program <file>',
      t({
        en: 'the program to ask where the shell finds none of that name (default: this one)',
        nl: 'het programma om te vragen waar de shell er geen met die naam vindt (standaard: dit)',
      }),
    )
    .action((shell: 'bash' | 'zsh' | 'fish', own: { program?: string }) =>
      does(async (h) => (await import('./completion.ts')).printCompletion(h, shell, own))(),
    )
}
