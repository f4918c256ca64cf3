import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'

/** The emergency cloud outside of a runbook: each act is recorded before it is done. */
export function cloudCommands(
  program: Command,
  t: (text: Text) => string,
  does: Does,
  municipality: string,
  profile: () => Option,
): void {
  const cloud = program.command('cloud').description(t({ en: 'the emergency cloud', nl: 'de noodcloud' }))
  const acts = {
    up: { en: 'start the minimal services', nl: 'start de minimale diensten' },
    status: { en: 'show the services and whether they answer', nl: 'toon de diensten en of ze antwoorden' },
    down: { en: 'stop the services; their data stays', nl: 'stop de diensten; hun gegevens blijven' },
    export: {
      en: 'export every entry, with a count and a SHA-256',
      nl: 'exporteer elke inschrijving, met aantal en SHA-256',
    },
    access: {
      en: 'replace the access code of the counter desk',
      nl: 'vervang de toegangscode van het loketregister',
    },
  } as const
  for (const [act, text] of Object.entries(acts) as [keyof typeof acts, Text][]) {
    cloud
      .command(act)
      .description(t(text))
      .argument('<municipality>', municipality)
      .addOption(profile())
      .option('--out <folder>', t({ en: 'where an export goes', nl: 'waar een export komt' }))
      .option(
        '--plan <plan>',
        t({ en: 'the plan of an incident that up opens', nl: 'het plan van een incident dat up opent' }),
      )
      .action((query: string, own: { profile?: string; out?: string; plan?: string }) =>
        does(async (h) => (await import('./cloud.ts')).cloudCommand(h, act, query, own))(),
      )
  }
  cloud
    .command('page')
    .description(t({ en: 'the status page for citizens', nl: 'de statuspagina voor burgers' }))
    .command('set')
    .description(t({ en: 'change what the status page says', nl: 'wijzig wat de statuspagina zegt' }))
    .argument('<municipality>', municipality)
    .argument('[service]', t({ en: 'the service', nl: 'de dienst' }))
    .addOption(
      new Option('--state <state>', t({ en: 'what citizens can get', nl: 'wat burgers kunnen krijgen' })).choices([
        'available',
        'limited',
        'unavailable',
      ]),
    )
    .option('--where <text>', t({ en: 'where to go', nl: 'waar men terechtkan' }))
    .option('--message <text>', t({ en: 'the message at the top', nl: 'het bericht bovenaan' }))
    .addOption(
      new Option('--in <lang>', t({ en: 'the language of these texts', nl: 'de taal van deze teksten' }))
        .choices(['nl', 'fr', 'en', 'de'])
        .default('nl'),
    )
    .action(
      (
        query: string,
        service: string | undefined,
        own: { in: string; state?: string; where?: string; message?: string },
      ) => does(async (h) => (await import('./cloud.ts')).setPage(h, query, service ?? null, own))(),
    )
}
