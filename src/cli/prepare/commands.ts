import type { Command, Option } from 'commander'
import type { Text } from '../../core/text.ts'
import type { Does } from '../wiring/work.ts'

/** The commands of a municipality before an attack. */
export function prepareCommands(
  program: Command,
  t: (text: Text) => string,
  does: Does,
  municipality: string,
  profile: () => Option,
): void {
  const runbook = program.command('runbook').description(t({ en: 'runbooks', nl: 'draaiboeken' }))
  runbook
    .command('list')
    .description(t({ en: 'list plans and runbooks', nl: 'toon plannen en draaiboeken' }))
    .action(does(async (h) => (await import('./runbook.ts')).listRunbooks(h)))
  runbook
    .command('show')
    .description(
      t({ en: 'show a runbook or a step as a paper copy', nl: 'toon een draaiboek of een stap als papieren versie' }),
    )
    .argument('<part>', t({ en: 'a runbook, plan or step', nl: 'een draaiboek, plan of stap' }))
    .action((id: string) => does(async (h) => (await import('./runbook.ts')).showRunbook(h, id))())
  runbook
    .command('print')
    .description(
      t({
        en: 'a plan to print, with the names and numbers of a municipality',
        nl: 'een plan om af te drukken, met de namen en nummers van een gemeente',
      }),
    )
    .argument('[plan]', t({ en: 'the plan', nl: 'het plan' }), 'ransomware')
    .option('--municipality <municipality>', municipality)
    .addOption(profile())
    .option('--out <file>', t({ en: 'a new HTML file', nl: 'een nieuw HTML-bestand' }))
    .action((plan: string, own: { municipality?: string; profile?: string; out?: string }) =>
      does(async (h) => (await import('./print.ts')).printPlan(h, plan, own))(),
    )
  runbook
    .command('lint')
    .description(t({ en: 'check runbooks', nl: 'controleer draaiboeken' }))
    .argument(
      '[file...]',
      t({ en: 'the files (default: all shipped ones)', nl: 'de bestanden (standaard: alle meegeleverde)' }),
    )
    .action((files: string[]) => does(async (h) => (await import('./runbook.ts')).lintRunbooks(h, files))())

  program
    .command('doctor')
    .description(t({ en: 'is this machine ready?', nl: 'is deze machine klaar?' }))
    .action(does(async (h) => (await import('./doctor.ts')).doctor(h)))

  const register = program
    .command('municipality')
    .description(t({ en: 'the register and the profiles', nl: 'het register en de profielen' }))
  register
    .command('list')
    .description(t({ en: 'list the municipalities', nl: 'toon de gemeenten' }))
    .option('--province <province>', t({ en: 'of one province', nl: 'van één provincie' }))
    .option(
      '--zone <zone>',
      t({ en: 'of one police zone, by its code or name', nl: 'van één politiezone, met haar code of naam' }),
    )
    .action((own: { province?: string; zone?: string }) =>
      does(async (h) => (await import('./municipality.ts')).listMunicipalities(h, own))(),
    )
  register
    .command('show')
    .description(t({ en: 'show what is known of a municipality', nl: 'toon wat van een gemeente gekend is' }))
    .argument('<municipality>', municipality)
    .action((query: string) => does(async (h) => (await import('./municipality.ts')).showMunicipality(h, query))())
  register
    .command('check')
    .description(
      t({
        en: 'check a profile: its form, roles, numbers and their age',
        nl: 'controleer een profiel: vorm, rollen, nummers en hun leeftijd',
      }),
    )
    .argument(
      '<profile>',
      t({ en: 'a file, or a municipality of this home', nl: 'een bestand, of een gemeente van deze home' }),
    )
    .action((given: string) => does(async (h) => (await import('./check-profile.ts')).checkProfile(h, given))())
  register
    .command('init')
    .description(t({ en: 'write a profile to fill in', nl: 'schrijf een profiel om in te vullen' }))
    .argument('<municipality>', municipality)
    .option('--out <file>', t({ en: 'where to', nl: 'waarheen' }))
    .option('--force', t({ en: 'overwrite', nl: 'overschrijf' }))
    .action((query: string, own: { out?: string; force?: boolean }) =>
      does(async (h) => (await import('./municipality.ts')).initMunicipality(h, query, own))(),
    )
}
