import { Command, CommanderError, Option } from 'commander'
import { exit } from '../core/fault.ts'
import { pick, type Text } from '../core/text.ts'
import { auditCommands } from './audit/commands.ts'
import { evidenceCommands } from './audit/evidence-commands.ts'
import { replayCommand } from './audit/replay-command.ts'
import type { ReportFormat } from './audit/report.ts'
import { cloudCommands } from './cloud/commands.ts'
import { drillCommands } from './drill/commands.ts'
import { report } from './report-error.ts'
import { usageFault } from './usage-error.ts'
import { createHost, type GlobalOptions, type Host, type HostProcess } from './wiring/host.ts'
import { version } from './wiring/version.ts'

/** A command's work: gets the host and returns the exit code. */
type Work = (host: Host) => Promise<number>

/**
 * Runs one command line and returns its exit code. Never throws: what goes wrong is told on stderr.
 * Each command is its own module, loaded when it is called: start-up is a feature.
 */
export async function runCli(argv: readonly string[], process: HostProcess): Promise<number> {
  // The language is needed before the options are parsed: help and usage errors are in it too.
  const early = createHost(process, earlyOptions(argv))
  let code: number = exit.done
  const program = tree(early, (work, options) => async () => {
    code = await work(createHost(process, options()))
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.done
    return report(error instanceof CommanderError ? usageFault(error) : error, early)
  }
}

function earlyOptions(argv: readonly string[]): GlobalOptions {
  const after = (name: string): string | undefined => {
    const joined = argv.find((word) => word.startsWith(`${name}=`))
    if (joined !== undefined) return joined.slice(name.length + 1)
    const index = argv.indexOf(name)
    return index === -1 ? undefined : argv[index + 1]
  }
  const lang = after('--lang')
  const home = after('--home')
  return {
    ...(lang === undefined ? {} : { lang }),
    ...(home === undefined ? {} : { home }),
    json: argv.includes('--json'),
    color: !argv.includes('--no-color'),
    plain: argv.includes('--plain'),
  }
}

/** The headings of commander's help. */
const helpTitles: ReadonlyMap<string, Text> = new Map([
  ['Usage:', { en: 'Usage:', nl: 'Gebruik:' }],
  ['Arguments:', { en: 'Arguments:', nl: 'Argumenten:' }],
  ['Options:', { en: 'Options:', nl: 'Opties:' }],
  ['Commands:', { en: 'Commands:', nl: 'Opdrachten:' }],
])

type Run = (work: Work, options: () => GlobalOptions) => () => Promise<void>

function tree(host: Host, run: Run): Command {
  const t = (text: Text): string => pick(text, host.lang)
  const program = new Command('cyber-respond')
  const options = (): GlobalOptions => program.opts<GlobalOptions>()
  const does = (work: Work): (() => Promise<void>) => run(work, options)

  program
    .description(
      t({ en: 'incident runbooks for municipalities under attack', nl: 'draaiboeken voor gemeenten onder aanval' }),
    )
    .version(version, '-V, --version', t({ en: 'show the version', nl: 'toon de versie' }))
    .helpOption('-h, --help', t({ en: 'show help', nl: 'toon hulp' }))
    .option(
      '--home <folder>',
      t({ en: 'where incidents and profiles are kept', nl: 'waar incidenten en profielen staan' }),
    )
    .addOption(new Option('--lang <lang>', t({ en: 'language', nl: 'taal' })).choices(['en', 'nl']))
    .option('--json', t({ en: 'results as JSON', nl: 'resultaten als JSON' }))
    .option('--no-color', t({ en: 'no colour', nl: 'geen kleur' }))
    .option(
      '--plain',
      t({
        en: 'no boxes and no movement, for a screen reader',
        nl: 'geen kaders en geen beweging, voor een schermlezer',
      }),
    )
    .option(
      '--yes',
      t({
        en: 'say yes to what is harmless, never to what is dangerous',
        nl: 'zeg ja op wat onschuldig is, nooit op wat gevaarlijk is',
      }),
    )
    .option('--operator <name>', t({ en: 'who you are', nl: 'wie u bent' }))
    .option(
      '--runbooks <folder>',
      t({ en: 'runbooks other than the shipped ones', nl: 'andere draaiboeken dan de meegeleverde' }),
    )
    .option(
      '--sign-with <key>',
      t({ en: 'your SSH key, to sign the record', nl: 'uw SSH-sleutel, om het logboek te ondertekenen' }),
    )
    .option('--tsa <url>', t({ en: 'time stamp server (RFC 3161)', nl: 'tijdstempelserver (RFC 3161)' }))
    .helpCommand('help [command]', t({ en: 'show the help of a command', nl: 'toon de hulp van een opdracht' }))
    .configureHelp({ styleTitle: (title) => t(helpTitles.get(title) ?? { en: title, nl: title }) })
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout(text),
      writeErr: () => {},
      getOutHelpWidth: () => 80,
    })

  const municipality = t({
    en: 'name, former name, sub-municipality, NIS code or postal code',
    nl: 'naam, vroegere naam, deelgemeente, NIS-code of postcode',
  })
  const profile = (): Option =>
    new Option('--profile <file>', t({ en: 'the profile of the municipality', nl: 'het profiel van de gemeente' }))

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
    .option('--plan <id>', t({ en: 'the plan', nl: 'het plan' }), 'ransomware')
    .addOption(answers())
    .addOption(until())
    .option('--dry-run', t({ en: 'show every step and do nothing', nl: 'toon elke stap en doe niets' }))
    .action(
      (query: string, own: { profile?: string; plan: string; answers?: string; until?: string; dryRun?: boolean }) =>
        does(async (h) => (await import('./incident/activate.ts')).activate(h, query, own))(),
    )
  program
    .command('resume')
    .description(t({ en: 'go on with an open incident', nl: 'ga verder met een lopend incident' }))
    .argument('[incident]', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .addOption(answers())
    .addOption(until())
    .action((name: string | undefined, own: { answers?: string; until?: string }) =>
      does(async (h) => (await import('./incident/resume.ts')).resume(h, name ?? null, own))(),
    )
  program
    .command('status')
    .description(t({ en: 'where an incident stands', nl: 'hoe een incident ervoor staat' }))
    .argument('[incident]', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .action((name: string | undefined) =>
      does(async (h) => (await import('./incident/status.ts')).status(h, name ?? null))(),
    )
  program
    .command('note')
    .description(t({ en: 'write a note in the record', nl: 'schrijf een nota in het logboek' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('<text...>', t({ en: 'the note', nl: 'de nota' }))
    .option(
      '--redline <step>',
      t({ en: 'what is wrong with this step of the runbook', nl: 'wat er mis is met deze stap van het draaiboek' }),
    )
    .action((name: string, words: string[], own: { redline?: string }) =>
      does(async (h) => (await import('./incident/note.ts')).note(h, name, words.join(' '), own))(),
    )

  program
    .command('handover')
    .description(t({ en: 'hand the incident over to somebody else', nl: 'draag het incident over aan iemand anders' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('<name>', t({ en: 'who takes over', nl: 'wie overneemt' }))
    .option('--note <text>', t({ en: 'what the other must know', nl: 'wat de ander moet weten' }), '')
    .action((name: string, to: string, own: { note: string }) =>
      does(async (h) => (await import('./incident/handover.ts')).handover(h, name, to, own.note))(),
    )
  program
    .command('redact')
    .description(t({ en: 'erase a personal value for good', nl: 'wis een persoonsgegeven voorgoed' }))
    .argument('<incident>', t({ en: 'incident or municipality', nl: 'incident of gemeente' }))
    .argument('<line>', t({ en: 'line of the record, from 1', nl: 'regel van het logboek, vanaf 1' }))
    .argument('<path>', t({ en: 'where in it, as /facts/lead', nl: 'waar erin, zoals /facts/lead' }))
    .requiredOption('--basis <text>', t({ en: 'the legal ground', nl: 'de rechtsgrond' }))
    .requiredOption(
      '--approver <name>',
      t({ en: 'the second person who approves', nl: 'de tweede persoon die goedkeurt' }),
    )
    .requiredOption('--reason <text>', t({ en: 'why the approver agrees', nl: 'waarom die akkoord gaat' }))
    .action((name: string, line: string, path: string, own: { basis: string; approver: string; reason: string }) =>
      does(async (h) => (await import('./incident/redact.ts')).redact(h, name, line, path, own))(),
    )

  evidenceCommands(program, t, does)
  cloudCommands(program, t, does, municipality, profile)
  drillCommands(program, t, does, municipality)

  const record = t({ en: 'incident, folder or archive', nl: 'incident, map of archief' })
  auditCommands(program, t, does)
  program
    .command('report')
    .description(
      t({ en: 'what the record says, for people and for machines', nl: 'wat het logboek zegt, voor mens en machine' }),
    )
    .argument('<incident>', record)
    .addOption(
      new Option('--format <format>', t({ en: 'how it is written', nl: 'hoe het geschreven wordt' })).choices([
        'md',
        'html',
        'json',
        'ocsf',
      ]),
    )
    .option('--out <file>', t({ en: 'a new file to write it to', nl: 'een nieuw bestand om het in te schrijven' }))
    .action((name: string, own: { format?: ReportFormat; out?: string }) =>
      does(async (h) => (await import('./audit/report.ts')).report(h, name, own))(),
    )

  replayCommand(program, t, does)

  const runbook = program.command('runbook').description(t({ en: 'runbooks', nl: 'draaiboeken' }))
  runbook
    .command('list')
    .description(t({ en: 'list plans and runbooks', nl: 'toon plannen en draaiboeken' }))
    .action(does(async (h) => (await import('./prepare/runbook.ts')).listRunbooks(h)))
  runbook
    .command('show')
    .description(
      t({ en: 'show a runbook or a step as a paper copy', nl: 'toon een draaiboek of een stap als papieren versie' }),
    )
    .argument('<id>', t({ en: 'a runbook, plan or step', nl: 'een draaiboek, plan of stap' }))
    .action((id: string) => does(async (h) => (await import('./prepare/runbook.ts')).showRunbook(h, id))())
  runbook
    .command('lint')
    .description(t({ en: 'check runbooks', nl: 'controleer draaiboeken' }))
    .argument(
      '[file...]',
      t({ en: 'the files (default: all shipped ones)', nl: 'de bestanden (standaard: alle meegeleverde)' }),
    )
    .action((files: string[]) => does(async (h) => (await import('./prepare/runbook.ts')).lintRunbooks(h, files))())

  program
    .command('doctor')
    .description(t({ en: 'is this machine ready?', nl: 'is deze machine klaar?' }))
    .action(does(async (h) => (await import('./prepare/doctor.ts')).doctor(h)))

  const register = program
    .command('municipality')
    .description(t({ en: 'the register and the profiles', nl: 'het register en de profielen' }))
  register
    .command('list')
    .description(t({ en: 'list the municipalities', nl: 'toon de gemeenten' }))
    .option('--province <name>', t({ en: 'of one province', nl: 'van één provincie' }))
    .action((own: { province?: string }) =>
      does(async (h) => (await import('./prepare/municipality.ts')).listMunicipalities(h, own))(),
    )
  register
    .command('show')
    .description(t({ en: 'show what is known of a municipality', nl: 'toon wat van een gemeente gekend is' }))
    .argument('<municipality>', municipality)
    .action((query: string) =>
      does(async (h) => (await import('./prepare/municipality.ts')).showMunicipality(h, query))(),
    )
  register
    .command('init')
    .description(t({ en: 'write a profile to fill in', nl: 'schrijf een profiel om in te vullen' }))
    .argument('<municipality>', municipality)
    .option('--out <file>', t({ en: 'where to', nl: 'waarheen' }))
    .option('--force', t({ en: 'overwrite', nl: 'overschrijf' }))
    .action((query: string, own: { out?: string; force?: boolean }) =>
      does(async (h) => (await import('./prepare/municipality.ts')).initMunicipality(h, query, own))(),
    )
  return program
}
