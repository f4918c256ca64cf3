import type { Json } from './event.ts'
import type { Field } from './model.ts'
import { comesBefore } from './statements.ts'
import type { Text } from './text.ts'

/**
 * The reason why a moment can't be the answer to a question, or null when it can: in the future, or before what it must
 * follow. Who types a time knows the minute: within one nothing is before anything.
 */
export function checkMoment(
  field: Field,
  at: Temporal.Instant,
  now: Temporal.Instant,
  facts: { readonly [id: string]: Json },
): Text | null {
  if (field.past === true && Temporal.Instant.compare(at, now) > 0) {
    return { en: 'this is in the future', nl: 'dit ligt in de toekomst' }
  }
  const earlier = field.notBefore === undefined ? null : facts[field.notBefore]
  if (typeof earlier === 'string' && comesBefore(at.toString(), earlier)) {
    return { en: `this is before ${field.notBefore}`, nl: `dit ligt voor ${field.notBefore}` }
  }
  return null
}
