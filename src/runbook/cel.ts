import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import type { Json } from '../core/event.ts'
import { exit } from '../core/exit-codes.ts'
import type { Scope } from '../core/expressions.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { type Lang, pick, type Said } from '../core/text.ts'
import { CelError } from './cel-error.ts'
import { atOnce, withOwnFunctions } from './cel-functions.ts'
import { type Reference, rewrite } from './cel-rewrite.ts'
import { inOrder, itemsOf, memberOf, toCel, toJson } from './cel-values.ts'
import { celWords } from './cel-words.ts'
import { isNever, neverInOrder, withNever } from './never.ts'

/** A compiled expression. */
interface Compiled {
  /** As it was written. */
  readonly ast: ASTNode
  readonly references: readonly Reference[]
  evaluate(scope: Scope): Json
  /** The same, but as CEL has it, and not as JSON. */
  value(scope: Scope): unknown
}

const maxLength = 2000
/** Items that the loops of one evaluation may visit together. */
const maxItems = 20_000
const limits = { maxAstNodes: 500, maxDepth: 32, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 }

/** The items left to the evaluation that is under way: a scope may need others to work out a member. */
let itemsLeft = 0
let given: Scope = {}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits })
// An environment without the author's limit: what the rewriting wraps around every node would count against it.
const wide = { limits: { ...limits, maxAstNodes: 5000, maxDepth: 200, maxListElements: 200 } }
const rewritten = environment
  .clone(wide)
  .registerFunction('cr_at(dyn, dyn): dyn', memberOf, atOnce)
  // The name, not its value: of what a function gets, cel-js looks at the type in each call, at a map's with its first item.
  .registerFunction('cr_of(string, dyn): dyn', (name: string, key: unknown) => memberOf(given[name], key), atOnce)
  .registerFunction('cr_true(dyn): bool', isTrue, atOnce)
  .registerFunction('cr_over(dyn): list<dyn>', over, atOnce)
  .registerFunction('cr_order(dyn, string, dyn): bool', inOrder, atOnce)
  .registerFunction('cr_when(dyn, string, dyn): bool', inOrderOrNever, atOnce)
  .registerFunction('cr_sum(dyn, string, dyn): dyn', sumOrNever, atOnce)
  .registerFunction('cr_minus(dyn): dyn', negativeOrNever, atOnce)
  .registerFunction('cr_contact(dyn, string): dyn', contact, atOnce)
  .registerFunction('size(null): int', () => 0n, atOnce)

let withOwn: Environment | null = null

/** The environment of a rewritten text: few use functions of ours, and only those pay for them. */
function environmentOf(text: string): Environment {
  return text.includes('cel_') ? ownEnvironment() : rewritten
}

function ownEnvironment(): Environment {
  withOwn ??= withOwnFunctions(rewritten.clone(wide))
  return withOwn
}

const compiled = new Map<string, Compiled>()

/** Compiles an expression. Throws the Fault `runbook.expression` when it is not valid, too long or too deep. */
export function compile(expression: string): Compiled {
  const cached = compiled.get(expression)
  if (cached !== undefined) return cached
  if (expression.length > maxLength) {
    throw expressionFault(expression, {
      en: `longer than ${maxLength} characters`,
      nl: `langer dan ${maxLength} tekens`,
    })
  }
  const made = guarded(expression, () => {
    const parsed = environment.parse(expression)
    const { text, references, whole } = rewrite(parsed.ast)
    const program = environmentOf(text).parse(text)
    const check = program.check()
    if (!check.valid) throw check.error
    const value = (scope: Scope): unknown => {
      const missing = references.find(({ name }) => !Object.hasOwn(scope, name) && !typeNames.has(name))
      if (missing !== undefined) throw expressionFault(expression, unknownName(missing.name))
      const [outerItems, outer] = [itemsLeft, given]
      try {
        itemsLeft = maxItems
        given = scope
        // Only what it names: a scope may work out its members when they are asked for.
        const values: { [name: string]: unknown } = {}
        for (const name of whole) if (Object.hasOwn(scope, name)) values[name] = toCel(scope[name])
        return program(values)
      } finally {
        itemsLeft = outerItems
        given = outer
      }
    }
    return {
      ast: parsed.ast,
      references,
      evaluate: (scope: Scope) => guarded(expression, () => toJson(value(scope))),
      value: (scope: Scope) => guarded(expression, () => value(scope)),
    }
  })
  if (compiled.size > 5000) compiled.clear()
  compiled.set(expression, made)
  return made
}

/** An expression as the tree of its parts, for checks that look at its form. Throws as `compile` does. */
export function partsOf(expression: string): ASTNode {
  return compile(expression).ast
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
  if (error instanceof CelError) return expressionFault(expression, error.text)
  const { summary, message } = error as { summary?: string; message?: string }
  return expressionFault(expression, celWords(summary ?? message ?? String(error)))
}

function unknownName(name: string): Said {
  return { en: `unknown name ${name}`, nl: `onbekende naam ${name}` }
}

function expressionFault(expression: string, detail: Said): Fault {
  const shown = harmlessLine(expression, 60)
  const why = (lang: Lang) => harmlessLine(pick(detail, lang), 200)
  return new Fault({
    code: 'runbook.expression',
    exit: exit.invalid,
    message: {
      en: `the expression "${shown}" can't be evaluated: ${why('en')}`,
      nl: `de uitdrukking "${shown}" kan niet berekend worden: ${why('nl')}`,
    },
    hint: { en: 'expressions are CEL, as in has(link.probe)', nl: 'uitdrukkingen zijn CEL, zoals in has(link.probe)' },
  })
}

function isTrue(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  throw new CelError('a condition must be true or false', 'een voorwaarde is waar of niet waar')
}

function over(value: unknown): readonly unknown[] {
  const items = itemsOf(value)
  itemsLeft -= items.length
  if (itemsLeft < 0) throw new CelError(`more than ${maxItems} items`, `meer dan ${maxItems} items`)
  return items
}

const reckoned = new Map<string, (values: { [name: string]: unknown }) => unknown>()

/** A sum of values as CEL has it. */
function reckon(sum: string, values: { [name: string]: unknown }): unknown {
  // With our own functions, since moments can be among the values.
  const program = reckoned.get(sum) ?? ownEnvironment().parse(sum)
  reckoned.set(sum, program)
  return program(values)
}

function inOrderOrNever(left: unknown, order: string, right: unknown): boolean {
  return neverInOrder(left, order, right) ?? inOrder(left, order, right)
}

function sumOrNever(a: unknown, operator: string, b: unknown): unknown {
  const known = withNever(a, operator, b)
  if (known !== undefined) return known
  return reckon(operator === '/' ? 'cel_quotient(a, b)' : `a ${operator} b`, { a, b })
}

function negativeOrNever(value: unknown): unknown {
  return value === null || isNever(value) ? null : reckon('cel_negative(value)', { value })
}

/** The first contact of the profile with that role, or null. */
function contact(profile: unknown, role: string): unknown {
  const contacts = memberOf(profile, 'contacts')
  return Array.isArray(contacts) ? (contacts.find((person) => memberOf(person, 'role') === role) ?? null) : null
}
