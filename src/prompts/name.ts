import { nameFault, personName } from '../core/person-name.ts'
import type { Said, Text } from '../core/text.ts'
import type { Asker } from './asker.ts'
import type { NameOrder } from './name-rows.ts'

interface NameQuestion extends NameOrder {
  /** The name that Enter alone gives. */
  readonly fallback?: string
  /** Set when nobody may be named: the answer is then empty. */
  readonly optional?: true
  /** A paste is refused. */
  readonly typed?: true
  /** Esc throws `Back`. */
  readonly back?: true
  /** The reason why this person can't be the answer, or null. */
  check?(name: string): Text | null
}

/** Asks for a person, and gives the name in its one writing. */
export async function askPersonName(asker: Asker, message: Said, question: NameQuestion = {}): Promise<string> {
  const { fallback, optional = false, typed: mustType = false, back = false, check, ...order } = question
  const typed = await asker.name(message, {
    ...order,
    ...(fallback === undefined ? {} : { fallback }),
    ...{ typed: mustType, back },
    check: (text) => {
      if (text === '' && optional) return null
      return nameFault(text)?.text ?? check?.(text) ?? null
    },
  })
  const found = personName(typed)
  return 'name' in found ? found.name : ''
}
