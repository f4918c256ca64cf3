import type { EventTraits } from './event-trait.ts'
import { maybe, words } from './shape.ts'
import { approval, bound, form, reason, signature } from './shape-parts.ts'

/** The traits of what is done without a second person. The approval that a decision gives is late, so it ends none. */
export const aloneTraits: {
  readonly 'step.alone': EventTraits<'step.alone'>
  readonly 'alone.decided': EventTraits<'alone.decided'>
} = {
  'step.alone': {
    shape: { needs: 'text', role: 'text', ...reason, bound },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'checked'],
    filters: ['steps', 'decisions'],
    ocsf: { activity: 'update', severity: 'medium' },
  },
  'alone.decided': {
    shape: {
      ...{ needs: 'text', of: 'count', decision: words('ratified', 'refused'), ...approval },
      ...{ form, signature: maybe(signature), bound, unlisted: maybe('yes-no') },
    },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'after-closing', 'checked'],
    filters: ['decisions'],
    ocsf: { activity: 'update', severity: 'informational' },
  },
}
