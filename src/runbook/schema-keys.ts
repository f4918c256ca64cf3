import type { Path } from './tree.ts'

/** The part of a valibot schema that we look at: only what leads further down. */
interface Shape {
  readonly type: string
  readonly entries?: { readonly [key: string]: Shape }
  readonly item?: Shape
  readonly value?: Shape
  readonly wrapped?: Shape
  readonly options?: readonly Shape[]
  readonly getter?: (input: unknown) => Shape
}

/** The keys that a schema knows at a path of a value: the candidates for "did you mean". */
export function keysAt(schema: unknown, value: unknown, path: Path): readonly string[] {
  let shapes: readonly Shape[] = unwrap(schema as Shape, value)
  let here = value
  for (const step of path) {
    here = (here as { readonly [key: string | number]: unknown } | null)?.[step]
    shapes = shapes.flatMap((shape) => {
      const next = shape.entries?.[step] ?? shape.item ?? (shape.type === 'record' ? shape.value : undefined)
      return next === undefined ? [] : unwrap(next, here)
    })
  }
  return shapes.flatMap((shape) => Object.keys(shape.entries ?? {}))
}

function unwrap(shape: Shape, value: unknown): readonly Shape[] {
  if (shape.wrapped !== undefined) return unwrap(shape.wrapped, value)
  if (shape.type === 'lazy' && shape.getter !== undefined) return unwrap(shape.getter(value), value)
  if (Array.isArray(shape.options) && shape.type !== 'picklist') return shape.options.flatMap((o) => unwrap(o, value))
  return [shape]
}
