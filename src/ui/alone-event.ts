import { secondPerson } from '../core/second-person.ts'
import { both, type Text } from '../core/text.ts'
import type { Teller } from './teller.ts'

/** The mark of what is done without a second person. */
export const aloneMark: Text = { en: 'WITHOUT A SECOND PERSON', nl: 'ZONDER TWEEDE PERSOON' }

/** The words for what a second person said of it later. */
export const judgedWords = {
  ratified: { en: 'ratified afterwards', nl: 'achteraf bekrachtigd' },
  refused: { en: 'REFUSED afterwards', nl: 'achteraf GEWEIGERD' },
} as const satisfies { readonly [decision: string]: Text }

/** The words for the events of acts without a second person. Lines count from 1. */
export const aloneTellers: { readonly [T in 'step.alone' | 'alone.decided']: Teller<T> } = {
  'step.alone': ({ reason }, { actor }) =>
    both(`goes on ${aloneMark.en}, by ${actor}`, `gaat verder ${aloneMark.nl}, door ${actor}`, reason),
  'alone.decided': (data) => {
    const { of, decision, form, reason, bound } = data
    const { en, nl } = judgedWords[decision]
    const who = secondPerson(data)
    const act = bound.acts[0]?.act ?? ''
    const signed = form === 'signed' ? { en: ', signed', nl: ', ondertekend' } : { en: '', nl: '' }
    return both(
      `line ${of + 1}, ${act} without a second person: ${en} by ${who.en}${signed.en}`,
      `regel ${of + 1}, ${act} zonder tweede persoon: ${nl} door ${who.nl}${signed.nl}`,
      reason,
    )
  },
}
