import type { Said, Text } from '../../core/text.ts'

/** A line to type behind `cyber-respond`, and what it does. Words in quotes may differ between the languages. */
export type Example = readonly [line: Said, does: Text]

/** Two examples of each command, by its words: `drill run`. */
export type ExamplesOf = Readonly<Record<string, readonly [Example, Example]>>
