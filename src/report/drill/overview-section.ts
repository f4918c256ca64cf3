import { counted } from '../../core/counted.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
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
  const t = (text: Text): string => pick(text, lang)
  return [
    {
      kind: 'alert',
      tone: 'warn',
      title: t({ en: 'This was an exercise', nl: 'Dit was een oefening' }),
      text: [
        t({
          en: 'Nothing in this report happened. Nothing was cut, sent or published. Times are those of the exercise unless it says otherwise.',
          nl: 'Niets in dit verslag is echt gebeurd. Er is niets afgesloten, verstuurd of gepubliceerd. Tijdstippen zijn die van de oefening, tenzij het anders vermeld staat.',
        }),
      ],
    },
    { kind: 'facts', rows: facts(report, lang) },
    ...(record.verdict === 'tampered'
      ? [
          {
            kind: 'alert' as const,
            tone: 'bad' as const,
            title: t({ en: 'THE RECORD WAS TAMPERED WITH', nl: 'MET HET LOGBOEK IS GEKNOEID' }),
            text: [pick(record.found, lang)],
          },
        ]
      : []),
    { kind: 'heading', level: 2, text: t({ en: 'What was exercised', nl: 'Wat er geoefend is' }) },
    { kind: 'text', text: pick(drill.summary, lang) },
    ...(drill.sources.length === 0
      ? [
          {
            kind: 'text' as const,
            text: t({ en: 'The scenario names no sources.', nl: 'Het scenario vermeldt geen bronnen.' }),
          },
        ]
      : [
          { kind: 'text' as const, text: t({ en: 'Sources of the scenario:', nl: 'Bronnen van het scenario:' }) },
          { kind: 'list' as const, items: drill.sources },
        ]),
    { kind: 'heading', level: 2, text: t({ en: 'Who took part', nl: 'Wie er meedeed' }) },
    {
      kind: 'table',
      caption: t({ en: 'People in the record', nl: 'Mensen in het logboek' }),
      head: [t({ en: 'Name', nl: 'Naam' }), t({ en: 'Roles', nl: 'Rollen' }), t({ en: 'Lines', nl: 'Regels' })],
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
  const t = (text: Text): string => pick(text, lang)
  const { municipality, realFrom, realTo, ended } = drill
  const real =
    realFrom === null || realTo === null
      ? ''
      : `${showExact(realFrom, lang)} ${t({ en: 'to', nl: 'tot' })} ${showExact(realTo, lang)}`
  const how = ended === null ? t({ en: 'not ended', nl: 'niet beëindigd' }) : pick(endings[ended], lang)
  return [
    [t({ en: 'Scenario', nl: 'Scenario' }), `${pick(drill.title, lang)} (${drill.scenario})`],
    [t({ en: 'Level', nl: 'Niveau' }), pick(drill.levelTitle, lang)],
    [
      t({ en: 'Municipality', nl: 'Gemeente' }),
      `${municipality.name}, ${municipality.province} (NIS ${municipality.nis})`,
    ],
    [t({ en: 'Plan', nl: 'Plan' }), pick(drill.planTitle, lang)],
    [
      t({ en: 'Time of the exercise', nl: 'Tijd van de oefening' }),
      `${showExact(drill.start, lang)} ${t({ en: 'to', nl: 'tot' })} ${showExact(drill.end, lang)} (${minutesText(metrics.lasted, lang)})`,
    ],
    ...(real === '' ? [] : [[t({ en: 'Really played', nl: 'Echt gespeeld' }), real] as const]),
    [t({ en: 'End', nl: 'Einde' }), how],
    [
      t({ en: 'Record', nl: 'Logboek' }),
      `${drill.name}, ${pick(verdictWords[record.verdict], lang)}, ${counted(record.lines, t({ en: 'line', nl: 'regel' }), t({ en: 'lines', nl: 'regels' }))}`,
    ],
  ]
}
