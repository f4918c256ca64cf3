import { pick, type Said, type Text } from '../core/text.ts'

/** A text or a string of the record, in both languages. */
export function bothLangs(said: Said): Text {
  return { en: pick(said, 'en'), nl: pick(said, 'nl') }
}
