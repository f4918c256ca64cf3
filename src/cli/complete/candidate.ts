import type { Text } from '../../core/text.ts'
import { letters } from '../../municipality/letters.ts'

/** What may be meant: the word to type, what it is, and names under which people look for it. */
export interface Candidate {
  readonly value: string
  readonly about: Text | null
  readonly also?: readonly string[]
}

/**
 * What can be meant by the beginning of a word: first by the word itself, else by a word of another name of it. Case, accents,
 * spaces and hyphens don't count. What holds a control character could not be typed, and is left out.
 */
export function matching(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  const wanted = letters(typed)
  const sayable = candidates.filter(({ value }) => value !== '' && !/\p{C}/u.test(value))
  const byValue = sayable.filter(({ value }) => letters(value).startsWith(wanted))
  if (byValue.length > 0 || wanted.length < 2) return once(byValue)
  const isNamed = (name: string): boolean =>
    letters(name).startsWith(wanted) || name.split(/[^\p{L}\p{N}]+/u).some((word) => letters(word).startsWith(wanted))
  return once(sayable.filter(({ also = [] }) => also.some(isNamed)))
}

function once(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.toReversed().map((one) => [one.value, one])).values()].toReversed()
}
