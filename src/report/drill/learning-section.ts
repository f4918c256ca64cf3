import type { Lang } from '../../core/text.ts'
import type { Block } from '../document.ts'
import type { DrillReport } from './drill-report.ts'

/** Strengths, gaps, and who does something about them until when. What nobody said stays empty, to be filled in. */
export function learningSection({ strengths, gaps }: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  return [
    { kind: 'heading', level: 2, text: t('Strengths', 'Sterke punten') },
    strengths.length === 0
      ? { kind: 'text', text: t('The record shows none.', 'Het logboek toont er geen.') }
      : { kind: 'list', items: strengths.map((one) => one[lang]) },
    { kind: 'heading', level: 2, text: t('Gaps', 'Werkpunten') },
    gaps.length === 0
      ? { kind: 'text', text: t('The record shows none.', 'Het logboek toont er geen.') }
      : { kind: 'list', items: gaps.map(({ what }) => what[lang]) },
  ]
}

const toFillIn = '…………………'

export function planSection({ plan }: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  return [
    { kind: 'heading', level: 2, text: t('Improvement plan', 'Verbeterplan') },
    ...(plan.length === 0
      ? [{ kind: 'text' as const, text: t('Nothing follows from the record.', 'Uit het logboek volgt niets.') }]
      : [
          {
            kind: 'text' as const,
            text: t(
              'Agree on an owner and a date for each action, and write them in the plan of the municipality.',
              'Spreek voor elke actie een eigenaar en een datum af, en zet ze in het plan van de gemeente.',
            ),
          },
          {
            kind: 'table' as const,
            caption: t('Actions', 'Acties'),
            head: [t('Action', 'Actie'), t('Owner', 'Eigenaar'), t('Date', 'Datum'), t('Done', 'Klaar')],
            widths: [52, 20, 14, 14],
            rows: plan.map(({ what, owner, due, done }) => [
              what[lang],
              owner ?? toFillIn,
              due ?? toFillIn,
              done ?? toFillIn,
            ]),
          },
        ]),
    { kind: 'heading', level: 2, text: t('Signatures', 'Handtekeningen') },
    {
      kind: 'facts',
      rows: [
        [t('Facilitator', 'Spelleider'), toFillIn.repeat(2)],
        [t('General director', 'Algemeen directeur'), toFillIn.repeat(2)],
        [t('Mayor', 'Burgemeester'), toFillIn.repeat(2)],
        [t('Date', 'Datum'), toFillIn],
      ],
    },
  ]
}
