import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Block } from '../document.ts'
import type { DrillReport } from './drill-report.ts'

/** Strengths, gaps, and who does something about them until when. What nobody said stays empty, to be filled in. */
export function learningSection({ strengths, gaps }: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  return [
    { kind: 'heading', level: 2, text: t({ en: 'Strengths', nl: 'Sterke punten' }) },
    strengths.length === 0
      ? { kind: 'text', text: t({ en: 'The record shows none.', nl: 'Het logboek toont er geen.' }) }
      : { kind: 'list', items: strengths.map((one) => pick(one, lang)) },
    { kind: 'heading', level: 2, text: t({ en: 'Gaps', nl: 'Werkpunten' }) },
    gaps.length === 0
      ? { kind: 'text', text: t({ en: 'The record shows none.', nl: 'Het logboek toont er geen.' }) }
      : { kind: 'list', items: gaps.map(({ what }) => pick(what, lang)) },
  ]
}

const toFillIn = '…………………'

export function planSection({ plan }: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  return [
    { kind: 'heading', level: 2, text: t({ en: 'Improvement plan', nl: 'Verbeterplan' }) },
    ...(plan.length === 0
      ? [
          {
            kind: 'text' as const,
            text: t({ en: 'Nothing follows from the record.', nl: 'Uit het logboek volgt niets.' }),
          },
        ]
      : [
          {
            kind: 'text' as const,
            text: t({
              en: 'Agree on an owner and a date for each action, and write them in the plan of the municipality.',
              nl: 'Spreek voor elke actie een verantwoordelijke en een datum af, en zet ze in het plan van de gemeente.',
            }),
          },
          {
            kind: 'table' as const,
            caption: t({ en: 'Actions', nl: 'Acties' }),
            head: [
              t({ en: 'Action', nl: 'Actie' }),
              t({ en: 'Owner', nl: 'Verantwoordelijke' }),
              t({ en: 'Date', nl: 'Datum' }),
              t({ en: 'Done', nl: 'Klaar' }),
            ],
            widths: [52, 20, 14, 14],
            rows: plan.map(({ what, owner, due, done }) => [
              pick(what, lang),
              owner ?? toFillIn,
              due ?? toFillIn,
              done ?? toFillIn,
            ]),
          },
        ]),
    { kind: 'heading', level: 2, text: t({ en: 'Signatures', nl: 'Handtekeningen' }) },
    {
      kind: 'facts',
      rows: [
        [t({ en: 'Facilitator', nl: 'Spelleider' }), toFillIn.repeat(2)],
        [t({ en: 'General director', nl: 'Algemeen directeur' }), toFillIn.repeat(2)],
        [t({ en: 'Mayor', nl: 'Burgemeester' }), toFillIn.repeat(2)],
        [t({ en: 'Date', nl: 'Datum' }), toFillIn],
      ],
    },
  ]
}
