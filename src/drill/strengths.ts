import { pick, type Text } from '../core/text.ts'
import type { Judged } from './gaps.ts'

/**
 * The strengths: objectives without challenges, what was expected and measured in time, clocks that were kept, services
 * in time. Of an expectation it names what its condition looked at: the rest of its text is nobody's finding.
 */
export function strengthsOf({ scores, metrics }: Pick<Judged, 'scores' | 'metrics'>): readonly Text[] {
  return [
    ...scores.filter(({ rating }) => rating === 'P').map(({ objective }) => objective.title),
    ...metrics.responses
      .filter(({ state }) => state === 'met')
      .map(({ name, measured, before }) => {
        const found = (lang: 'en' | 'nl'): string => measured.map((one) => pick(one, lang)).join('; ')
        return before
          ? {
              en: `So already when the message came from ${name.en}: ${found('en')}`,
              nl: `Al zo toen het bericht kwam van ${name.nl}: ${found('nl')}`,
            }
          : {
              en: `In time after the message from ${name.en}: ${found('en')}`,
              nl: `Op tijd na het bericht van ${name.nl}: ${found('nl')}`,
            }
      }),
    ...metrics.clocks
      .filter(({ status, weight }) => status === 'met' && weight !== 'threat')
      .map(({ title }) => ({ en: `In time: ${title.en}`, nl: `Op tijd: ${title.nl}` })),
    ...metrics.services
      .filter(({ state }) => state === 'in-time')
      .map(({ id, title }) => ({ en: `Back in time: ${title?.en ?? id}`, nl: `Op tijd terug: ${title?.nl ?? id}` })),
  ]
}
