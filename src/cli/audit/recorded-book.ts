import type { RecordSource } from '../../adapters/record/source.ts'
import { segmentName } from '../../audit/segment-name.ts'
import { LogVerifier } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { shapeOf } from '../../core/event-shape.ts'
import type { Book } from '../../core/view.ts'
import { incidentIn } from '../wiring/incident.ts'

/**
 * The book from which a record was made, or null when its files were not kept with it. Throws when they were changed.
 */
export async function recordedBook(source: RecordSource): Promise<Book | null> {
  const first = await firstEvent(source)
  if (first?.type !== 'incident.opened' || shapeOf(first.type)?.(first.data) !== true) return null
  if (!source.list().some((name) => name.startsWith('pinned/'))) return null
  return (await incidentIn(source, first.data)).book
}

/** The first event of a record, or null where there is none. */
export async function firstEvent(source: RecordSource): Promise<LogEvent | null> {
  if (!source.list().includes(segmentName(0))) return null
  let first: LogEvent | null = null
  const verifier = new LogVerifier(
    (event) => {
      first ??= event
    },
    { until: 1 },
  )
  verifier.begin(0)
  for await (const chunk of source.read(segmentName(0))) {
    verifier.push(chunk)
    if (first !== null || verifier.finding !== null) break
  }
  return first
}
