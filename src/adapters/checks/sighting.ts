import type { Expressions, Scope } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'

/**
 * The result of one look at the world. `error`: it could not be seen, so nothing is known. `lasting`: looking again
 * can't help (a bad address, an expression that makes no sense).
 */
export type Sighting =
  | { readonly kind: 'holds' | 'fails'; readonly seen: string }
  | { readonly kind: 'error'; readonly seen: string; readonly lasting: boolean }

export function holdsIf(condition: boolean, seen: string): Sighting {
  return { kind: condition ? 'holds' : 'fails', seen }
}

export function cannotSee(seen: string, lasting = false): Sighting {
  return { kind: 'error', seen, lasting }
}

/** Judges what was seen: by `usual` when the expectation is `ok`, else by CEL, which must say yes or no. */
export function judgeSighting(
  expect: string,
  usual: boolean,
  seen: string,
  values: Scope,
  context: { readonly expressions: Expressions; readonly scope: Scope },
): Sighting {
  if (expect === 'ok') return holdsIf(usual, seen)
  try {
    const answer = context.expressions.evaluate(expect, { ...context.scope, ...values })
    if (typeof answer === 'boolean') return holdsIf(answer, seen)
    return cannotSee(`${seen}; the expectation gives ${JSON.stringify(answer)} and not yes or no`, true)
  } catch (error) {
    if (error instanceof Fault) return cannotSee(`${seen}; ${harmlessLine(error.message, 300)}`, true)
    throw error
  }
}
