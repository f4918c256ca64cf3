import type { LogEvent } from './event.ts'
import { traitsOf } from './event-traits.ts'
import { type Fits, fittingMembers } from './shape.ts'

/** The checks that were asked for. */
const made = new Map<string, Fits>()

/** The check of a type's data, or null when this program does not know the type. */
export function shapeOf(type: string): Fits | null {
  const kept = made.get(type)
  if (kept !== undefined) return kept
  const traits = traitsOf(type)
  if (traits === null) return null
  const fits = fittingMembers(traits.shape)
  made.set(type, fits)
  return fits
}

/**
 * Whether the data of an event are such as one of its type is written with. Whoever can write in a folder can put any other
 * ones into a chain that fits, and no reader is prepared for those. A type that isn't known has any shape. Personal values
 * must have been put back, or what stands for them.
 */
export function hasShape({ type, data }: LogEvent): boolean {
  return shapeOf(type)?.(data) ?? true
}

/** Whether this program knows what an event of that type means. */
export function isKnownType(type: string): boolean {
  return traitsOf(type) !== null
}
