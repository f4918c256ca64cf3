import { epochOf } from './exercise-time.ts'

/**
 * The shape that a value of the record may have, as plain data: readers of values and of bytes (audit/shape-scan.ts) go
 * by the same description. `count`: 0, 1, 2 …; `whole`: also below 0; `map`: an object with any members; `hash`: a
 * SHA-256 in hex, which becomes the name of a file and a line of a manifest; `moment`: a time in RFC 3339.
 */
export type Shape =
  | 'text'
  | 'count'
  | 'whole'
  | 'yes-no'
  | 'map'
  | 'hash'
  | 'moment'
  | 'null'
  | 'anything'
  | { readonly words: readonly string[] }
  | { readonly list: Shape }
  | { readonly object: ShapeMembers }
  | { readonly either: readonly Shape[] }

/** A member that may be left out. */
export interface Maybe {
  readonly maybe: Shape
}

/** An object has these members. Others may stand beside them: a later version adds members, and never renames one. */
export interface ShapeMembers {
  readonly [name: string]: Shape | Maybe
}

/** A member for each one of `T`, and marked where `T` can do without it. */
export type MembersOf<T> = {
  readonly [M in keyof Required<T>]: { readonly [K in never]: never } extends Pick<T, M> ? Maybe : Shape
}

export function maybe(shape: Shape): Maybe {
  return { maybe: shape }
}

export function words(...known: readonly string[]): Shape {
  return { words: known }
}

export function list(of: Shape): Shape {
  return { list: of }
}

export function object(members: ShapeMembers): Shape {
  return { object: members }
}

/** Whether a value is of a shape. */
export type Fits = (value: unknown) => boolean

const sha256 = /^[0-9a-f]{64}$/

const simple: { readonly [S in Extract<Shape, string>]: Fits } = {
  text: (value) => typeof value === 'string',
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  whole: (value) => Number.isSafeInteger(value),
  'yes-no': (value) => typeof value === 'boolean',
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  hash: (value) => typeof value === 'string' && sha256.test(value),
  moment: (value) => typeof value === 'string' && epochOf(value) !== null,
  null: (value) => value === null,
  anything: (value) => value !== undefined,
}

/** Makes the check of a shape. It costs more than a check: keep it. */
export function fitting(shape: Shape): Fits {
  if (typeof shape === 'string') return simple[shape]
  if ('words' in shape) return (value) => shape.words.includes(value as string)
  if ('list' in shape) {
    const item = fitting(shape.list)
    return (value) => Array.isArray(value) && value.every(item)
  }
  if ('either' in shape) {
    const ways = shape.either.map(fitting)
    return (value) => ways.some((fits) => fits(value))
  }
  return fittingMembers(shape.object)
}

export function fittingMembers(members: ShapeMembers): Fits {
  const needed: (readonly [string, Fits])[] = []
  const possible: (readonly [string, Fits])[] = []
  for (const [name, shape] of Object.entries(members)) {
    if (isMaybe(shape)) possible.push([name, fitting(shape.maybe)])
    else needed.push([name, fitting(shape)])
  }
  return (value) => {
    if (!simple.map(value)) return false
    const given = value as { readonly [name: string]: unknown }
    for (const [name, fits] of needed) if (!fits(given[name])) return false
    for (const [name, fits] of possible) if (given[name] !== undefined && !fits(given[name])) return false
    return true
  }
}

export function isMaybe(shape: Shape | Maybe): shape is Maybe {
  return typeof shape === 'object' && 'maybe' in shape
}
