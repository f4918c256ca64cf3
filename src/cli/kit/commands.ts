import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { MakeOptions } from './make-options.ts'
import type { OpenOptions } from './open-options.ts'

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
  const ofKit = t({
    en: 'the folder of the kit (default: the one it was started from)',
    nl: 'de map van de kit (standaard: die waarvan gestart werd)',
  })
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
    .option(
      '--passphrase-file <file>',
      t({
        en: 'a file with the passphrase, mode 600; - reads stdin',
        nl: 'een bestand met de wachtwoordzin, modus 600; - leest stdin',
      }),
    )
    .option(
      '--recipient <key...>',
      t({
        en: 'age keys (age1...) of people, instead of a passphrase',
        nl: 'age-sleutels (age1...) van mensen, in plaats van een wachtwoordzin',
      }),
    )
    .option(
      '--without-keys',
      t({ en: 'no keys and settings on the stick', nl: 'geen sleutels en instellingen op de stick' }),
    )
    .option('--renew', t({ en: 'in the place of the kit that is there', nl: 'in de plaats van de kit die er staat' }))
    .action((folder: string, own: MakeOptions) =>
      does(async (h) => (await import('./make.ts')).makeKit(h, folder, own))(),
    )
  kit
    .command('open')
    .description(
      t({
        en: 'bring what the stick keeps closed into memory of this laptop',
        nl: 'breng wat op de stick gesloten is, in het geheugen van deze laptop',
      }),
    )
    .argument('[folder]', ofKit)
    .option(
      '--passphrase-file <file>',
      t({
        en: 'a file with the passphrase, mode 600; - reads stdin',
        nl: 'een bestand met de wachtwoordzin, modus 600; - leest stdin',
      }),
    )
    .option('--identity <file>', t({ en: 'your age key', nl: 'uw age-sleutel' }))
    .option(
      '--without-keys',
      t({
        en: 'go on without: records get a new key of this laptop',
        nl: 'ga verder zonder: logboeken krijgen een nieuwe sleutel van deze laptop',
      }),
    )
    .action((folder: string | undefined, own: OpenOptions) =>
      does(async (h) => (await import('./open.ts')).openKit(h, folder, own))(),
    )
  kit
    .command('copy')
    .description(
      t({
        en: 'copy the record of an incident to the stick, closed',
        nl: 'kopieer het logboek van een incident naar de stick, gesloten',
      }),
    )
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('[folder]', ofKit)
    .action((incident: string, folder: string | undefined) =>
      does(async (h) => (await import('./copy.ts')).copyToKit(h, incident, folder))(),
    )
  kit
    .command('restore')
    .description(
      t({ en: 'bring a record from the stick to this laptop', nl: 'breng een logboek van de stick naar deze laptop' }),
    )
    .argument('<incident>', t({ en: 'its folder in records/', nl: 'de map ervan in records/' }))
    .argument('[folder]', ofKit)
    .action((incident: string, folder: string | undefined) =>
      does(async (h) => (await import('./copy.ts')).restoreFromKit(h, incident, folder))(),
    )
  kit
    .command('close')
    .description(
      t({
        en: 'copy every record to the stick, and take the keys off this laptop',
        nl: 'kopieer elk logboek naar de stick, en haal de sleutels van deze laptop',
      }),
    )
    .argument('[folder]', ofKit)
    .option(
      '--wipe',
      t({
        en: 'and the records, too, once they are on the stick',
        nl: 'en ook de logboeken, zodra ze op de stick staan',
      }),
    )
    .action((folder: string | undefined, own: { wipe?: boolean }) =>
      does(async (h) => (await import('./close.ts')).closeKit(h, folder, own))(),
    )
  kit
    .command('check')
    .description(
      t({
        en: 'what of a kit is old, missing, changed, or open to others',
        nl: 'wat van een kit oud, weg of gewijzigd is, of openstaat voor anderen',
      }),
    )
    .argument(
      '[folder...]',
      t({
        en: 'the folder of the kit, or of several (default: the one it was started from)',
        nl: 'de map van de kit, of van meerdere (standaard: die waarvan gestart werd)',
      }),
    )
    .option(
      '--signer <file>',
      t({ en: 'the public SSH key that must have signed', nl: 'de publieke SSH-sleutel die getekend moet hebben' }),
    )
    .action((folders: readonly string[], own: { signer?: string }) =>
      does(async (h) => (await import('./check.ts')).checkKits(h, folders, own))(),
    )
}
