import { actTraits } from '../core/act-traits.ts'
import type { CheckSpec, Step } from '../core/model.ts'
import type { Text } from '../core/text.ts'
import { strengthWords } from './proof.ts'

const looks = {
  gone: { en: 'the machine looks before and after', nl: 'de machine kijkt voor en na' },
  there: { en: 'the machine looks afterwards', nl: 'de machine kijkt achteraf' },
} as const satisfies { readonly [what: string]: Text }

/** The proof that will show that a step is done, and so how strong it can be; null when nothing is asked. */
export function proofAsked({ proof, action }: Step): Text | null {
  if (action.kind === 'check') return lookAt(action.check)
  if (proof?.kind === 'check') return lookAt(proof.check)
  if (proof !== undefined) return strengthWords[proof.kind]
  const { brings } = actTraits[action.kind]
  return brings === null || brings === 'check' ? null : strengthWords[brings]
}

function lookAt({ probe, expect }: CheckSpec): Text {
  return probe.kind === 'tcp' && expect === 'closed' ? looks.gone : looks.there
}
