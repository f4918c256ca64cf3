import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import type { Json } from '../core/event.ts'
import { exit } from '../core/exit-codes.ts'
import type { Scope } from '../core/expressions.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { type Reference, rewrite } from './cel-rewrite.ts'
import { isNever, neverInOrder, withNever } from './never.ts'

/** A compiled expression. */
interface Compiled {
  readonly references: readonly Reference[]
  evaluate(scope: Scope): Json
}

const maxLength = 2000
/** Items that the loops of one evaluation may visit together. */
const maxItems = 20_000
const limits = { maxAstNodes: 500, maxDepth: 30, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 }

/** The items left to the evaluation that is under way: a scope may need others to work out a member. */
let itemsLeft = 0
let given: Scope = {}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits })
// An environment without the author's limit: what the rewriting wraps around every node would count against it.
const rewritten = environment
  .clone({ limits: { ...limits, maxAstNodes: 5000, maxDepth: 200 } })
  .registerFunction('cr_at(dyn, dyn): dyn', at)
  // The name, not its value: of what a function gets, cel-js looks at the type in each call, at a map's with its first item.
  .registerFunction('cr_of(string, dyn): dyn', (name: string, key: unknown) => at(given[name], key))
  .registerFunction('cr_true(dyn): bool', isTrue)
  .registerFunction('cr_over(dyn): list<dyn>', over)
  .registerFunction('cr_order(dyn, string, dyn): bool', inOrder)
  .registerFunction('cr_when(dyn, string, dyn): bool', (left: unknown, order: string, right: unknown) => {
    return neverInOrder(left, order, right) ?? inOrder(left, order, right)
  })
  .registerFunction('cr_sum(dyn, string, dyn): dyn', (left: unknown, operator: string, right: unknown) => {
    const known = withNever(left, operator, right)
    return known === undefined ? summed(left, operator, right) : known
  })
  .registerFunction('cr_minus(dyn): dyn', (value: unknown) =>
    value === null || isNever(value) ? null : minus({ value }),
  )
  .registerFunction('cr_contact(dyn, string): dyn', contact)
  .registerFunction('size(null): int', () => 0n)

const compiled = new Map<string, Compiled>()

/** Compiles an expression. Throws the Fault `runbook.expression` when it is not valid, too long or too deep. */
export function compile(expression: string): Compiled {
  const cached = compiled.get(expression)
  if (cached !== undefined) return cached
  if (expression.length > maxLength) throw expressionFault(expression, `longer than ${maxLength} characters`)
  const made = guarded(expression, () => {
    const parsed = environment.parse(expression)
    const { text, references, whole } = rewrite(parsed.ast)
    const program = rewritten.parse(text)
    const check = program.check()
    if (!check.valid) throw check.error
    return {
      references,
      evaluate(scope: Scope): Json {
        const missing = references.find(({ name }) => !Object.hasOwn(scope, name) && !typeNames.has(name))
        if (missing !== undefined) throw expressionFault(expression, `unknown name ${missing.name}`)
        const [outerItems, outer] = [itemsLeft, given]
        try {
          itemsLeft = maxItems
          given = scope
          // Only what it names: a scope may work out its members when they are asked for.
          const values: { [name: string]: unknown } = {}
          for (const name of whole) if (Object.hasOwn(scope, name)) values[name] = toCel(scope[name])
          return toJson(program(values))
        } catch (error) {
          throw asFault(expression, error)
        } finally {
          itemsLeft = outerItems
          given = outer
        }
      },
    }
  })
  if (compiled.size > 5000) compiled.clear()
  compiled.set(expression, made)
  return made
}

/** An expression as the tree of its parts, for checks that look at its form. Throws as `compile` does. */
export function partsOf(expression: string): ASTNode {
  compile(expression)
  return environment.parse(expression).ast
}

/** The names of CEL's types are values too: `type(x) == string`. */
export const typeNames: ReadonlySet<string> = new Set(['string', 'int', 'double', 'bool', 'list', 'map', 'null_type'])

