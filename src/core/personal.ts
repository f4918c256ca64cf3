import type { Json } from './event.ts'
import type { Field } from './model.ts'

/**
 * The pointers (RFC 6901, within an event's data) at the answers to fields that are personal data, and at the sentences
 * that repeat them. `under` is where the answers stand.
 */
export function personalAnswers(
  fields: readonly Field[],
  values: { readonly [id: string]: Json | undefined },
  under: 'facts' | 'values',
): readonly string[] {
  const personal = fields.filter((field) => field.personal === true && (values[field.id] ?? null) !== null)
  return personal.map((field) => `/${under}/${field.id}`)
}

/** The sentence of an outcome, in each language. */
export const summaryPaths = ['/summary', '/summary/en', '/summary/nl'] as const

/** The paths of what a called person was and said. */
export const calledPaths = ['/proof/person', '/proof/statement', ...summaryPaths] as const
