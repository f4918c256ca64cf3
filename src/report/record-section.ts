import { type Lang, pick } from '../core/text.ts'
import type { Block } from './document.ts'
import { happeningTable } from './happening-table.ts'
import type { Report } from './report.ts'
import { verdictSection } from './verdict-section.ts'

export function noteSection({ notes }: Report, lang: Lang): readonly Block[] {
  if (notes.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'Notes', nl: 'Notities' }, lang) },
    happeningTable(pick({ en: 'Notes, in order', nl: 'Notities, in volgorde' }, lang), notes, lang),
  ]
}

/** All that `verify` says of the record, and what happened to it and its machine. */
export function recordSection(report: Report, lang: Lang): readonly Block[] {
  const { disturbances } = report
  return [
    ...verdictSection(report, lang),
    {
      kind: 'heading',
      level: 3,
      text: pick({ en: 'Interruptions and disturbances', nl: 'Onderbrekingen en verstoringen' }, lang),
    },
    disturbances.length === 0
      ? {
          kind: 'text',
          text: pick(
            {
              en: 'The record holds no crash, restart, clock jump, changed file or erasure.',
              nl: 'Geen crash, herstart, klokverspringing, gewijzigd bestand of wissing staat in het logboek.',
            },
            lang,
          ),
        }
      : happeningTable(
          pick(
            { en: 'What happened to the record or its machine', nl: 'Wat het logboek of zijn toestel overkwam' },
            lang,
          ),
          disturbances,
          lang,
        ),
  ]
}

/** The record in words, from the first line to the last. */
export function everyLine({ timeline }: Report, lang: Lang): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'Every line', nl: 'Alle regels' }, lang) },
    happeningTable(pick({ en: 'The record in words', nl: 'Het logboek in woorden' }, lang), timeline, lang),
  ]
}
