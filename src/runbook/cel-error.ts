import type { Text } from '../core/text.ts'

/** A value that an expression can't go on with, in words for its author. What cel-js itself refuses is an error of its own. */
export class CelError extends Error {
  readonly text: Pick<Text, 'en' | 'nl'>

  constructor(en: string, nl: string) {
    super(en)
    this.text = { en, nl }
  }
}
