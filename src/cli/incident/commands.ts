import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { ItemOptions } from './correct-items.ts'
import type { PaperOptions } from './paper.ts'
import type { RedactOptions } from './redact.ts'
import type { StatusOptions } from './status.ts'

/** The commands of a responder on an incident. */
export function incidentCommands(
  program: Command,
  t: (text: Text) => string,
  does: Does,
  municipality: string,
  profile: () => Option,
): void {
  const answers = (): Option =>
    new Option(
      '--answers <file>',
      t({ en: 'run without a person, from an answers file', nl: 'voer uit zonder persoon, met een antwoordenbestand' }),
    )
  const until = (): Option =>
    new Option(
      '--until <step>',
      t({ en: 'with answers: stop before this step', nl: 'met antwoorden: stop voor deze stap' }),
    )
  const parallel = (): Option =>
    new Option(
      '--parallel <n>',
      t({ en: 'how many acts go on at once (8)', nl: 'hoeveel handelingen tegelijk lopen (8)' }),
    )

  program
    .command('activate')
    .description(
      t({
        en: 'start an incident, or go on with the open one',
        nl: 'start een incident, of ga verder met het lopende',
      }),
    )
    .argument('<municipality>', municipality)
    .addOption(profile())
    .option(
      '--plan <plan>',
      t({
        en: 'the plan (else it asks; with answers: as they say)',
        nl: 'het plan (anders vraagt het; met antwoorden: zoals die zeggen)',
      }),
    )
    .addOption(answers())
    .addOption(until())
    .addOption(parallel())
    .option('--dry-run', t({ en: 'show every step and do nothing', nl: 'toon elke stap en doe niets' }))
    .action(
      (
        query: string,
        own: { profile?: string; plan?: string; answers?: string; until?: string; parallel?: string; dryRun?: boolean },
      ) => does(async (h) => (await import('./activate.ts')).activate(h, query, own))(),
    )
  program
    .command('resume')
    .description(t({ en: 'go on with an open incident', nl: 'ga verder met een lopend incident' }))
    .argument('[incident]', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .addOption(answers())
    .addOption(until())
    .addOption(parallel())
    .action((name: string | undefined, own: { answers?: string; until?: string; parallel?: string }) =>
      does(async (h) => (await import('./resume.ts')).resume(h, name ?? null, own))(),
    )
  program
    .command('status')
    .description(t({ en: 'where an incident stands', nl: 'hoe een incident ervoor staat' }))
    .argument('[incident]', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .option('--all', t({ en: 'every step, notice, file and note', nl: 'elke stap, melding, notitie en elk bestand' }))
    .option('--open', t({ en: 'the steps that are not settled', nl: 'de stappen die niet afgehandeld zijn' }))
    .option(
      '--mine',
      t({
        en: 'the steps of your roles (say who you are: --operator)',
        nl: 'de stappen van uw rollen (zeg wie u bent: --operator)',
      }),
    )
    .option('--track <runbook>', t({ en: 'the steps of one runbook', nl: 'de stappen van één draaiboek' }))
    .action((name: string | undefined, own: StatusOptions) =>
      does(async (h) => (await import('./status.ts')).status(h, name ?? null, own))(),
    )
  program
    .command('note')
    .description(t({ en: 'write a note in the record', nl: 'schrijf een notitie in het logboek' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('<text...>', t({ en: 'the note', nl: 'de notitie' }))
    .option(
      '--redline <step>',
      t({ en: 'what is wrong with this step of the runbook', nl: 'wat er mis is met deze stap van het draaiboek' }),
    )
    .option(
      '--at <time>',
      t({ en: 'when it happened, as in "yesterday 23:30"', nl: 'wanneer het gebeurde, zoals in "gisteren 23:30"' }),
    )
    .action((name: string, words: string[], own: { redline?: string; at?: string }) =>
      does(async (h) => (await import('./note.ts')).note(h, name, words.join(' '), own))(),
    )

  program
    .command('paper')
    .description(t({ en: 'enter what was done on paper', nl: 'voer in wat op papier gedaan is' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('[step]', t({ en: 'code of the step', nl: 'code van de stap' }))
    .option('--item <item>', t({ en: 'which link, backup or partner', nl: 'welke verbinding, back-up of partner' }))
    .option('--at <time>', t({ en: 'when, as it was written', nl: 'wanneer, zoals het geschreven is' }))
    .option('--by <person>', t({ en: 'who did it', nl: 'wie het deed' }))
    .option('--words <text>', t({ en: 'what the paper says', nl: 'wat het papier zegt' }))
    .option('--reference <text>', t({ en: 'the reference on it', nl: 'de referentie erop' }))
    .option('--file <file>', t({ en: 'a file that proves it', nl: 'een bestand dat het bewijst' }))
    .option('--approved-by <person>', t({ en: 'who approved it on paper', nl: 'wie het op papier goedkeurde' }))
    .option('--answer <field=value...>', t({ en: 'the answer to a question', nl: 'het antwoord op een vraag' }))
    .addOption(
      new Option('--result <result>', t({ en: 'how it ended', nl: 'hoe het afliep' })).choices([
        'done',
        'failed',
        'skipped',
      ]),
    )
    .option('--from <file>', t({ en: 'many entries, from a file', nl: 'veel invoer, uit een bestand' }))
    .action((name: string, code: string | undefined, own: PaperOptions) =>
      does(async (h) => (await import('./paper.ts')).paper(h, name, code, own))(),
    )

  program
    .command('handover')
    .description(t({ en: 'hand the incident over to somebody else', nl: 'draag het incident over aan iemand anders' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('[person]', t({ en: 'who takes over (else it asks)', nl: 'wie overneemt (anders vraagt het)' }))
    .option('--note <text>', t({ en: 'what the other must know', nl: 'wat de ander moet weten' }), '')
    .action((name: string, to: string | undefined, own: { note: string }) =>
      does(async (h) => (await import('./handover.ts')).handover(h, name, to ?? null, own.note))(),
    )
  program
    .command('correct')
    .description(t({ en: 'put an answer of the record right', nl: 'zet een antwoord van het logboek recht' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument(
      '<answer>',
      t({
        en: 'its name, or with its step, as I1.aware_at; of a list that was named its step, as I3',
        nl: 'de naam, of met de stap, zoals I1.aware_at; van een lijst die genoemd is de stap, zoals I3',
      }),
    )
    .argument('[value...]', t({ en: 'what it is; of a list each item', nl: 'wat het is; van een lijst elk item' }))
    .option('--add <item...>', t({ en: 'an item that a list lacks', nl: 'een item dat in een lijst ontbreekt' }))
    .option('--remove <item...>', t({ en: 'an item that is none', nl: 'een item dat er niet in hoort' }))
    .option('--change <old=new...>', t({ en: 'an item that is called otherwise', nl: 'een item dat anders heet' }))
    .requiredOption('--reason <text>', t({ en: 'why', nl: 'waarom' }))
    .action((name: string, answer: string, value: string[], own: ItemOptions & { reason: string }) =>
      does(async (h) => (await import('./correct.ts')).correct(h, name, answer, value, own))(),
    )
  program
    .command('false-alarm')
    .description(t({ en: 'close an incident that was none', nl: 'sluit een incident af dat er geen was' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .requiredOption('--reason <text>', t({ en: 'why it was a false alarm', nl: 'waarom het vals alarm was' }))
    .requiredOption(
      '--approver <person>',
      t({ en: 'the second person who agrees', nl: 'de tweede persoon die akkoord gaat' }),
    )
    .action((name: string, own: { reason: string; approver: string }) =>
      does(async (h) => (await import('./false-alarm.ts')).falseAlarm(h, name, own))(),
    )
  program
    .command('ratify')
    .description(
      t({
        en: 'judge, as a second person, what was done without one',
        nl: 'oordeel als tweede persoon over wat zonder tweede persoon gebeurde',
      }),
    )
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument(
      '[step]',
      t({
        en: 'code of the step, or line of the record; without it: what waits',
        nl: 'code van de stap, of regel van het logboek; zonder: wat er wacht',
      }),
    )
    .option('--reason <text>', t({ en: 'why', nl: 'waarom' }))
    .option('--refuse', t({ en: 'it was not right', nl: 'het was niet juist' }))
    .action((name: string, step: string | undefined, own: { reason?: string; refuse?: boolean }) =>
      does(async (h) => (await import('./ratify.ts')).ratify(h, name, step ?? null, own))(),
    )
  program
    .command('redact')
    .description(t({ en: 'erase a personal value for good', nl: 'wis een persoonsgegeven voorgoed' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('<line>', t({ en: 'line of the record, from 1', nl: 'regel van het logboek, vanaf 1' }))
    .argument('<place>', t({ en: 'where in it, as /facts/lead', nl: 'waar erin, zoals /facts/lead' }))
    .requiredOption('--basis <text>', t({ en: 'the legal ground', nl: 'de rechtsgrond' }))
    .option(
      '--approver <person>',
      t({
        en: 'the second person who approves: with a part in the incident, or signing (else it asks)',
        nl: 'de tweede persoon die goedkeurt: met een deel aan het incident, of ondertekenend (anders vraagt het)',
      }),
    )
    .option('--approver-key <file>', t({ en: 'the SSH key of that person', nl: 'de SSH-sleutel van die persoon' }))
    .requiredOption('--reason <text>', t({ en: 'why the approver agrees', nl: 'waarom die akkoord gaat' }))
    .action((name: string, line: string, path: string, own: RedactOptions) =>
      does(async (h) => (await import('./redact.ts')).redact(h, name, line, path, own))(),
    )
}
