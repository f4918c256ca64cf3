import { counted } from '../../core/counted.ts'
import type { Lang } from '../../core/text.ts'
import { roleName } from '../../ui/role.ts'
import { showExact } from '../../ui/time.ts'
import { verdictWords } from '../../ui/verification.ts'
import type { Block, Cell } from '../document.ts'
import type { DrillReport } from './drill-report.ts'
import { minutesText } from './drill-words.ts'

const endings = {
  scenario: { en: 'as the scenario says', nl: 'zoals het scenario zegt' },
  facilitator: { en: 'by the facilitator', nl: 'door de spelleider' },
  finished: { en: 'every step was settled', nl: 'elke stap was afgehandeld' },
} as const

/** The section that says that it was an exercise, which one, when, and who took part. */
export function overviewSection(report: DrillReport, lang: Lang): readonly Block[] {
  const { drill, record, people } = report
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  return [
    {
      kind: 'alert',
      tone: 'warn',
      title: t('This was an exercise', 'Dit was een oefening'),
      text: [
        t(
          'Nothing in this report happened. Nothing was cut, sent or published. Times are those of the exercise unless it says otherwise.',
          'Niets in dit verslag is echt gebeurd. Er is niets afgesloten, verstuurd of gepubliceerd. Tijdstippen zijn die van de oefening, tenzij het anders vermeld staat.',
        ),
      ],
    },
    { kind: 'facts', rows: facts(report, lang) },
    ...(record.verdict === 'tampered'
      ? [
          {
            kind: 'alert' as const,
            tone: 'bad' as const,
            title: t('THE RECORD WAS TAMPERED WITH', 'MET HET LOGBOEK IS GEKNOEID'),
            text: [record.found[lang]],
          },
        ]
      : []),
    { kind: 'heading', level: 2, text: t('What was exercised', 'Wat er geoefend is') },
    { kind: 'text', text: drill.summary[lang] },
    ...(drill.sources.length === 0
      ? [{ kind: 'text' as const, text: t('The scenario names no sources.', 'Het scenario vermeldt geen bronnen.') }]
      : [
          { kind: 'text' as const, text: t('Sources of the scenario:', 'Bronnen van het scenario:') },
          { kind: 'list' as const, items: drill.sources },
        ]),
    { kind: 'heading', level: 2, text: t('Who took part', 'Wie er meedeed') },
    {
      kind: 'table',
      caption: t('People in the record', 'Mensen in het logboek'),
      head: [t('Name', 'Naam'), t('Roles', 'Rollen'), t('Lines', 'Regels')],
      widths: [30, 58, 12],
      rows: people.map(({ name, roles, lines }) => [
        name,
        [...new Set(roles.map(({ role }) => roleName(role, lang)))].join(', '),
        String(lines),
      ]),
    },
  ]
}

function facts({ drill, record, metrics }: DrillReport, lang: Lang): readonly (readonly [string, Cell])[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const { municipality, realFrom, realTo, ended } = drill
  const real =
    realFrom === null || realTo === null
      ? ''
      : `${showExact(realFrom, lang)} ${t('to', 'tot')} ${showExact(realTo, lang)}`
  const how = ended === null ? t('not ended', 'niet beëindigd') : endings[ended][lang]
  return [
    [t('Scenario', 'Scenario'), `${drill.title[lang]} (${drill.scenario})`],
    [t('Level', 'Niveau'), drill.levelTitle[lang]],
    [t('Municipality', 'Gemeente'), `${municipality.name}, ${municipality.province} (NIS ${municipality.nis})`],
    [t('Plan', 'Plan'), drill.planTitle[lang]],
    [
      t('Time of the exercise', 'Tijd van de oefening'),
      `${showExact(drill.start, lang)} ${t('to', 'tot')} ${showExact(drill.end, lang)} (${minutesText(metrics.lasted, lang)})`,
    ],
    ...(real === '' ? [] : [[t('Really played', 'Echt gespeeld'), real] as const]),
    [t('End', 'Einde'), how],
    [
      t('Record', 'Logboek'),
      `${drill.name}, ${verdictWords[record.verdict][lang]}, ${counted(record.lines, t('line', 'regel'), t('lines', 'regels'))}`,
    ],
  ]
}
