import type { ASTNode } from '@marcbachmann/cel-js'
import { CelError } from './cel-error.ts'
import { ownFunctions, ownMethods } from './cel-functions.ts'
import { partsIn } from './cel-parts.ts'
import { isTimeName } from './never.ts'

/** A name that an expression uses, with the member that it takes of it: `facts.aware_at` is `facts` and `aware_at`. */
export interface Reference {
  readonly name: string
  readonly member: string | null
}

export interface Rewritten {
  readonly text: string
  readonly references: readonly Reference[]
  /** The names whose values the text uses whole, and not by a member only. */
  readonly whole: ReadonlySet<string>
}

interface Found {
  readonly references: Reference[]
  readonly whole: Set<string>
  /** Times of a drill are among what it names: sums and orders have to know what never happened. */
  readonly times: boolean
}

export const functions: ReadonlySet<string> = new Set([
  'has',
  'contact',
  'size',
  'string',
  'int',
  'double',
  'bool',
  'timestamp',
  'duration',
  'type',
  'dyn',
])
export const methods: ReadonlySet<string> = new Set([
  ...['size', 'contains', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'substring', 'split', 'join', 'trim'],
  ...[
    'lowerAscii',
    'upperAscii',
    'getFullYear',
    'getMonth',
    'getDate',
    'getDayOfMonth',
    'getDayOfWeek',
    'getDayOfYear',
    'getHours',
    'getMinutes',
  ],
  ...['getSeconds', 'getMilliseconds'],
])
export const loops: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])
const orders = new Set(['<', '<=', '>', '>='])
const sums = new Set(['+', '-', '*', '/', '%'])
const bools = new Set([...orders, '==', '!=', '&&', '||', '!_', 'in'])

/**
 * Writes an expression again so that what is unknown counts as null instead of as an error, and so that loops are
 * counted: `a.b` becomes `cr_of("a", "b")`, `a.b.c` becomes `cr_at(cr_of("a", "b"), "c")`, a condition `cr_true(…)`, an
 * order `cr_order(…)`, a list that is looped over `cr_over(…)`. Where times of a drill are named, an order becomes
 * `cr_when(…)` and a sum `cr_sum(…)`, which know what never happened. Only functions that can't run away are let through: no regular expressions, no bindings.
 */
export function rewrite(ast: ASTNode): Rewritten {
  const found: Found = { references: [], whole: new Set(), times: namesTimes(ast) }
  const text = write(ast, new Set(), found)
  const { references, whole } = found
  return { text, references, whole }
}

function write(ast: ASTNode, bound: ReadonlySet<string>, found: Found): string {
  const go = (node: ASTNode): string => write(node, bound, found)
  const truth = (node: ASTNode): string => (isBool(node) ? go(node) : `cr_true(${go(node)})`)
  const { op } = ast
  if (op === 'value') return ast.input.slice(ast.range.start, ast.range.end)
  if (op === 'id') {
    if (!bound.has(ast.args)) usesWhole(found, { name: ast.args, member: null })
    return ast.args
  }
  if (op === '.' || op === '[]') {
    const [left, right] = ast.args
    const key = typeof right === 'string' ? JSON.stringify(right) : go(right)
    const member = typeof right === 'string' ? right : right.op === 'value' ? String(right.args) : null
    if (left.op !== 'id' || bound.has(left.args)) return `cr_at(${go(left)}, ${key})`
    found.references.push({ name: left.args, member })
    return `cr_of("${left.args}", ${key})`
  }
  if (op === 'call') return writeCall(ast, go, found)
  if (op === 'rcall') return writeMethod(ast, bound, found, go)
  if (op === 'list') return `[${ast.args.map(go).join(', ')}]`
  if (op === 'map') return writeMap(ast, go)
  if (op === '?:') return `(${truth(ast.args[0])} ? dyn(${go(ast.args[1])}) : dyn(${go(ast.args[2])}))`
  if (op === '&&' || op === '||') return `(${truth(ast.args[0])} ${op} ${truth(ast.args[1])})`
  if (op === '!_') return `(!${truth(ast.args)})`
  if (op === '-_') {
    if (found.times) return `cr_minus(${go(ast.args)})`
    return ast.args.op === 'value' ? `(-${go(ast.args)})` : `cel_negative(${go(ast.args)})`
  }
  if (op === '.?' || op === '[?]') throw new CelError(`${op} is not used here`, `${op} wordt hier niet gebruikt`)
  const [left, right] = ast.args
  if (op === 'in') return `(${go(left)} in cr_over(${go(right)}))`
  if (orders.has(op)) {
    // Against the word `never` itself it is asked whether something happened at all.
    const isTimed = found.times && !isNeverItself(left, bound) && !isNeverItself(right, bound)
    return `${isTimed ? 'cr_when' : 'cr_order'}(${go(left)}, "${op}", ${go(right)})`
  }
  if (found.times && sums.has(op)) return `cr_sum(${go(left)}, "${op}", ${go(right)})`
  return op === '/' ? `cel_quotient(${go(left)}, ${go(right)})` : `(${go(left)} ${op} ${go(right)})`
}

