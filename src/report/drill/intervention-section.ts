import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Intervention } from '../../drill/interventions.ts'
import { showExact } from '../../ui/time.ts'
import { fineSpanText } from '../clock-words.ts'
import type { Block } from '../document.ts'
import type { DrillReport } from './drill-report.ts'
import { minutesText } from './drill-words.ts'

/** The section on what a person did to the exercise: it says how far its figures are those of the scenario. */
export function interventionSection(
  { interventions, drill, metrics }: Pick<DrillReport, 'interventions' | 'drill' | 'metrics'>,
  lang: Lang,
): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  const jumped = interventions.reduce((sum, { kind, from, at }) => {
    return kind !== 'jumped' || from === null ? sum : sum + Math.round((Date.parse(at) - Date.parse(from)) / 60_000)
  }, 0)
  const isReal = interventions.some(({ wall }) => wall !== null)
  return [
    {
      kind: 'heading',
      level: 2,
      text: t({ en: 'What the facilitator did, and breaks', nl: 'Wat de spelleider deed, en onderbrekingen' }),
    },
    ...(drill.ended === 'facilitator' && metrics.lasted < drill.plannedMinutes
      ? [
          {
            kind: 'alert' as const,
            tone: 'warn' as const,
            title: t({ en: 'The exercise was ended early', nl: 'De oefening is vroegtijdig beëindigd' }),
            text: [
              t({
                en: `After ${minutesText(metrics.lasted, lang)} of the ${minutesText(drill.plannedMinutes, lang)} that the scenario lasts. What could still have come is not rated: “not reached”.`,
                nl: `Na ${minutesText(metrics.lasted, lang)} van de ${minutesText(drill.plannedMinutes, lang)} die het scenario duurt. Wat nog kon komen, krijgt geen score: “niet aan toegekomen”.`,
              }),
            ],
          },
        ]
      : []),
    ...(jumped === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: t({
              en: `The clock was set forward over ${minutesText(jumped, lang)}. Nobody could play in that time: what was due in it counts as not reached among the expected responses, and weighs on the ratings.`,
              nl: `De klok is over ${minutesText(jumped, lang)} vooruitgezet. In die tijd kon niemand spelen: wat er verwacht werd, telt bij de verwachte reacties als niet aan toegekomen, en weegt op de scores.`,
            }),
          },
        ]),
    interventions.length === 0
      ? {
          kind: 'text',
          text: t({
            en: 'Nothing: everything came from the scenario and from the players.',
            nl: 'Niets: alles kwam van het scenario en van de spelers.',
          }),
        }
      : {
          kind: 'table',
          caption: t({ en: 'In order', nl: 'In volgorde' }),
          head: [
            t({ en: 'Time of the exercise', nl: 'Tijd van de oefening' }),
            ...(isReal ? [t({ en: 'Really', nl: 'Echt' })] : []),
            t({ en: 'Who', nl: 'Wie' }),
            t({ en: 'What', nl: 'Wat' }),
            t({ en: 'Line', nl: 'Regel' }),
          ],
          widths: isReal ? [18, 18, 16, 40, 8] : [20, 20, 52, 8],
          rows: interventions.map((one) => [
            showExact(one.at, lang),
            ...(isReal ? [one.wall === null ? '' : showExact(one.wall, lang)] : []),
            one.by,
            whatWasDone(one, lang),
            String(one.line),
          ]),
        },
  ]
}

function whatWasDone(one: Intervention, lang: Lang): string {
  const t = (text: Text): string => pick(text, lang)
  const message = pick(one.message ?? '', lang)
  const text = one.text === null ? '' : pick(one.text, lang)
  switch (one.kind) {
    case 'paused':
      return t({ en: 'paused the exercise', nl: 'pauzeerde de oefening' })
    case 'resumed':
      return t({ en: 'let the clock run on', nl: 'liet de klok verderlopen' })
    case 'speed':
      return t({ en: `made the clock run × ${one.speed}`, nl: `liet de klok × ${one.speed} lopen` })
    case 'jumped': {
      const to = showExact(one.at, lang)
      if (one.from === null) return t({ en: `set the clock forward to ${to}`, nl: `zette de klok vooruit naar ${to}` })
      const from = showExact(one.from, lang)
      return t({
        en: `set the clock forward, from ${from} to ${to}`,
        nl: `zette de klok vooruit, van ${from} naar ${to}`,
      })
    }
    case 'left':
      return t({ en: 'stopped playing: the clock stood still', nl: 'stopte met spelen: de klok stond stil' })
    case 'incident':
      return t({ en: 'paused: there was a real incident', nl: 'gepauzeerd: er was een echt incident' })
    case 'stood': {
      const span = fineSpanText(one.stoodMs ?? 0, lang)
      return t({
        en: `the players' program was stopped for ${span}: the clock stood still`,
        nl: `het programma van de spelers lag ${span} stil: de klok stond stil`,
      })
    }
    case 'sent':
      return t({ en: `sent by hand: ${message}`, nl: `verstuurde met de hand: ${message}` })
    case 'made-up':
      return t({ en: `made up a message: ${text}`, nl: `verzon een bericht: ${text}` })
    case 'held':
      return t({ en: `held back: ${message}`, nl: `hield achter: ${message}` })
    case 'released':
      return t({ en: `let go: ${message}`, nl: `gaf vrij: ${message}` })
    case 'changed':
      return t({ en: `changed: ${message}`, nl: `wijzigde: ${message}` }) + (text === '' ? '' : ` → ${text}`)
    case 'ended':
      return t({ en: 'ended the exercise', nl: 'beëindigde de oefening' })
    case 'refused':
      return t({ en: `an order was refused: ${text}`, nl: `een opdracht is geweigerd: ${text}` })
  }
}
