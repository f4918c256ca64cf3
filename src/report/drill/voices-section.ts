import type { Lang } from '../../core/text.ts'
import { ratings } from '../../ui/drill-event.ts'
import { showExact } from '../../ui/time.ts'
import type { Block } from '../document.ts'
import type { DrillReport } from './drill-report.ts'

/**
 * The section of what people said: evaluators during the exercise, players at its end and in the form, and about the
 * runbooks.
 */
export function voicesSection(report: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const { observations, hotWash, feedback, redlines } = report
  const none = t('None.', 'Geen.')
  return [
    { kind: 'heading', level: 2, text: t('Observations', 'Waarnemingen') },
    observations.length === 0
      ? { kind: 'text', text: none }
      : {
          kind: 'table',
          caption: t('What facilitators and evaluators saw', 'Wat spelleiders en evaluatoren zagen'),
          head: [t('When', 'Wanneer'), t('Who', 'Wie'), t('About', 'Over'), t('What', 'Wat')],
          widths: [16, 16, 24, 44],
          rows: observations.map(({ at, actor, objective, player, rating, text }) => [
            showExact(at, lang),
            actor,
            [objective?.[lang], player].filter((part) => part !== undefined && part !== null).join(', '),
            rating === null ? text : `${rating}, ${ratings[rating][lang]}. ${text}`,
          ]),
        },
    { kind: 'heading', level: 2, text: t('Hot wash', 'Nabespreking') },
    ...(hotWash.length === 0 ? [{ kind: 'text' as const, text: none }] : []),
    ...hotWash.flatMap(({ title, answers }): readonly Block[] => [
      { kind: 'heading', level: 3, text: title[lang] },
      { kind: 'list', items: answers.map(({ actor, text }) => `${text} (${actor})`) },
    ]),
    { kind: 'heading', level: 2, text: t("Participants' feedback", 'Feedback van de deelnemers') },
    {
      kind: 'text',
      text: feedback.length === 0 ? none : t('Given without a name.', 'Gegeven zonder naam.'),
    },
    ...feedback.flatMap(({ title, answers }): readonly Block[] => [
      { kind: 'heading', level: 3, text: title[lang] },
      { kind: 'list', items: answers },
    ]),
    {
      kind: 'heading',
      level: 2,
      text: t('Changes to the runbooks that players ask for', 'Wijzigingen aan de draaiboeken die spelers vragen'),
    },
    redlines.length === 0
      ? { kind: 'text', text: none }
      : {
          kind: 'table',
          caption: t('Redlines', 'Verbeteringen'),
          head: [t('Step', 'Stap'), t('Who', 'Wie'), t('What', 'Wat')],
          widths: [26, 18, 56],
          rows: redlines.map(({ title, actor, text }) => [title[lang], actor, text]),
        },
  ]
}
