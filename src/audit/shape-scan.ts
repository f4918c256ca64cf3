import { traitsOf } from '../core/event-traits.ts'
import { isMaybe, type Shape, type ShapeMembers } from '../core/shape.ts'

/**
 * Reads one value of a shape from the bytes of a line in the strict form: from the position of its first byte to that behind
 * its last. −1: it is not seen to be of that shape.
 */
type Scan = (bytes: Uint8Array, at: number) => number

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c

const made = new Map<string, Scan | null>()

/**
 * Whether the data from `at` on are seen to be of the shape of a type, at a tenth of what reading them as an event costs.
 * The line must have been found to be in the strict form, and hold no personal value that is hidden. False is no verdict:
 * then the event itself is looked at (core/event-shape.ts). A type that isn't known has any shape.
 */
export function seemsShaped(type: string, bytes: Uint8Array, at: number): boolean {
  let scan = made.get(type)
  if (scan === undefined) {
    const traits = traitsOf(type)
    scan = traits === null ? null : members(traits.shape)
    // A stranger's record can have as many types as it has lines.
    if (scan !== null) made.set(type, scan)
  }
  return scan === null || scan(bytes, at) >= 0
}

const digits: Scan = (bytes, at) => {
  let i = at
  while ((bytes[i] as number) >= 0x30 && (bytes[i] as number) <= 0x39) i += 1
  return i === at ? -1 : i
}

const text: Scan = (bytes, at) => (bytes[at] === quote ? stringEnd(bytes, at + 1) : -1)

/** `at` is behind the opening quote. */
function stringEnd(bytes: Uint8Array, at: number): number {
  for (let i = at; ; i += 1) {
    if (bytes[i] === quote) return i + 1
    if (bytes[i] === backslash) i += 1
  }
}

/** Any value of a line in the strict form. */
const anything: Scan = (bytes, at) => {
  if (bytes[at] === quote) return stringEnd(bytes, at + 1)
  if (bytes[at] !== 0x7b && bytes[at] !== 0x5b) {
    let i = at
    while (bytes[i] !== comma && bytes[i] !== 0x7d && bytes[i] !== 0x5d) i += 1
    return i
  }
  for (let i = at, depth = 0; ; ) {
    const byte = bytes[i]
    i = byte === quote ? stringEnd(bytes, i + 1) : i + 1
    if (byte === 0x7b || byte === 0x5b) depth += 1
    if (byte === 0x7d || byte === 0x5d) depth -= 1
    if (depth === 0) return i
  }
}

const simple: { readonly [S in Extract<Shape, string>]: Scan } = {
  text,
  count: digits,
  whole: (bytes, at) => digits(bytes, bytes[at] === 0x2d ? at + 1 : at),
  'yes-no': (bytes, at) => (bytes[at] === 0x74 ? at + 4 : bytes[at] === 0x66 ? at + 5 : -1),
  map: (bytes, at) => (bytes[at] === 0x7b ? anything(bytes, at) : -1),
  hash: (bytes, at) => {
    for (let i = at + 1; i <= at + 64; i += 1) {
      const byte = bytes[i] as number
      if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return -1
    }
    return bytes[at] === quote && bytes[at + 65] === quote ? at + 66 : -1
  },
  // Whether a text is a time is not seen from its bytes.
  moment: () => -1,
  null: (bytes, at) => (bytes[at] === 0x6e ? at + 4 : -1),
  anything,
}

function scanning(shape: Shape): Scan {
  if (typeof shape === 'string') return simple[shape]
  if ('words' in shape) return oneOf(shape.words.map((word) => literal(`"${word}"`)))
  if ('list' in shape) return items(scanning(shape.list))
  return 'either' in shape ? oneOf(shape.either.map(scanning)) : members(shape.object)
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function stands(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false
  return true
}

/** Exactly this. */
function literal(text: string): Scan {
  const wanted = ascii(text)
  return (bytes, at) => (stands(bytes, at, wanted) ? at + wanted.length : -1)
}

/** Whether any string is of the shape: that is looked at first. */
function takesText(shape: Shape): boolean {
  return shape === 'text' || (typeof shape === 'object' && 'either' in shape && shape.either.includes('text'))
}

function oneOf(ways: readonly Scan[]): Scan {
  return (bytes, at) => {
    for (const way of ways) {
      const end = way(bytes, at)
      if (end >= 0) return end
    }
    return -1
  }
}

function items(item: Scan): Scan {
  return (bytes, at) => {
    if (bytes[at] !== 0x5b) return -1
    if (bytes[at + 1] === 0x5d) return at + 2
    for (let i = at + 1; ; i += 1) {
      i = item(bytes, i)
      if (i < 0) return i
      if (bytes[i] !== comma) return i + 1
    }
  }
}

interface Wanted {
  readonly name: Uint8Array
  readonly value: Scan
  readonly isNeeded: boolean
  readonly isText: boolean
}

/** The scan of an object's members: in the strict form the names stand in their order, and none twice. */
function members(shapes: ShapeMembers): Scan {
  const wanted: readonly Wanted[] = Object.keys(shapes)
    .sort()
    .map((name) => {
      const shape = shapes[name] as ShapeMembers[string]
      const isNeeded = !isMaybe(shape)
      const is = isNeeded ? shape : shape.maybe
      return { name: ascii(`"${name}":`), value: scanning(is), isNeeded, isText: takesText(is) }
    })
  return (bytes, at) => {
    if (bytes[at] !== 0x7b) return -1
    let next = 0
    let i = at
    if (bytes[at + 1] === 0x7d) i = at + 1
    else {
      do {
        i += 1
        let index = next
        while (index < wanted.length && !stands(bytes, i, (wanted[index] as Wanted).name)) index += 1
        if (index === wanted.length) {
          // A member of a later version.
          i = anything(bytes, stringEnd(bytes, i + 1) + 1)
          continue
        }
        for (; next < index; next += 1) if (wanted[next]?.isNeeded) return -1
        const { name, value, isText } = wanted[index] as Wanted
        i += name.length
        i = isText && bytes[i] === quote ? stringEnd(bytes, i + 1) : value(bytes, i)
        next += 1
        if (i < 0) return i
      } while (bytes[i] === comma)
    }
    for (; next < wanted.length; next += 1) if (wanted[next]?.isNeeded) return -1
    return i + 1
  }
}
