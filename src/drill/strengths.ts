import type { Text } from '../core/text.ts'
import type { Judged } from './gaps.ts'

/** What went well: objectives without challenges, what was expected and came in time, clocks that were kept, services in time. */
export function strengthsOf({ scores, metrics }: Pick<Judged, 'scores' | 'metrics'>): readonly Text[] {
  return [
    ...scores.filter(({ rating }) => rating === 'P').map(({ objective }) => objective.title),
    ...metrics.responses
      .filter(({ state }) => state === 'met')
      .map(({ inject, expected }) => ({
        en: `In time after the message "${inject}": ${expected.en}`,
        nl: `Op tijd na het bericht "${inject}": ${expected.nl}`,
      })),
    ...metrics.clocks
      .filter(({ status, weight }) => status === 'met' && weight !== 'threat')
      .map(({ title }) => ({ en: `In time: ${title.en}`, nl: `Op tijd: ${title.nl}` })),
    ...metrics.services
      .filter(({ state }) => state === 'in-time')
      .map(({ id, title }) => ({ en: `Back in time: ${title?.en ?? id}`, nl: `Op tijd terug: ${title?.nl ?? id}` })),
  ]
}
