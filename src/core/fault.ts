import type { ExitCode } from './exit-codes.ts'
import type { FaultCode } from './fault-codes.ts'
import type { FindingCode } from './finding-codes.ts'
import type { Text } from './text.ts'

/**
 * The place where something is wrong. Lines and columns count from 1. `frame` is a few source lines with a marker under
 * the place.
 */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly frame?: string
}

/** One finding in a file that a person wrote. `code` is stable; of a Fault that is about one place, it is that Fault's. */
export interface Diagnostic {
  readonly code: FindingCode | FaultCode
  readonly severity: 'error' | 'warning'
  readonly message: Text
  readonly hint?: Text
  readonly place?: Place
}

interface FaultParts {
  readonly code: FaultCode
  readonly exit: ExitCode
  readonly message: Text
  readonly hint?: Text
  readonly diagnostics?: readonly Diagnostic[]
  readonly cause?: unknown
}

/**
 * A fault of a user or of the world, told to a person: stable code, exit code, message, hint. Any other error that
 * reaches the top is a bug in the program and exits 70. Messages are lower-case and end without a full stop.
 */
export class Fault extends Error {
  readonly code: FaultCode
  readonly exit: ExitCode
  readonly text: Text
  readonly hint: Text | undefined
  readonly diagnostics: readonly Diagnostic[]

  constructor(parts: FaultParts) {
    super(parts.message.en, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.name = 'Fault'
    this.code = parts.code
    this.exit = parts.exit
    this.text = parts.message
    this.hint = parts.hint
    this.diagnostics = parts.diagnostics ?? []
  }
}

/** Whether an error is a Fault with one of these codes. Nothing else compares a code: a word that is none does not compile. */
export function isFault<C extends FaultCode>(
  error: unknown,
  ...codes: readonly C[]
): error is Fault & { readonly code: C } {
  return error instanceof Fault && codes.some((code) => code === error.code)
}
