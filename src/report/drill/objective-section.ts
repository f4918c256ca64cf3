import { type Lang, pick, type Text } from '../../core/text.ts'
import { showExact } from '../../ui/time.ts'
import type { Block } from '../document.ts'
import type { DrillReport, ObjectiveLine } from './drill-report.ts'
import { ratingCell } from './drill-words.ts'

/** Each objective with its rating, and the lines that decided. */
export function objectiveSection({ objectives }: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  const heading = { kind: 'heading', level: 2, text: t({ en: 'Objectives', nl: 'Doelstellingen' }) } as const
  if (objectives.length === 0)
    return [heading, { kind: 'text', text: t({ en: 'The scenario has none.', nl: 'Het scenario heeft er geen.' }) }]
  return [
    heading,
    {
      kind: 'text',
      text: t({
        en: 'P: performed without challenges. S: with some challenges. M: with major challenges. U: unable to be performed. Not reached: the exercise was over too early, or the message that it is about never came. The rating follows from the measure of the scenario, unless somebody judged otherwise.',
        nl: 'P: vlot uitgevoerd. S: met enige moeite. M: met grote moeite. U: niet gelukt. Niet aan toegekomen: de oefening was te vroeg voorbij, of het bericht waarover het gaat, kwam nooit. De score volgt uit de maatstaf van het scenario, tenzij iemand anders oordeelde.',
      }),
    },
    {
      kind: 'table',
      caption: t({ en: 'Ratings', nl: 'Scores' }),
      head: [
        t({ en: 'Objective', nl: 'Doelstelling' }),
        t({ en: 'Rating', nl: 'Score' }),
        t({ en: 'Rated by', nl: 'Beoordeeld door' }),
      ],
      widths: [48, 30, 22],
      rows: objectives.map((one) => [pick(one.title, lang), ratingCell(one, lang), ratedBy(one, lang)]),
    },
    ...objectives.flatMap((one): readonly Block[] => [
      { kind: 'heading', level: 3, text: pick(one.title, lang) },
      ...(one.problem === null
        ? []
        : [
            {
              kind: 'alert' as const,
              tone: 'warn' as const,
              title: t({
                en: 'A part of the measure could not be evaluated',
                nl: 'Een deel van de maatstaf kon niet berekend worden',
              }),
              text: [pick(one.problem, lang)],
            },
          ]),
      evidence(one, lang),
    ]),
  ]
}

function ratedBy({ judge, measured, state }: ObjectiveLine, lang: Lang): string {
  const t = (text: Text): string => pick(text, lang)
  if (state === 'not-reached') {
    const soFar =
      measured === null || measured === 'U' ? '' : t({ en: `, so far ${measured}`, nl: `, tot dan ${measured}` })
    return `${t({ en: 'could still have come', nl: 'kon nog komen' })}${soFar}`
  }
  if (judge === null)
    return measured === null ? t({ en: 'nobody', nl: 'niemand' }) : t({ en: 'measure', nl: 'maatstaf' })
  return measured === null ? judge : `${judge} (${t({ en: 'measure', nl: 'maatstaf' })}: ${measured})`
}

function evidence({ evidence: found }: ObjectiveLine, lang: Lang): Block {
  const t = (text: Text): string => pick(text, lang)
  if (found.length === 0)
    return {
      kind: 'text',
      text: t({ en: 'No line of the record decided.', nl: 'Geen enkele regel van het logboek gaf de doorslag.' }),
    }
  const items = found.map(({ about, said }) => {
    if (said === null) return t({ en: `Never happened: ${about.en}`, nl: `Nooit gebeurd: ${about.nl}` })
    const step = said.code === null ? '' : `${said.code} `
    return `${t({ en: 'Line', nl: 'Regel' })} ${said.line}, ${showExact(said.at, lang)}: ${step}${pick(said.said, lang)}`
  })
  return { kind: 'list', items }
}
