import type { Text } from '../core/text.ts'
import type { Judged } from './gaps.ts'

/** What went well: objectives without challenges, what was expected and came in time, clocks that were kept, services in time. */
export function strengthsOf({ scores, metrics }: Pick<Judged, 'scores' | 'metrics'>): readonly Text[] {
  return [
    ...scores.filter(({ rating }) => rating === 'P').map(({ objective }) => objective.title),
    ...metrics.responses
      .filter(({ state }) => state === 'met')
      .map(({ name, expected }) => ({
        en: `In time after the message from ${name.en}: ${expected.en}`,
        nl: `Op tijd na het bericht van ${name.nl}: ${expected.nl}`,
      })),
    ...metrics.clocks
      .filter(({ status, weight }) => status === 'met' && weight !== 'threat')
      .map(({ title }) => ({ en: `In time: ${title.en}`, nl: `Op tijd: ${title.nl}` })),
    ...metrics.services
      .filter(({ state }) => state === 'in-time')
      .map(({ id, title }) => ({ en: `Back in time: ${title?.en ?? id}`, nl: `Op tijd terug: ${title?.nl ?? id}` })),
  ]
}
