import type { Json } from '../core/event.ts'
import { CelError } from './cel-error.ts'
import { compareTexts } from './cel-strings.ts'
import { Duration, Timestamp } from './cel-times.ts'

/** A member of a map, or an item of a list; null where there is none. A list has no members by name, but see `length`. */
export function memberOf(container: unknown, key: unknown): unknown {
  if (!isContainer(container)) return null
  if (container instanceof Map) return toCel(container.get(whole(key)))
  const index = typeof key === 'bigint' && Array.isArray(container) ? Number(key) : key
  if (typeof index !== 'string' && !(typeof index === 'number' && Array.isArray(container))) return null
  return Object.hasOwn(container, index) ? toCel((container as { [key: string | number]: unknown })[index]) : null
}

/** What a loop visits: the items of a list, the keys of a map, nothing of null. Throws a CelError for another value. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === null) return []
  if (!isContainer(value)) {
    throw new CelError('only a list or a map has items', 'enkel een lijst of een map heeft items')
  }
  if (value instanceof Map) return [...value.keys()]
  return Array.isArray(value) ? value.map(toCel) : Object.keys(value)
}

/** Whether two values are in an order; never with null. Throws a CelError for values that have none with each other. */
export function inOrder(left: unknown, order: string, right: unknown): boolean {
  if (left === null || right === null) return false
  const [a, b] = comparable(left, right)
  if (order === '<') return a < b
  if (order === '<=') return a <= b
  return order === '>' ? a > b : a >= b
}

/** Two numbers that are in the order of two values. */
function comparable(left: unknown, right: unknown): readonly [number | bigint, number | bigint] {
  const kinds = [kindOf(left), kindOf(right)]
  if (kinds[0] !== kinds[1] || kinds[0] === null) {
    throw new CelError('these values have no order', 'deze waarden hebben geen volgorde')
  }
  if (typeof left === 'string') return [compareTexts(left, String(right)), 0]
  const number = (value: unknown) =>
    value instanceof Timestamp || value instanceof Duration ? value.nanoseconds : (value as number | bigint)
  return [number(left), number(right)]
}

function kindOf(value: unknown): unknown {
  if (typeof value === 'object')
    return value instanceof Timestamp || value instanceof Duration ? value.constructor : null
  return typeof value === 'bigint' ? 'number' : typeof value
}

/** Whole numbers are CEL's int, so that `facts.count + 1` works. */
export function toCel(value: unknown): unknown {
  if (value === undefined) return null
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

/** A key as a map has it: 1.0 is 1. */
function whole(key: unknown): unknown {
  return typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key
}

function isContainer(value: unknown): value is object {
  if (value === null || typeof value !== 'object') return false
  const kind = value.constructor
  return (
    Array.isArray(value) || value instanceof Map || kind === Object || kind === undefined || typeof kind !== 'function'
  )
}

/** The values that were made plain before: a list of the profile is asked for at each plan, and nobody changes it. */
const plainBefore = new WeakMap<object, Json>()

/** What an expression gives, as JSON. Moments, durations and types are texts. Throws a CelError for what JSON can't hold. */
export function toJson(value: unknown): Json {
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
    throw new CelError('the number is too big', 'het getal is te groot')
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new CelError('the result is not a number', 'het resultaat is geen getal')
  }
  if (typeof value !== 'object') return value as Json
  if (Array.isArray(value)) return value.map(toJson)
  if (!isContainer(value)) return typeName(String(value))
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  if (entries.some(([key]) => typeof key !== 'string')) {
    throw new CelError(
      'a map that is shown has texts as its keys',
      'een map die getoond wordt, heeft teksten als sleutels',
    )
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, toJson(item)]))
}

/** A type by CEL's name for it; another text as it is. */
function typeName(text: string): string {
  const name = /^Type<(.*)>$/.exec(text)?.[1]
  if (name === undefined) return text
  if (name === 'null') return 'null_type'
  return name === 'Timestamp' || name === 'Duration' ? `google.protobuf.${name}` : name
}
