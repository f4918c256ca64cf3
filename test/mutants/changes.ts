import { parseSync, visitorKeys } from 'oxc-parser'

/** One small change of a file: the text from `start` to `end` (UTF-16 offsets) is `was`, and would become `becomes`. */
export interface Change {
  readonly kind: string
  readonly line: number
  readonly start: number
  readonly end: number
  readonly was: string
  readonly becomes: string
  /** A statement takes another switch than an expression. */
  readonly statement: boolean
  /** It is an expression that a statement begins with. */
  readonly begins: boolean
}

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [member: string]: unknown }

const swapped = new Map(
  Object.entries({
    '===': '!==',
    '!==': '===',
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    '&&': '||',
    '||': '&&',
    '+': '-',
    '-': '+',
    '*': '+',
    '%': '*',
  }),
)

const otherMethod = new Map(
  Object.entries({
    some: 'every',
    every: 'some',
    min: 'max',
    max: 'min',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    find: 'findLast',
    findLast: 'find',
  }),
)

/** Every change that is tried of a TypeScript source: those that a person makes by mistake. */
export function changesOf(file: string, source: string): Change[] {
  const found: Change[] = []
  const begun = new Set<number>()
  const text = (node: Node): string => source.slice(node.start, node.end)
  const add = (kind: string, node: Node, becomes: string, statement = false): void => {
    const line = source.slice(0, node.start).split('\n').length
    const { start, end } = node
    found.push({ kind, line, start, end, was: text(node), becomes, statement, begins: !statement && begun.has(start) })
  }
  const walk = (node: Node): void => {
    if (node.type.startsWith('TS') && !node.type.endsWith('Expression')) return
    if (node.type === 'ImportDeclaration') return
    look(node, source, add)
    for (const key of visitorKeys[node.type] ?? []) {
      // The name of a member is no value.
      if (key === 'key' && node.computed !== true) continue
      const child = node[key]
      if (Array.isArray(child)) {
        for (const one of child) if (isNode(one) && one.type === 'ExpressionStatement') begun.add(one.start)
      }
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) walk(one)
    }
  }
  walk(parseSync(file, source).program as unknown as Node)
  return found
}

function look(
  node: Node,
  source: string,
  add: (kind: string, node: Node, becomes: string, statement?: boolean) => void,
) {
  const text = (of: unknown): string => (isNode(of) ? source.slice(of.start, of.end) : '')
  const { left, right, argument, test, consequent, alternate, callee } = node
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const operator = String(node.operator)
      const other = swapped.get(operator)
      // A sum of texts is no number: the change would only be noise.
      if (operator === '+' && /['"`]/.test(text(node))) return
      if (other !== undefined) add(`${operator} for ${other}`, node, `(${text(left)}) ${other} (${text(right)})`)
      if (operator === '??') add('no fallback', node, text(left))
      if (operator === '&&' || operator === '||') add(`only the left of ${operator}`, node, text(left))
      return
    }
    case 'UnaryExpression':
      if (node.operator === '!') add('not', node, text(argument))
      return
    case 'AwaitExpression':
      add('no await', node, `(${text(argument)})`)
      return
    case 'ConditionalExpression':
      add('the other way', node, `(${text(test)}) ? (${text(alternate)}) : (${text(consequent)})`)
      return
    case 'Literal':
      if (typeof node.value === 'boolean') add('true for false', node, String(!node.value))
      if (typeof node.value === 'number') add('one more', node, `(${text(node)} + 1)`)
      return
    case 'IfStatement':
      add('never', node, '{}', true)
      return
    case 'ExpressionStatement':
      if (isNode(node.expression) && /^(Call|Await|Assignment)/.test(node.expression.type))
        add('left out', node, '{}', true)
      return
    case 'CallExpression': {
      if (!isNode(callee) || callee.type !== 'MemberExpression' || !isNode(callee.property)) return
      const name = text(callee.property)
      const other = otherMethod.get(name)
      const rest = source.slice(callee.property.end, node.end)
      if (other !== undefined)
        add(`${other} for ${name}`, node, `${source.slice(node.start, callee.property.start)}${other}${rest}`)
      if (name === 'filter' || name === 'toSorted' || name === 'slice') add(`no ${name}`, node, text(callee.object))
      return
    }
    default:
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { readonly type?: unknown }).type === 'string'
}
