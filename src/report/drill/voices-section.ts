import { type Lang, pick, type Text } from '../../core/text.ts'
import { ratings } from '../../ui/drill-event.ts'
import { showExact } from '../../ui/time.ts'
import type { Block } from '../document.ts'
import type { DrillReport } from './drill-report.ts'

/**
 * The section of what people said: evaluators during the exercise, players at its end and in the form, and about the
 * runbooks.
 */
export function voicesSection(report: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  const { observations, hotWash, feedback, redlines } = report
  const none = t({ en: 'None.', nl: 'Geen.' })
  return [
    { kind: 'heading', level: 2, text: t({ en: 'Observations', nl: 'Waarnemingen' }) },
    observations.length === 0
      ? { kind: 'text', text: none }
      : {
          kind: 'table',
          caption: t({ en: 'What facilitators and evaluators saw', nl: 'Wat spelleiders en evaluatoren zagen' }),
          head: [
            t({ en: 'When', nl: 'Wanneer' }),
            t({ en: 'Who', nl: 'Wie' }),
            t({ en: 'About', nl: 'Over' }),
            t({ en: 'What', nl: 'Wat' }),
          ],
          widths: [16, 16, 24, 44],
          rows: observations.map(({ at, actor, objective, player, rating, text }) => [
            showExact(at, lang),
            actor,
            [objective === undefined || objective === null ? null : pick(objective, lang), player]
              .filter((part) => part !== null)
              .join(', '),
            rating === null ? text : `${rating}, ${pick(ratings[rating], lang)}. ${text}`,
          ]),
        },
    { kind: 'heading', level: 2, text: t({ en: 'Hot wash', nl: 'Nabespreking' }) },
    ...(hotWash.length === 0 ? [{ kind: 'text' as const, text: none }] : []),
    ...hotWash.flatMap(({ title, answers }): readonly Block[] => [
      { kind: 'heading', level: 3, text: pick(title, lang) },
      { kind: 'list', items: answers.map(({ actor, text }) => `${text} (${actor})`) },
    ]),
    { kind: 'heading', level: 2, text: t({ en: "Participants' feedback", nl: 'Feedback van de deelnemers' }) },
    {
      kind: 'text',
      text: feedback.length === 0 ? none : t({ en: 'Given without a name.', nl: 'Gegeven zonder naam.' }),
    },
    ...feedback.flatMap(({ title, answers }): readonly Block[] => [
      { kind: 'heading', level: 3, text: pick(title, lang) },
      { kind: 'list', items: answers },
    ]),
    {
      kind: 'heading',
      level: 2,
      text: t({
        en: 'Changes to the runbooks that players ask for',
        nl: 'Wijzigingen aan de draaiboeken die spelers vragen',
      }),
    },
    redlines.length === 0
      ? { kind: 'text', text: none }
      : {
          kind: 'table',
          caption: t({ en: 'Redlines', nl: 'Verbeteringen' }),
          head: [t({ en: 'Step', nl: 'Stap' }), t({ en: 'Who', nl: 'Wie' }), t({ en: 'What', nl: 'Wat' })],
          widths: [26, 18, 56],
          rows: redlines.map(({ title, actor, text }) => [pick(title, lang), actor, text]),
        },
  ]
}
