import type { Diagnostic } from '../core/fault.ts'
import type { FindingCode, RunbookCode } from '../core/finding-codes.ts'
import { nearest } from '../core/nearest.ts'
import type { Text } from '../core/text.ts'

/** A fault in a file, before it is known where. Other languages than that of runbooks have codes of their own. */
export interface Finding<Code extends FindingCode = RunbookCode> {
  readonly code: Code
  readonly message: Text
  readonly hint?: Text
  readonly severity?: Diagnostic['severity']
}

/** A finding at an offset (in UTF-16 units) of the text. */
export interface PlacedFinding extends Finding {
  readonly offset: number
}

/** `did you mean "approve"?`, or nothing when no candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): { readonly hint?: Text } {
  const near = nearest(word, candidates)
  return near === null ? {} : { hint: { en: `did you mean "${near}"?`, nl: `bedoelde u "${near}"?` } }
}

/** The same; when no candidate is close, which ones there are. */
export function meantOrKnown(word: string, candidates: readonly string[]): { readonly hint: Text } {
  const near = didYouMean(word, candidates).hint
  if (near !== undefined) return { hint: near }
  if (candidates.length === 0) return { hint: { en: 'there are none', nl: 'er zijn er geen' } }
  const known = candidates.slice(0, 12).join(', ') + (candidates.length > 12 ? ', …' : '')
  return { hint: { en: `known: ${known}`, nl: `bekend: ${known}` } }
}

/** A word of the file in a message: quoted, on one line, never longer than 60 characters. */
export function quoted(word: unknown): string {
  const text = JSON.stringify(String(word))
  return text.length > 60 ? `${text.slice(0, 58)}…"` : text
}
