import type { Expressions, Scope } from '../core/expressions.ts'
import { compile, partsOf } from '../runbook/cel.ts'
import { celText } from '../runbook/cel-text.ts'
import { never } from '../runbook/never.ts'

type Part = ReturnType<typeof partsOf>

/** A possible future of an exercise whose record ends. */
export interface Continuation {
  /** The scopes in which a condition is tried: as it was at the end, and as it could have become. */
  readonly scopes: readonly Scope[]
  /** The world, the steps and the answers can become other ones. */
  readonly goesOn: boolean
}

/** Members that hold times. */
const times = ['done', 'sent', 'closed', 'injects', 'answered', 'events'] as const
/** Names whose values change while an exercise goes on, besides its times. */
const changing: ReadonlySet<string> = new Set([
  'minutes',
  'facts',
  'steps',
  'links',
  'hosts',
  'services',
  'backups',
  'people',
])

/**
 * The future of an exercise that had not been ended: everything that had not happened happens in the next minute.
 * `unsent` are messages that never came; whatever is asked about them was asked of nobody.
 */
export function continuationOf(end: Scope, minute: number, unsent: readonly string[], goesOn: boolean): Continuation {
  const rest = goesOn ? minute + 1 : never
  // As if it had come in the first minute, and had been answered in the same.
  const asked = withTimes(end, (root, id) => (isAbout(root, id, unsent) ? 0 : rest))
  return {
    scopes: [end, ...(goesOn ? [withTimes(end, () => rest)] : []), ...(unsent.length > 0 ? [asked] : [])],
    goesOn,
  }
}

function isAbout(root: string, id: string, unsent: readonly string[]): boolean {
  return (root === 'injects' || root === 'answered') && unsent.includes(id)
}

/** The scope in which what never happened did so at the minute that is given for it. */
function withTimes(scope: Scope, at: (root: string, id: string) => number): Scope {
  const moved = times.map((root) => {
    const found = (scope[root] ?? {}) as { readonly [id: string]: number }
    const entries = Object.entries(found).map(([id, found]) => [id, found === never ? at(root, id) : found])
    return [root, Object.fromEntries(entries)]
  })
  return { ...scope, ...Object.fromEntries(moved) }
}

/** Whether a condition that is not true can have become so. Errs towards yes: who wasn't asked has not failed. */
export function couldStill(condition: string, continuation: Continuation, expressions: Expressions): boolean {
  const becomes = (part: Part, wanted: boolean): boolean => {
    if (part.op === '!_') return becomes(part.args, !wanted)
    if (part.op === '&&' || part.op === '||') {
      const [left, right] = part.args.map((one) => becomes(one as Part, wanted))
      return (part.op === '&&') === wanted ? left === true && right === true : left === true || right === true
    }
    const text = celText(part)
    if (continuation.goesOn && canChange(text)) return true
    return continuation.scopes.some((scope) => isNow(text, scope, expressions) === wanted)
  }
  if (condition === '') return false
  try {
    return becomes(partsOf(condition), true)
  } catch {
    return false
  }
}

/** Whether a state can change: what is destroyed doesn't come back. */
function canChange(text: string): boolean {
  return !text.includes('"destroyed"') && compile(text).references.some(({ name }) => changing.has(name))
}

function isNow(text: string, scope: Scope, expressions: Expressions): boolean {
  try {
    return expressions.evaluate(text, scope) === true
  } catch {
    return false
  }
}
