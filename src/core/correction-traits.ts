import type { EventTraits } from './event-trait.ts'
import { list, maybe, object } from './shape.ts'
import { reason, said } from './shape-parts.ts'

/** The traits of an answer that is put right. Conditions and lists look at it, so the plan is made anew. */
export const correctionTraits: { readonly 'fact.corrected': EventTraits<'fact.corrected'> } = {
  'fact.corrected': {
    shape: {
      ...{ needs: 'text', fact: 'text', value: 'anything', of: 'count', ...reason },
      against: maybe(list(object({ step: 'text', by: list(said) }))),
    },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'timing'],
    filters: ['decisions'],
    ocsf: { activity: 'update', severity: 'informational' },
  },
}
