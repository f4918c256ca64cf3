import type { SeenBefore } from '../../core/event.ts'
import type { Lookout } from '../../core/ports.ts'
import type { Sighting } from './sighting.ts'

/** What a look for something gone says of its being there. */
export const there = { fails: 'yes', holds: 'no', error: 'unknown' } as const

/** What one look before the act showed, where nothing can be kept open. `sighting` is of an expectation that something is gone. */
export function seenOnce(subject: string, { kind, seen }: Sighting): Lookout {
  const before: SeenBefore = { subject, there: there[kind], seen }
  return { before, actBegins: () => {}, after: async () => before, release: () => {} }
}
