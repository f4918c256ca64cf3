import type { EventTraits } from './event-trait.ts'
import { maybe, object, words } from './shape.ts'
import { proof, said } from './shape-parts.ts'

/** The traits of what is entered from paper: a decision of a person, long before its line. */
export const paperTraits: { readonly 'step.transcribed': EventTraits<'step.transcribed'> } = {
  'step.transcribed': {
    shape: {
      ...{
        needs: 'text',
        result: words('done', 'failed', 'skipped'),
        by: 'text',
        at: 'text',
        said: 'text',
        words: 'text',
      },
      ...{ summary: said, facts: maybe('map'), proof: maybe(proof) },
      approval: maybe(object({ approver: 'text', role: 'text', unlisted: maybe('yes-no') })),
      sent: maybe(object({ obligation: 'text', how: 'text', reference: 'text' })),
    },
    is: [
      ...([
        'decision',
        'owned',
        'told-as-decision',
        'sealed',
        'ends-step',
        'settles-answers',
        'ends-approval',
      ] as const),
      ...(['timing', 'checked'] as const),
    ],
    filters: ['steps', 'decisions'],
    ocsf: { activity: 'update', severity: 'medium' },
  },
}
