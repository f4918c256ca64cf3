import { type Command, Option } from 'commander'
import { replayFilters } from '../../core/event-trait.ts'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { ReplayOptions } from './replay-options.ts'

/** The command `replay`. */
export function replayCommand(program: Command, t: (text: Text) => string, does: Does): void {
  program
    .command('replay')
    .description(
      t({
        en: 'go through an incident once more, as the operator saw it',
        nl: 'doorloop een incident opnieuw, zoals de operator het zag',
      }),
    )
    .argument('<incident>', t({ en: 'incident, folder or archive', nl: 'incident, map of archief' }))
    .option(
      '--speed <factor>',
      t({
        en: 'how much faster than it went, 20x; no pause is longer than 3 seconds',
        nl: 'hoeveel sneller dan het ging, 20x; geen pauze duurt langer dan 3 seconden',
      }),
      '10x',
    )
    .option('--step', t({ en: 'wait for a key after each event', nl: 'wacht op een toets na elke gebeurtenis' }))
    .option('--from <seq>', t({ en: 'show from this event on', nl: 'toon vanaf deze gebeurtenis' }))
    .option('--to <seq>', t({ en: 'stop after this event', nl: 'stop na deze gebeurtenis' }))
    .option('--at <seq>', t({ en: 'the status after this event', nl: 'het overzicht na deze gebeurtenis' }))
    .addOption(new Option('--only <kind>', t({ en: 'show only these', nl: 'toon alleen deze' })).choices(replayFilters))
    .addOption(
      new Option(
        '--format <format>',
        t({
          en: 'json: a line for each event; cast: a recording for asciinema',
          nl: 'json: een regel per gebeurtenis; cast: een opname voor asciinema',
        }),
      ).choices(['text', 'json', 'cast']),
    )
    .option('--out <file>', t({ en: 'a new file to write it to', nl: 'een nieuw bestand om het in te schrijven' }))
    .action((name: string, own: ReplayOptions) =>
      does(async (host) => (await import('./replay.ts')).replay(host, name, own))(),
    )
}
