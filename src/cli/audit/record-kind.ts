import type { RecordSource } from '../../adapters/record/source.ts'
import type { Verification } from '../../audit/verification.ts'
import { firstEvent } from './recorded-book.ts'

/**
 * The kind of a record: as its name in the seals says, or its first line. One that says neither is taken for an
 * incident.
 */
export async function recordKind(
  source: RecordSource,
  { origin }: Pick<Verification, 'origin'>,
): Promise<'incident' | 'drill'> {
  if (origin?.startsWith('cyber-respond/drill/') === true) return 'drill'
  const first = await firstEvent(source)
  return first?.type === 'incident.opened' && first.data.exercise !== undefined ? 'drill' : 'incident'
}
