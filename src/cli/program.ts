import { Command, CommanderError, Option } from 'commander'
import { exit } from '../core/exit-codes.ts'
import { shellWord } from '../core/shell-word.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { wrapMessage } from '../ui/wrap-message.ts'
import { auditCommands } from './audit/commands.ts'
import { evidenceCommands } from './audit/evidence-commands.ts'
import { replayCommand } from './audit/replay-command.ts'
import { cloudCommands } from './cloud/commands.ts'
import { completeCommands } from './complete/commands.ts'
import { drillCommands } from './drill/commands.ts'
import { addExamples } from './examples-text.ts'
import { helpCommand } from './help-command.ts'
import { helpWords } from './help-words.ts'
import { incidentCommands } from './incident/commands.ts'
import { kitCommands } from './kit/commands.ts'
import { prepareCommands } from './prepare/commands.ts'
import { reportError } from './report-error.ts'
import { usageFault } from './usage-error.ts'
import { versionReport } from './version-report.ts'
import type { ExamplesOf } from './wiring/example.ts'
import { createHost, type GlobalOptions, type Host, type HostProcess } from './wiring/host.ts'
import { type Runnable, runnable } from './wiring/runnable.ts'
import { version } from './wiring/version.ts'
import type { Does, Work } from './wiring/work.ts'

/**
 * Runs one command line and returns its exit code. Never throws: what goes wrong is told on stderr.
 * Each command is its own module, loaded when it is called: start-up is a feature.
 */
export async function runCli(argv: readonly string[], process: HostProcess): Promise<number> {
  // The language is needed before the options are parsed: help and usage errors are in it too.
  const options = earlyOptions(argv)
  const runnable = runnableOf(process, options, () => program)
  const early = createHost(process, options, runnable)
  let code: number = exit.done
  const examples = wantsHelp(argv) ? (await import('./examples.ts')).examples : null
  const run: Run = (work, options) => async () => {
    const host = createHost(process, options(), runnable)
    if (host.kit !== null) (await import('./wiring/kit-home.ts')).bringProfiles(host)
    code = await work(host)
  }
  const program = tree(early, run, examples)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.done
    return reportError(error instanceof CommanderError ? usageFault(error) : error, early)
  }
}

/** How the commands that a message names can be run here. */
function runnableOf(process: HostProcess, options: GlobalOptions, program: () => Command): Runnable {
  const given = (['home', 'runbooks'] as const).flatMap((name) => {
    const value = options[name]
    return value === undefined ? [] : [`--${name}`, shellWord(value)]
  })
  const takes = (command: Command): boolean => command.registeredArguments[0]?.name() === 'incident'
  const named = (command: Command, before: string): readonly (readonly [string, boolean])[] =>
    command.commands.flatMap((one) => [
      [`${before}${one.name()}`, takes(one)] as const,
      ...named(one, `${before}${one.name()} `),
    ])
  return runnable({
    start: () => process.startWords?.() ?? 'cyber-respond',
    options: given,
    commands: () => new Map(named(program(), '')),
  })
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
  const runbooks = after('--runbooks')
  return {
    ...(lang === undefined ? {} : { lang }),
    ...(home === undefined ? {} : { home }),
    ...(runbooks === undefined ? {} : { runbooks }),
    json: argv.includes('--json'),
    color: !argv.includes('--no-color'),
    plain: argv.includes('--plain'),
  }
}

/** Examples are in no other start than that of help. */
function wantsHelp(argv: readonly string[]): boolean {
  return ['help', '--help', '-h'].some((word) => argv.includes(word))
}

/** The command tree in a language, with commands that do nothing: to be looked at, or to see whether a line fits it. */
export function commandTree(lang: Lang): Command {
  return tree({ lang, columns: 80, json: false, stdout: () => {} }, () => async () => {}, null)
}

type Run = (work: Work, options: () => GlobalOptions) => () => Promise<void>

function tree(
  host: Pick<Host, 'lang' | 'columns' | 'json' | 'stdout'>,
  run: Run,
  examples: ExamplesOf | null,
): Command {
  const t = (text: Text): string => pick(text, host.lang)
  const program = new Command('cyber-respond')
  const options = (): GlobalOptions => program.opts<GlobalOptions>()
  const does: Does = (work) => run(work, options)

  program
    .description(
      t({ en: 'incident runbooks for municipalities under attack', nl: 'draaiboeken voor gemeenten onder aanval' }),
    )
    // As JSON it says more. It comes before commander's own answer, which ends everything.
    .on('option:version', () => {
      if (!host.json) return
      host.stdout(versionReport())
      throw new CommanderError(exit.done, 'cyber-respond.version', '')
    })
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
    .option('--operator <person>', t({ en: 'who you are', nl: 'wie u bent' }))
    .option(
      '--runbooks <folder>',
      t({ en: 'runbooks other than the shipped ones', nl: 'andere draaiboeken dan de meegeleverde' }),
    )
    .option(
      '--sign-with <file>',
      t({ en: 'your SSH key, to sign the record', nl: 'uw SSH-sleutel, om het logboek te ondertekenen' }),
    )
    .option('--tsa <url>', t({ en: 'time stamp server (RFC 3161)', nl: 'tijdstempelserver (RFC 3161)' }))
    .helpCommand('help [command]', t({ en: 'show the help of a command', nl: 'toon de hulp van een opdracht' }))
    // Wrapped also where the names of commands leave little room beside them.
    .configureHelp({ minWidthToWrap: 10, ...helpWords(host.lang) })
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      // Where the longest command leaves no room beside it, what it does stands below.
      writeOut: (text) => host.stdout(text.replace(/.+/g, (line) => wrapMessage(line, host.columns, '      '))),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(80, host.columns),
    })

  const municipality = t({
    en: 'name, former name, sub-municipality, NIS code or postal code',
    nl: 'naam, vroegere naam, deelgemeente, NIS-code of postcode',
  })
  const profile = (): Option =>
    new Option('--profile <file>', t({ en: 'the profile of the municipality', nl: 'het profiel van de gemeente' }))

  incidentCommands(program, t, does, municipality, profile)
  evidenceCommands(program, t, does)
  cloudCommands(program, t, does, municipality, profile)
  drillCommands(program, t, does, municipality)

  auditCommands(program, t, does)
  replayCommand(program, t, does)
  prepareCommands(program, t, does, municipality, profile)
  kitCommands(program, t, does, municipality, profile)
  completeCommands(program, t, does)
  helpCommand(program, t, does)
  if (examples !== null) addExamples(program, examples, host.lang)
  return program
}
