import type { partsOf } from './cel.ts'

type Part = ReturnType<typeof partsOf>

/**
 * A part of an expression as CEL text that means the same. Names in `values` are written as that text: the item of a loop
 * that it is about. A part's own range can't be used: it leaves out brackets at its ends.
 */
export function celText(part: Part, values: ReadonlyMap<string, string> = new Map()): string {
  const go = (one: Part): string => celText(one, values)
  /** The text of a part, with brackets where it could be read otherwise. */
  const closed = (one: Part): string => (isPlain(one) ? go(one) : `(${go(one)})`)
  const { op } = part
  if (op === 'value') return part.input.slice(part.range.start, part.range.end)
  if (op === 'id') return values.get(part.args) ?? part.args
  if (op === '.') return `${closed(part.args[0])}.${String(part.args[1])}`
  if (op === '[]') return `${closed(part.args[0])}[${go(part.args[1])}]`
  if (op === 'call') return `${part.args[0]}(${part.args[1].map(go).join(', ')})`
  if (op === 'rcall') return `${closed(part.args[1])}.${part.args[0]}(${part.args[2].map(go).join(', ')})`
  if (op === 'list') return `[${part.args.map(go).join(', ')}]`
  if (op === 'map') return `{${part.args.map(([key, value]) => `${go(key)}: ${go(value)}`).join(', ')}}`
  if (op === '?:') {
    const [condition, yes, no] = part.args
    return `${closed(condition)} ? ${closed(yes)} : ${closed(no)}`
  }
  if (op === '!_') return `!${closed(part.args)}`
  if (op === '-_') return `-${closed(part.args)}`
  const [left, right] = part.args as readonly [Part, Part]
  const joins = op === '&&' || op === '||'
  const side = (one: Part): string =>
    joins && one.op !== '||' && one.op !== '&&' && one.op !== '?:' ? go(one) : closed(one)
  return `${side(left)} ${op} ${side(right)}`
}

function isPlain({ op }: Part): boolean {
  return ['value', 'id', '.', '[]', 'call', 'rcall', 'list', 'map'].includes(op)
}
