import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { ReportOptions } from './report.ts'
import type { VerifyCommand } from './verify-options.ts'

/** The commands of an auditor on a record, and on what vouches for it from outside. */
export function auditCommands(program: Command, t: (text: Text) => string, does: Does): void {
  const record = t({ en: 'incident, folder or archive', nl: 'incident, map of archief' })
  const witnessKey = t({ en: 'key of a witness that you trust', nl: 'sleutel van een getuige die u vertrouwt' })
  const knownHead = t({ en: 'a head that you kept on paper', nl: 'een kop die u op papier bewaarde' })
  const authorities = t({ en: 'certificates of time stamp authorities', nl: 'certificaten van tijdstempelinstanties' })
  const out = t({ en: 'a new file to write it to', nl: 'een nieuw bestand om het in te schrijven' })

  program
    .command('verify')
    .description(t({ en: 'check the record of an incident', nl: 'controleer het logboek van een incident' }))
    .argument('[incident]', record)
    .option('--as-of <lines>', t({ en: 'only so many lines', nl: 'alleen zoveel regels' }))
    .option('--known-head <head>', knownHead)
    .option('--witness <key...>', witnessKey)
    .option('--tsa-ca <file>', authorities)
    .option(
      '--proof <file>',
      t({
        en: 'check the proof of one line, without any record',
        nl: 'controleer het bewijs van één regel, zonder logboek',
      }),
    )
    .option(
      '--log-key <key>',
      t({
        en: "with --proof: the log's key as you know it",
        nl: 'met --proof: de sleutel van het logboek zoals u die kent',
      }),
    )
    .action((name: string | undefined, own: VerifyCommand) =>
      does(async (h) => (await import('./verify.ts')).verify(h, name ?? null, own))(),
    )
  program
    .command('prove')
    .description(
      t({
        en: 'prove one line to somebody who does not get the record',
        nl: 'bewijs één regel aan iemand die het logboek niet krijgt',
      }),
    )
    .argument('<incident>', record)
    .argument('<line>', t({ en: 'number of the line, counted from 1', nl: 'nummer van de regel, geteld vanaf 1' }))
    .option('--disclose', t({ en: 'with its personal values', nl: 'met de persoonsgegevens erin' }))
    .option('--out <file>', out)
    .action((name: string, line: string, own: { disclose?: boolean; out?: string }) =>
      does(async (h) => (await import('./prove.ts')).prove(h, name, line, own))(),
    )

  program
    .command('redlines')
    .description(
      t({
        en: 'what was noted at steps as a change to the runbooks, as a diff',
        nl: 'wat bij stappen genoteerd is als wijziging aan de draaiboeken, als diff',
      }),
    )
    .argument('<incident>', record)
    .option('--out <file>', out)
    .action((name: string, own: { out?: string }) =>
      does(async (h) => (await import('./redlines.ts')).redlines(h, name, own))(),
    )

  const witness = program
    .command('witness')
    .description(t({ en: 'heads of the record that others keep', nl: 'koppen van het logboek die anderen bewaren' }))
  witness
    .command('export')
    .description(
      t({ en: 'the newest head for a witness, on a stick', nl: 'de nieuwste kop voor een getuige, op een stick' }),
    )
    .argument('<incident>', record)
    .option(
      '--old <size>',
      t({
        en: 'lines that the witness knows (default: the newest head that one signed)',
        nl: 'regels die de getuige kent (standaard: de nieuwste kop die er een ondertekende)',
      }),
    )
    .option('--out <file>', out)
    .action((name: string, own: { old?: string; out?: string }) =>
      does(async (h) => (await import('./witness.ts')).exportHead(h, name, own))(),
    )
  witness
    .command('import')
    .description(t({ en: 'keep what a witness answered', nl: 'bewaar wat een getuige antwoordde' }))
    .argument('<incident>', t({ en: 'incident or its folder', nl: 'incident of de map ervan' }))
    .argument('<file>', t({ en: 'the answer', nl: 'het antwoord' }))
    .option('--witness <key...>', witnessKey)
    .action((name: string, file: string, own: { witness?: string[] }) =>
      does(async (h) => (await import('./witness.ts')).importAnswer(h, name, file, own))(),
    )
  witness
    .command('print')
    .description(t({ en: 'the newest head for paper and telephone', nl: 'de nieuwste kop voor papier en telefoon' }))
    .argument('<incident>', record)
    .action((name: string) => does(async (h) => (await import('./witness-print.ts')).printHead(h, name))())
  witness
    .command('stamp')
    .description(
      t({
        en: 'have the newest head stamped by the server of --tsa',
        nl: 'laat de nieuwste kop stempelen door de server van --tsa',
      }),
    )
    .argument('<incident>', t({ en: 'incident or its folder', nl: 'incident of de map ervan' }))
    .action((name: string) => does(async (h) => (await import('./witness-stamp.ts')).stampHead(h, name))())

  program
    .command('report')
    .description(
      t({ en: 'what the record says, for people and for machines', nl: 'wat het logboek zegt, voor mens en machine' }),
    )
    .argument('<incident>', record)
    .addOption(
      new Option(
        '--format <format>',
        t({
          en: 'how it is written; csv: the timeline, a row for each line of the record, with commas (with --lang nl: semicolons)',
          nl: 'hoe het geschreven wordt; csv: de tijdlijn, een rij per regel van het logboek, met puntkomma’s (met --lang en: komma’s)',
        }),
      ).choices(['md', 'html', 'json', 'ocsf', 'csv']),
    )
    .option('--known-head <head>', knownHead)
    .option('--witness <key...>', witnessKey)
    .option('--tsa-ca <file>', authorities)
    .option('--out <file>', t({ en: 'a new file to write it to', nl: 'een nieuw bestand om het in te schrijven' }))
    .action((name: string, own: ReportOptions) =>
      does(async (h) => (await import('./report.ts')).report(h, name, own))(),
    )
}
