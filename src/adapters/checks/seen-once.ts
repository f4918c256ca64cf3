import type { SeenBefore } from '../../core/event.ts'
import type { Lookout } from '../../core/ports.ts'
import type { Sighting } from './sighting.ts'

/** The words for whether something was there, by the result of a look for its being gone. */
export const there = { fails: 'yes', holds: 'no', error: 'unknown' } as const

/**
 * The lookout of one look before the act, where nothing can be kept open. `sighting` is of an expectation that
 * something is gone.
 */
export function seenOnce(subject: string, { kind, seen }: Sighting): Lookout {
  const before: SeenBefore = { subject, there: there[kind], seen }
  return { before, actBegins: () => {}, after: async () => before, release: () => {} }
}
