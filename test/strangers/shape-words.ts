import { isMaybe, type Shape, type ShapeMembers } from '../../src/core/shape.ts'

/** Shapes that the page names once, because many types have them. */
export type Named = ReadonlyMap<string, Shape | ShapeMembers>

/** The members of an object as the page of the format writes them: `text`: text; `redline`?: text. */
export function membersInWords(members: ShapeMembers, named: Named): string {
  return Object.entries(members)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => {
      const is = isMaybe(shape) ? shape.maybe : shape
      return `\`${name}\`${isMaybe(shape) ? '?' : ''}: ${inWords(is, named)}`
    })
    .join('; ')
}

export function inWords(shape: Shape, named: Named): string {
  for (const [name, known] of named) if (JSON.stringify(known) === JSON.stringify(shape)) return `*${name}*`
  if (typeof shape === 'string') return `*${shape}*`
  if ('words' in shape) return shape.words.map((word) => `\`${word}\``).join(' or ')
  if ('list' in shape) return `list of ${inWords(shape.list, named)}`
  if ('either' in shape) return shape.either.map((one) => inWords(one, named)).join(' or ')
  return `{ ${membersInWords(shape.object, named)} }`
}
