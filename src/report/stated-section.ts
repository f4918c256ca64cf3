import { type Lang, pick, type Text } from '../core/text.ts'
import { showDuration, showStated } from '../ui/time.ts'
import type { Block, Cell } from './document.ts'
import type { Report, StatedLine } from './report.ts'

/** Some times were stated, and all of them at once: then there is no list of those that were not. */
export const nothingAfterwards: Text = {
  en: 'Everything that somebody stated with a time was written down within a minute.',
  nl: 'Alles wat iemand met een tijdstip verklaarde, is binnen de minuut opgeschreven.',
}

/**
 * The section on what persons stated with a time and wrote down more than a minute later, with both times, and on what
 * stands in an order that can't be. The record vouches for the time of the writing only.
 */
export function statedSection({ stated, writtenAfterwards }: Pick<Report, 'stated' | 'writtenAfterwards'>, lang: Lang) {
  if (stated.length === 0) return []
  const heading: Block = {
    kind: 'heading',
    level: 2,
    text: pick({ en: 'Written down afterwards', nl: 'Achteraf opgeschreven' }, lang),
  }
  if (writtenAfterwards.length === 0) return [heading, { kind: 'text', text: pick(nothingAfterwards, lang) } as const]
  return [
    heading,
    {
      kind: 'text',
      text: pick(
        {
          en: 'When something happened is what somebody said who wrote it down. When it was written is in the record itself. Deadlines are counted from both.',
          nl: 'Wanneer iets gebeurde, zegt wie het opschreef. Wanneer het opgeschreven is, staat in het logboek zelf. Termijnen zijn vanaf beide gerekend.',
        },
        lang,
      ),
    } as const,
    {
      kind: 'table',
      caption: pick(
        {
          en: "Written down more than a minute later, or in an order that can't be",
          nl: 'Meer dan een minuut later opgeschreven, of in een volgorde die niet kan',
        },
        lang,
      ),
      head: pick(
        {
          en: ['What', 'Happened, as said', 'Said by', 'Written', 'Later by', 'Line', 'Remark'],
          nl: ['Wat', 'Gebeurd, zoals gezegd', 'Gezegd door', 'Opgeschreven', 'Later', 'Regel', 'Opmerking'],
        },
        lang,
      ),
      widths: [24, 16, 12, 16, 10, 8, 14],
      rows: writtenAfterwards.map((line) => [
        pick(line.title, lang),
        showStated(line.at, lang),
        line.by,
        showStated(line.written, lang),
        line.writtenLaterMs > 0 ? showDuration(line.writtenLaterMs, lang) : '',
        String(line.line),
        remarks(line, lang),
      ]),
    } as const,
  ]
}

function remarks({ remarks: found }: StatedLine, lang: Lang): Cell {
  if (found.length === 0) return ''
  const text = found.map(({ said }) => pick(said, lang)).join('; ')
  return { text: `${pick({ en: "CAN'T BE", nl: 'KAN NIET' }, lang)}: ${text}`, tone: 'bad' }
}
