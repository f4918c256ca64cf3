import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { MakeOptions } from './make-options.ts'

/** The stick: made before an attack, looked at every quarter. */
export function kitCommands(
  program: Command,
  t: (text: Text) => string,
  does: Does,
  municipality: string,
  profile: () => Option,
): void {
  const kit = program.command('kit').description(
    t({
      en: 'the stick: one program that starts on any laptop',
      nl: 'de stick: één programma dat op elke laptop start',
    }),
  )
  kit
    .command('make')
    .description(
      t({
        en: 'put the program, runbooks, profile, guides and paper copy in a folder of a stick',
        nl: 'zet programma, draaiboeken, profiel, handleidingen en papieren versie in een map van een stick',
      }),
    )
    .argument('<folder>', t({ en: 'an empty or new folder', nl: 'een lege of nieuwe map' }))
    .option('--municipality <municipality>', municipality)
    .addOption(profile())
    .option('--executable <file>', t({ en: 'the program as one file', nl: 'het programma als één bestand' }))
    .option(
      '--forms <folder>',
      t({
        en: 'forms of authorities (default: forms in the home)',
        nl: 'formulieren van overheden (standaard: forms in de home)',
      }),
    )
    .addOption(
      new Option(
        '--paper <lang>',
        t({ en: 'the paper copy in one language only', nl: 'de papieren versie in maar één taal' }),
      ).choices(['en', 'nl']),
    )
    .option('--renew', t({ en: 'in the place of the kit that is there', nl: 'in de plaats van de kit die er staat' }))
    .action((folder: string, own: MakeOptions) =>
      does(async (h) => (await import('./make.ts')).makeKit(h, folder, own))(),
    )
  kit
    .command('check')
    .description(
      t({
        en: 'what of a kit is old, missing, changed, or open to others',
        nl: 'wat van een kit oud, weg of gewijzigd is, of openstaat voor anderen',
      }),
    )
    .argument('<folder>', t({ en: 'the folder of the kit', nl: 'de map van de kit' }))
    .option(
      '--signer <file>',
      t({ en: 'the public SSH key that must have signed', nl: 'de publieke SSH-sleutel die getekend moet hebben' }),
    )
    .action((folder: string, own: { signer?: string }) =>
      does(async (h) => (await import('./check.ts')).checkKitFolder(h, folder, own))(),
    )
}
