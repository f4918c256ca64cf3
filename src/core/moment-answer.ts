import type { Field } from './model.ts'
import { type Reading, readMoment } from './moment.ts'
import { unknownWords } from './moment-words.ts'
import type { Towards } from './said-moment.ts'
import type { Text } from './text.ts'
import { unknownMoment } from './unknown-moment.ts'

/** The answer that a text gives to a question about a time: as the record keeps it, or two moments that it may mean. */
export type MomentAnswer =
  | { readonly kind: 'answer'; readonly value: string }
  | Extract<Reading, { kind: 'either' | 'wrong' }>

/** The way in which a question looks, and so what `02:00` means there. */
export function towardsOf({ past, ahead }: Pick<Field, 'past' | 'ahead'>): Towards {
  if (past === true) return 'back'
  return ahead === true ? 'ahead' : 'either'
}

/** Reads the answer to a question of the type datetime. What the question forbids besides says moment-rules.ts. */
export function momentAnswer(
  field: Pick<Field, 'past' | 'ahead' | 'unknown'>,
  text: string,
  now: Temporal.Instant,
): MomentAnswer {
  if (unknownWords.has(text.trim().toLowerCase())) {
    return field.unknown === true ? { kind: 'answer', value: unknownMoment } : { kind: 'wrong', why: notUnknown }
  }
  const read = readMoment(text, now, towardsOf(field))
  return read.kind === 'at' ? { kind: 'answer', value: momentText(read.at) } : read
}

/** A moment as answers are kept: RFC 3339 UTC, in milliseconds. */
export function momentText(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' })
}

const notUnknown: Text = {
  en: 'a time is needed here: give your best estimate, and correct it later',
  nl: 'hier is een tijdstip nodig: geef uw beste schatting, en verbeter ze later',
}
