import { isCanonical } from './canonical.ts'
import type { Problem } from './verification.ts'

/** The problem of a line that no scanner took. */
export function whatIsWrong(line: Buffer): Problem {
  if (line.includes(0)) return 'zeros'
  return isCanonical(line) ? 'envelope' : 'form'
}