/**
 * The value of an expression. What is unknown is null: a member of null is null, null is not true, nothing is more or
 * less than null, a loop over null has no rounds. Throws the Fault `runbook.expression` when it can't be evaluated.
 */
export function evaluate(expression: string, scope: Scope): Json {
  return compile(expression).evaluate(scope)
}

function guarded<T>(expression: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFault(expression, error)
  }
}

function asFault(expression: string, error: unknown): Fault {
  if (error instanceof Fault) return error
  const { summary, message } = error as { summary?: string; message?: string }
  return expressionFault(expression, summary ?? message ?? String(error))
}

function expressionFault(expression: string, detail: string): Fault {
  const shown = harmlessLine(expression, 60)
  const why = harmlessLine(detail.replaceAll(/cr_[a-z]+/g, 'value'), 200)
  return new Fault({
    code: 'runbook.expression',
    exit: exit.invalid,
    message: {
      en: `the expression "${shown}" can't be evaluated: ${why}`,
      nl: `de uitdrukking "${shown}" kan niet berekend worden: ${why}`,
    },
    hint: { en: 'expressions are CEL, as in has(link.probe)', nl: 'uitdrukkingen zijn CEL, zoals in has(link.probe)' },
  })
}

function at(container: unknown, key: unknown): unknown {
  if (container === null || typeof container !== 'object') return null
  const index = typeof key === 'bigint' ? Number(key) : key
  if (typeof index !== 'string' && typeof index !== 'number') return null
  return Object.hasOwn(container, index) ? toCel((container as { [key: string | number]: unknown })[index]) : null
}

function isTrue(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  throw new Error('a condition must be true or false')
}

function over(value: unknown): unknown[] {
  if (value === null) return []
  if (typeof value !== 'object') throw new Error('only a list or a map has items')
  const items = Array.isArray(value) ? value : Object.keys(value)
  itemsLeft -= items.length
  if (itemsLeft < 0) throw new Error(`more than ${maxItems} items`)
  return items.map(toCel)
}

function inOrder(left: unknown, order: string, right: unknown): boolean {
  if (left === null || right === null) return false
  const number = (value: unknown) => typeof value === 'number' || typeof value === 'bigint'
  const alike = (number(left) && number(right)) || (typeof left === typeof right && typeof left !== 'object')
  const kinds = [left, right].map((value) => (value as object).constructor)
  if (!alike && kinds[0] !== kinds[1]) throw new Error('two different kinds of values have no order')
  const [a, b] = [left as number, right as number]
  if (order === '<') return a < b
  if (order === '<=') return a <= b
  return order === '>' ? a > b : a >= b
}

/** Sums of two values as CEL has them, by their operator. */
const native = new Map(['+', '-', '*', '/', '%'].map((operator) => [operator, environment.parse(`a ${operator} b`)]))

const minus = environment.parse('-value')

function summed(a: unknown, operator: string, b: unknown): unknown {
  return native.get(operator)?.({ a, b } as { [name: string]: unknown })
}

/** The first contact of the profile with that role, or null. */
function contact(profile: unknown, role: string): unknown {
  const contacts = at(profile, 'contacts')
  return Array.isArray(contacts) ? (contacts.find((person) => at(person, 'role') === role) ?? null) : null
}

/** Whole numbers are CEL's int, so that `facts.count + 1` works. */
function toCel(value: unknown): unknown {
  if (value === undefined) return null
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

/** The values that were made plain before: a list of the profile is asked for at each plan, and nobody changes it. */
const plainBefore = new WeakMap<object, Json>()

function toJson(value: unknown): Json {
  if (value === null || typeof value !== 'object') return plain(value)
  const known = plainBefore.get(value)
  if (known !== undefined) return known
  const made = plain(value)
  plainBefore.set(value, made)
  return made
}

function plain(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') {
    if (Number.isSafeInteger(Number(value))) return Number(value)
    throw new Error('the number is too big')
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('the result is not a number')
  if (typeof value !== 'object') return value as Json
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(toJson)
  if (value.constructor !== Object && value.constructor !== undefined) return String(value)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
}
