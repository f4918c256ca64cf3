import type { Command } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'

/** Evidence and the archive of an incident. */
export function evidenceCommands(program: Command, t: (text: Text) => string, does: Does): void {
  const incident = t({ en: 'incident or municipality', nl: 'incident of gemeente' })
  const anywhere = t({ en: 'incident, its folder or archive', nl: 'incident, de map of het archief ervan' })
  const evidence = program.command('evidence').description(t({ en: 'files in custody', nl: 'bestanden in bewaring' }))
  evidence
    .command('add')
    .description(t({ en: 'take files and folders into custody', nl: 'neem bestanden en mappen in bewaring' }))
    .argument('<incident>', incident)
    .argument('<path...>', t({ en: 'the files and folders', nl: 'de bestanden en mappen' }))
    .option('--note <text>', t({ en: 'where it comes from', nl: 'waar het vandaan komt' }), '')
    .action((name: string, paths: string[], own: { note: string }) =>
      does(async (h) => (await import('./evidence.ts')).addEvidence(h, name, paths, own.note))(),
    )
  evidence
    .command('copy')
    .description(
      t({
        en: 'make a second copy of all evidence, and record it',
        nl: 'maak een tweede kopie van al het bewijs, en noteer dat',
      }),
    )
    .argument('<incident>', incident)
    .argument(
      '<folder>',
      t({ en: 'where to: another disk or a stick', nl: 'waarheen: een andere schijf of een stick' }),
    )
    .option('--offline', t({ en: 'this copy stays off every network', nl: 'deze kopie blijft van elk netwerk af' }))
    .action((name: string, folder: string, own: { offline?: boolean }) =>
      does(async (h) => (await import('./evidence.ts')).copyEvidence(h, name, folder, own))(),
    )
  evidence
    .command('list')
    .description(
      t({ en: 'show what is in custody, and its copies', nl: 'toon wat in bewaring is, en de kopieën ervan' }),
    )
    .argument('<incident>', anywhere)
    .action((name: string) => does(async (h) => (await import('./evidence-read.ts')).listEvidence(h, name))())
  evidence
    .command('verify')
    .description(t({ en: 'hash every file that the record names', nl: 'hash elk bestand dat het logboek noemt' }))
    .argument('<incident>', anywhere)
    .action((name: string) => does(async (h) => (await import('./evidence-read.ts')).verifyEvidence(h, name))())
  evidence
    .command('manifest')
    .description(t({ en: 'print the hashes as sha256sum does', nl: 'druk de hashes af zoals sha256sum' }))
    .argument('<incident>', anywhere)
    .option('--names', t({ en: 'under the names that the files had', nl: 'onder de namen die de bestanden hadden' }))
    .action((name: string, own: { names?: boolean }) =>
      does(async (h) => (await import('./evidence-read.ts')).evidenceManifest(h, name, own))(),
    )

  program
    .command('archive')
    .description(
      t({
        en: 'pack the folder of an incident in one file, with a manifest',
        nl: 'pak de map van een incident in één bestand, met een manifest',
      }),
    )
    .argument('<incident>', t({ en: 'incident or its folder', nl: 'incident of de map ervan' }))
    .option(
      '--out <file>',
      t({ en: 'where to (default: <incident>.tar.gz)', nl: 'waarheen (standaard: <incident>.tar.gz)' }),
    )
    .option(
      '--with-disclosures',
      t({ en: 'with the personal values of the lines', nl: 'met de persoonsgegevens uit de regels' }),
    )
    .option(
      '--with-personal',
      t({
        en: 'with citizens’ entries, contacts and notices, which stay out otherwise; asks first',
        nl: 'met inschrijvingen van burgers, contacten en meldingen, die anders achterblijven; vraagt het eerst',
      }),
    )
    .action((name: string, own: { out?: string; withDisclosures?: boolean; withPersonal?: boolean }) =>
      does(async (h) => (await import('./archive.ts')).archive(h, name, own))(),
    )
}
