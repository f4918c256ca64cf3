import type { Json } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import type { NoticeField } from '../core/model.ts'

/**
 * The values of a notice's fields that are already known: an earlier answer with the same id, else the field's own
 * expression.
 */
export function knownValues(
  fields: readonly NoticeField[],
  scope: Scope,
  expressions: Expressions,
): { readonly [field: string]: Json } {
  const facts = (scope.facts ?? {}) as { readonly [name: string]: Json }
  const known: { [field: string]: Json } = {}
  for (const field of fields) {
    const value = facts[field.id] ?? (field.from === undefined ? null : expressions.evaluate(field.from, scope))
    if (value !== null && value !== undefined && value !== '') known[field.id] = value
  }
  return known
}
