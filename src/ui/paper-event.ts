import { asText } from '../core/text.ts'
import type { Teller } from './teller.ts'

/** The words for what was entered from paper: its own sentence says that it is. */
export const paperTellers: { readonly 'step.transcribed': Teller<'step.transcribed'> } = {
  'step.transcribed': ({ summary }) => asText(summary),
}