function isNeverItself(node: ASTNode, bound: ReadonlySet<string>): boolean {
  return node.op === 'id' && node.args === 'never' && !bound.has('never')
}

/** Whether any identifier in it is that of times, also one that a loop binds. */
function namesTimes(node: ASTNode): boolean {
  return node.op === 'id' ? isTimeName(node.args) : partsIn(node).some(namesTimes)
}

/** Whether it gives true or false, whatever it is about. */
function isBool(node: ASTNode): boolean {
  return bools.has(node.op) || (node.op === 'call' && node.args[0] === 'has')
}

function usesWhole({ references, whole }: Found, reference: Reference): void {
  references.push(reference)
  whole.add(reference.name)
}

type Call = Extract<ASTNode, { op: 'call' }>
type Method = Extract<ASTNode, { op: 'rcall' }>

function writeCall(ast: Call, go: (node: ASTNode) => string, found: Found): string {
  const [name, args] = ast.args
  if (!functions.has(name)) throw unknownFunction(name)
  const [first] = args
  if (name === 'has') {
    if (args.length !== 1 || (first?.op !== '.' && first?.op !== '[]'))
      throw new CelError('has() takes a member', 'has() neemt een lid')
    return `(${go(first)} != null)`
  }
  if (name === 'contact') {
    usesWhole(found, { name: 'profile', member: 'contacts' })
    return `cr_contact(${['profile', ...args.map(go)].join(', ')})`
  }
  return `${ownFunctions.has(name) ? 'cel_' : ''}${name}(${args.map(go).join(', ')})`
}

/** The names that cel-js leaves out of a map without a word. */
const leftOut: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype'])

/** A map of cel-js is an object, with texts as its keys; any other one is made by our own function. */
function writeMap(ast: Extract<ASTNode, { op: 'map' }>, go: (node: ASTNode) => string): string {
  const keys = ast.args.map(([key]) => (key.op === 'value' ? key.args : null))
  const isObject =
    keys.every((key) => typeof key === 'string' && !leftOut.has(key)) && new Set(keys).size === keys.length
  if (isObject) return `{${ast.args.map(([key, value]) => `${go(key)}: ${go(value)}`).join(', ')}}`
  return `cel_map([${ast.args.flatMap(([key, value]) => [go(key), go(value)]).join(', ')}])`
}

function writeMethod(ast: Method, bound: ReadonlySet<string>, found: Found, go: (node: ASTNode) => string): string {
  const [name, receiver, args] = ast.args
  if (methods.has(name))
    return `${go(receiver)}.${ownMethods.has(name) ? 'cel_' : ''}${name}(${args.map(go).join(', ')})`
  const [variable, ...bodies] = args
  if (!loops.has(name)) throw unknownFunction(name)
  if (variable?.op !== 'id' || bodies.length < 1 || bodies.length > (name === 'map' ? 2 : 1)) {
    throw new CelError(
      `${name}() takes a variable and an expression`,
      `${name}() neemt een variabele en een uitdrukking`,
    )
  }
  const inner = new Set([...bound, variable.args])
  const last = bodies.length - 1
  const parts = bodies.map((body, index) => {
    const text = write(body, inner, found)
    return (name === 'map' && index === last) || isBool(body) ? text : `cr_true(${text})`
  })
  return `cr_over(${go(receiver)}).${name}(${variable.args}, ${parts.join(', ')})`
}

function unknownFunction(name: string): CelError {
  return new CelError(`unknown function ${name}()`, `onbekende functie ${name}()`)
}
