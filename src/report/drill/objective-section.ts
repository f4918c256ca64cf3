import type { Lang } from '../../core/text.ts'
import { showExact } from '../../ui/time.ts'
import type { Block } from '../document.ts'
import type { DrillReport, ObjectiveLine } from './drill-report.ts'
import { ratingCell } from './drill-words.ts'

/** Each objective with its rating, and the lines that decided. */
export function objectiveSection({ objectives }: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const heading = { kind: 'heading', level: 2, text: t('Objectives', 'Doelstellingen') } as const
  if (objectives.length === 0)
    return [heading, { kind: 'text', text: t('The scenario has none.', 'Het scenario heeft er geen.') }]
  return [
    heading,
    {
      kind: 'text',
      text: t(
        'P: performed without challenges. S: with some challenges. M: with major challenges. U: unable to be performed. Not reached: the exercise was over too early, or the message that it is about never came. The rating follows from the measure of the scenario, unless somebody judged otherwise.',
        'P: vlot uitgevoerd. S: met enige moeite. M: met grote moeite. U: niet gelukt. Niet aan toegekomen: de oefening was te vroeg voorbij, of het bericht waarover het gaat, kwam nooit. De score volgt uit de maatstaf van het scenario, tenzij iemand anders oordeelde.',
      ),
    },
    {
      kind: 'table',
      caption: t('Ratings', 'Scores'),
      head: [t('Objective', 'Doelstelling'), t('Rating', 'Score'), t('Rated by', 'Beoordeeld door')],
      widths: [48, 30, 22],
      rows: objectives.map((one) => [one.title[lang], ratingCell(one, lang), ratedBy(one, lang)]),
    },
    ...objectives.flatMap((one): readonly Block[] => [
      { kind: 'heading', level: 3, text: one.title[lang] },
      ...(one.problem === null
        ? []
        : [
            {
              kind: 'alert' as const,
              tone: 'warn' as const,
              title: t(
                'A part of the measure could not be evaluated',
                'Een deel van de maatstaf kon niet berekend worden',
              ),
              text: [one.problem[lang]],
            },
          ]),
      evidence(one, lang),
    ]),
  ]
}

function ratedBy({ judge, measured, state }: ObjectiveLine, lang: Lang): string {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  if (state === 'not-reached') {
    const soFar = measured === null || measured === 'U' ? '' : t(`, so far ${measured}`, `, tot dan ${measured}`)
    return `${t('could still have come', 'kon nog komen')}${soFar}`
  }
  if (judge === null) return measured === null ? t('nobody', 'niemand') : t('measure', 'maatstaf')
  return measured === null ? judge : `${judge} (${t('measure', 'maatstaf')}: ${measured})`
}

function evidence({ evidence: found }: ObjectiveLine, lang: Lang): Block {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  if (found.length === 0)
    return {
      kind: 'text',
      text: t('No line of the record decided.', 'Geen enkele regel van het logboek gaf de doorslag.'),
    }
  const items = found.map(({ about, said }) => {
    if (said === null) return t(`Never happened: ${about.en}`, `Nooit gebeurd: ${about.nl}`)
    const step = said.code === null ? '' : `${said.code} `
    return `${t('Line', 'Regel')} ${said.line}, ${showExact(said.at, lang)}: ${step}${said.said[lang]}`
  })
  return { kind: 'list', items }
}
