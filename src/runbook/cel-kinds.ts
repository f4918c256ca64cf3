import type { partsOf } from './cel.ts'

type Part = ReturnType<typeof partsOf>
type Kind = 'number' | 'string' | 'boolean' | 'null' | 'list' | 'map' | 'timestamp' | 'duration'

const calls: { readonly [name: string]: Kind } = {
  ...{ size: 'number', int: 'number', double: 'number', string: 'string', bool: 'boolean', has: 'boolean' },
  ...{ timestamp: 'timestamp', duration: 'duration' },
}
const methods: { readonly [name: string]: Kind } = {
  ...{ size: 'number', indexOf: 'number', lastIndexOf: 'number', substring: 'string', trim: 'string', join: 'string' },
  ...{ lowerAscii: 'string', upperAscii: 'string', contains: 'boolean', startsWith: 'boolean', endsWith: 'boolean' },
  ...{ split: 'list', map: 'list', filter: 'list', all: 'boolean', exists: 'boolean', exists_one: 'boolean' },
}
const truths = new Set(['<', '<=', '>', '>=', '==', '!=', '&&', '||', '!_', 'in'])

/** What kind of value a part gives, whatever it is about; null where that depends on what it is about. */
export function kindOf(part: Part): Kind | null {
  const { op } = part
  if (op === 'value') return literalKind(part.args)
  if (op === 'list' || op === 'map') return op
  if (truths.has(op)) return 'boolean'
  if (op === 'call') return own(calls, part.args[0])
  if (op !== 'rcall') return null
  return part.args[0].startsWith('get') ? 'number' : own(methods, part.args[0])
}

function literalKind(value: unknown): Kind | null {
  if (value === null) return 'null'
  if (typeof value === 'bigint' || typeof value === 'number') return 'number'
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as 'string' | 'boolean') : null
}

function own(kinds: { readonly [name: string]: Kind }, name: string): Kind | null {
  return Object.hasOwn(kinds, name) ? (kinds[name] ?? null) : null
}
