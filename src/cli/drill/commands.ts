import { type Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'
import type { NewScenarioOptions } from './new.ts'
import type { DrillRunOptions } from './run.ts'

/** Exercises: for trainers, facilitators, evaluators, and who practises alone. */
export function drillCommands(program: Command, t: (text: Text) => string, does: Does, municipality: string): void {
  const drill = program.command('drill').description(t({ en: 'exercises', nl: 'oefeningen' }))
  const drillName = t({ en: 'the drill (default: the only one)', nl: 'de oefening (standaard: de enige)' })
  const out = t({ en: 'a new file to write it to', nl: 'een nieuw bestand om het in te schrijven' })
  const profile = t({ en: 'the profile of the municipality', nl: 'het profiel van de gemeente' })
  const speed = t({
    en: 'how many times as fast as time the clock runs',
    nl: 'hoeveel keer zo snel als de tijd de klok loopt',
  })
  const solo = t({
    en: 'practise alone, with hints (default scenario: twenty minutes)',
    nl: 'oefen alleen, met tips (standaardscenario: twintig minuten)',
  })
  const realCloud = t({
    en: 'start the services of the emergency cloud for real, on this machine alone',
    nl: 'start de diensten van de noodcloud echt, enkel op deze machine',
  })

  drill
    .command('run')
    .description(
      t({ en: "begin a drill, at the players' terminal", nl: 'begin een oefening, aan de terminal van de spelers' }),
    )
    .argument('<municipality>', municipality)
    .option(
      '--scenario <scenario>',
      t({ en: 'a shipped scenario, or a file', nl: 'een meegeleverd scenario, of een bestand' }),
    )
    .option(
      '--plan <plan>',
      t({ en: 'the plan to practise (else it asks)', nl: 'het plan om te oefenen (anders vraagt het)' }),
    )
    .option('--level <level>', t({ en: 'how hard it is', nl: 'hoe moeilijk het is' }))
    .option('--start <moment>', t({ en: 'when the exercise begins', nl: 'wanneer de oefening begint' }))
    .option('--speed <n>', speed)
    .option('--profile <file>', profile)
    .option('--solo', solo)
    .option('--real-cloud', realCloud)
    .action((query: string, own: DrillRunOptions) =>
      does(async (h) => (await import('./run.ts')).drillRun(h, query, own))(),
    )
  drill
    .command('resume')
    .description(t({ en: 'go on with a drill', nl: 'ga verder met een oefening' }))
    .argument('[drill]', drillName)
    .option('--speed <n>', speed)
    .option('--solo', solo)
    .option('--real-cloud', realCloud)
    .action((name: string | undefined, own: DrillRunOptions) =>
      does(async (h) => (await import('./run.ts')).drillResume(h, name ?? null, own))(),
    )
  drill
    .command('control')
    .description(t({ en: "the facilitator's terminal", nl: 'de terminal van de spelleider' }))
    .argument('[drill]', drillName)
    .option('--observer', t({ en: 'only look and note', nl: 'enkel kijken en noteren' }))
    .option('--watch', t({ en: 'only print what happens', nl: 'enkel tonen wat er gebeurt' }))
    .action((name: string | undefined, own: { observer?: boolean; watch?: boolean }) =>
      does(async (h) => (await import('./control.ts')).drillControl(h, name ?? null, own))(),
    )
  drill
    .command('list')
    .description(t({ en: 'scenarios and drills', nl: 'scenario’s en oefeningen' }))
    .action(does(async (h) => (await import('./list.ts')).drillList(h)))
  drill
    .command('report')
    .description(t({ en: 'what there is to learn from a drill', nl: 'wat er uit een oefening te leren is' }))
    .argument('[drill]', drillName)
    .addOption(
      new Option('--format <format>', t({ en: 'how it is written', nl: 'hoe het geschreven wordt' })).choices([
        'md',
        'html',
        'json',
      ]),
    )
    .option('--out <file>', out)
    .action((name: string | undefined, own: { format?: 'md' | 'html' | 'json'; out?: string }) =>
      does(async (h) => (await import('./report.ts')).drillReport(h, name ?? null, own))(),
    )
  drill
    .command('compare')
    .description(t({ en: 'set drills side by side', nl: 'zet oefeningen naast elkaar' }))
    .argument('<drill...>', t({ en: 'the drills', nl: 'de oefeningen' }))
    .action((names: string[]) => does(async (h) => (await import('./compare.ts')).drillCompare(h, names))())
  drill
    .command('plan')
    .description(
      t({
        en: 'write what is to be improved in the plan of the municipality',
        nl: 'zet wat beter moet in het verbeterplan van de gemeente',
      }),
    )
    .argument('[drill]', drillName)
    .action((name: string | undefined) =>
      does(async (h) => (await import('./plan.ts')).improvementPlan(h, name ?? null))(),
    )
  drill
    .command('redlines')
    .description(
      t({
        en: 'what the players would change in the runbooks, as a diff',
        nl: 'wat de spelers aan de draaiboeken zouden wijzigen, als diff',
      }),
    )
    .argument('[drill]', drillName)
    .action((name: string | undefined) =>
      does(async (h) => (await import('./redlines.ts')).drillRedlines(h, name ?? null))(),
    )
  drill
    .command('feedback')
    .description(t({ en: 'a short form for who took part', nl: 'een kort formulier voor wie meedeed' }))
    .argument('[drill]', drillName)
    .option('--answers <file>', t({ en: 'the answers, from a file', nl: 'de antwoorden, uit een bestand' }))
    .action((name: string | undefined, own: { answers?: string }) =>
      does(async (h) => (await import('./feedback.ts')).drillFeedback(h, name ?? null, own))(),
    )
  drill
    .command('new')
    .description(t({ en: 'write a scenario to fill in', nl: 'schrijf een scenario om in te vullen' }))
    .argument('<id>', t({ en: 'the name of the scenario', nl: 'de naam van het scenario' }))
    .option(
      '--plan <id>',
      t({ en: 'the plan that it is for (else it asks)', nl: 'het plan waarvoor het is (anders vraagt het)' }),
    )
    .option('--from <file>', t({ en: 'a file of timelines', nl: 'een bestand met tijdlijnen' }))
    .option('--case <case>', t({ en: 'a real case of that file', nl: 'een echt geval uit dat bestand' }))
    .option('--out <file>', out)
    .action((id: string, own: NewScenarioOptions) =>
      does(async (h) => (await import('./new.ts')).newScenario(h, id, own))(),
    )
  drill
    .command('lint')
    .description(t({ en: 'check scenarios', nl: 'controleer scenario’s' }))
    .argument(
      '[file...]',
      t({ en: 'the files (default: all shipped ones)', nl: 'de bestanden (standaard: alle meegeleverde)' }),
    )
    .action((files: string[]) => does(async (h) => (await import('./lint.ts')).drillLint(h, files))())
  drill
    .command('rehearse')
    .description(
      t({ en: 'play a scenario with scripted players', nl: 'speel een scenario met spelers uit het script' }),
    )
    .argument('[scenario...]', t({ en: 'default: all shipped ones', nl: 'standaard: alle meegeleverde' }))
    .option('--level <level>', t({ en: 'only this level', nl: 'enkel dit niveau' }))
    .option('--team <team>', t({ en: 'only this team', nl: 'enkel dit team' }))
    .option('--municipality <municipality>', municipality)
    .action((names: string[], own: { level?: string; team?: string; municipality?: string }) =>
      does(async (h) => (await import('./rehearse.ts')).drillRehearse(h, names, own))(),
    )
}
