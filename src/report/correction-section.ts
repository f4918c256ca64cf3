import { type Lang, pick } from '../core/text.ts'
import type { Block } from './document.ts'
import type { Report } from './report.ts'

/** The section on answers that were put right: both values, who, when and why; none where nothing was. */
export function correctionSection({ corrections = [] }: Report, lang: Lang): readonly Block[] {
  if (corrections.length === 0) return []
  return [
    {
      kind: 'heading',
      level: 2,
      text: pick({ en: 'Answers that were corrected', nl: 'Antwoorden die rechtgezet werden' }, lang),
    },
    {
      kind: 'text',
      text: pick(
        {
          en: 'Both values stand in the record. Clocks and steps in this report follow the later one.',
          nl: 'Beide waarden staan in het logboek. De klokken en stappen in dit verslag volgen de laatste.',
        },
        lang,
      ),
    },
    {
      kind: 'list',
      items: corrections.map(({ line, of, said }) =>
        pick({ en: `${said.en} [line ${of}, line ${line}]`, nl: `${said.nl} [regel ${of}, regel ${line}]` }, lang),
      ),
    },
  ]
}
