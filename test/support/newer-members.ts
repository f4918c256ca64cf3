import { readFileSync } from 'node:fs'
import type { Shape, ShapeMembers } from '../../src/core/shape.ts'

/** The shapes of all types that 0.2.0 knew, as that version had them. */
export const shapesOf02: { readonly [type: string]: ShapeMembers } = JSON.parse(
  readFileSync(new URL('shapes-of-0.2.0.json', import.meta.url), 'utf8'),
)

/** The places within a type's data of which 0.2.0 knew nothing; `*`: not even the type. `needs` itself is none. */
export function newerIn(type: string, shape: ShapeMembers): readonly string[] {
  const old = shapesOf02[type]
  return old === undefined ? ['*'] : newerMembers(old, shape, '').filter((place) => place !== '/needs')
}

/** The places in an event's data of which 0.2.0 knew nothing; `*`: not even the type. */
export function newerInData(type: string, data: unknown): readonly string[] {
  const old = shapesOf02[type]
  return old === undefined ? ['*'] : unknownIn({ object: old }, data, '').filter((place) => place !== '/needs')
}

const bare = (shape: ShapeMembers[string]): Shape =>
  typeof shape === 'object' && 'maybe' in shape ? shape.maybe : (shape as Shape)

function newerMembers(old: ShapeMembers, present: ShapeMembers, at: string): readonly string[] {
  return Object.entries(present).flatMap(([name, shape]) => {
    const known = old[name]
    return known === undefined ? [`${at}/${name}`] : newerShapes(bare(known), bare(shape), `${at}/${name}`)
  })
}

function newerShapes(old: Shape, present: Shape, at: string): readonly string[] {
  if (JSON.stringify(old) === JSON.stringify(present)) return []
  if (typeof old === 'object' && typeof present === 'object') {
    if ('object' in old && 'object' in present) return newerMembers(old.object, present.object, at)
    if ('list' in old && 'list' in present) return newerShapes(old.list, present.list, at)
    if ('either' in old && 'either' in present && old.either.length === present.either.length) {
      return present.either.flatMap((one, index) => newerShapes(old.either[index] ?? 'null', one, at))
    }
  }
  return [at]
}

function unknownIn(old: Shape, value: unknown, at: string): readonly string[] {
  if (typeof old !== 'object' || value === null || typeof value !== 'object') return []
  if ('list' in old) return Array.isArray(value) ? value.flatMap((one) => unknownIn(old.list, one, at)) : []
  if ('either' in old)
    return old.either.map((one) => unknownIn(one, value, at)).sort((a, b) => a.length - b.length)[0] ?? []
  if (!('object' in old)) return []
  return Object.entries(value).flatMap(([name, one]) => {
    const known = old.object[name]
    return known === undefined ? [`${at}/${name}`] : unknownIn(bare(known), one, `${at}/${name}`)
  })
}
