/**
 * The depth to which objects and arrays may nest in a line. It keeps the check's recursion small, whatever the bytes
 * are.
 */
export const maxDepth = 32

const quote = 0x22
const comma = 0x2c
const minus = 0x2d
const zero = 0x30
const nine = 0x39
const colon = 0x3a
const backslash = 0x5c
/** 1 for what stands in a string as it is: ASCII but for control codes, quote and backslash. */
const isOrdinary = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== quote && byte !== backslash ? 1 : 0,
)

/**
 * Accepts exactly the bytes of one RFC 8785 value as the log allows them: keys sorted by UTF-16 code units and never
 * twice, no white space, integers within ±(2^53 − 1), only the escapes that RFC 8785 prints, strict UTF-8, no lone
 * surrogate. So nobody can write the same line in two ways, and a reader sees what was hashed.
 *
 * It walks over the bytes instead of parsing and printing again, which is several times faster. Every method takes the
 * position to begin at and returns the position after what it read, or −1.
 */
export class CanonicalScanner {
  /** False when something that was read had an escape or a byte outside ASCII: then bytes and characters differ. */
  plain = true

  value(bytes: Uint8Array, at: number, depth = maxDepth): number {
    switch (bytes[at]) {
      case quote:
        return this.string(bytes, at + 1)
      case 0x7b:
        return depth === 0 ? -1 : this.#object(bytes, at + 1, depth - 1)
      case 0x5b:
        return depth === 0 ? -1 : this.#array(bytes, at + 1, depth - 1)
      case 0x74:
        return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1
      case 0x66:
        return bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65
          ? at + 5
          : -1
      case 0x6e:
        return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1
      default:
        return this.integer(bytes, at)
    }
  }

  /** `at` is the position after the opening quote. */
  string(bytes: Uint8Array, at: number): number {
    for (let i = at; i < bytes.length; ) {
      const byte = bytes[i] as number
      if (isOrdinary[byte] === 1) i += 1
      else if (byte === quote) return i + 1
      else if (byte === backslash) i = this.#escape(bytes, i + 1)
      else if (byte >= 0x80) i = this.#character(bytes, i, byte)
      else return -1
      if (i < 0) return i
    }
    return -1
  }

  integer(bytes: Uint8Array, at: number): number {
    const start = bytes[at] === minus ? at + 1 : at
    if (bytes[start] === zero) return start === at ? at + 1 : -1
    let i = start
    while (i - start < 17 && (bytes[i] as number) >= zero && (bytes[i] as number) <= nine) i += 1
    const digits = i - start
    if (digits === 0 || digits > 16) return -1
    return digits === 16 && text(bytes, start, i) > '9007199254740991' ? -1 : i
  }

  #object(bytes: Uint8Array, at: number, depth: number): number {
    if (bytes[at] === 0x7d) return at + 1
    let before = -1
    let beforeEnd = -1
    for (let i = at; ; i += 1) {
      if (bytes[i] !== quote) return -1
      const key = i + 1
      i = this.string(bytes, key)
      if (i < 0 || bytes[i] !== colon) return -1
      if (before >= 0 && !follows(bytes, before, beforeEnd, key, i - 1)) return -1
      before = key
      beforeEnd = i - 1
      i = this.value(bytes, i + 1, depth)
      if (i < 0) return i
      if (bytes[i] === 0x7d) return i + 1
      if (bytes[i] !== comma) return -1
    }
  }

  #array(bytes: Uint8Array, at: number, depth: number): number {
    if (bytes[at] === 0x5d) return at + 1
    for (let i = at; ; i += 1) {
      i = this.value(bytes, i, depth)
      if (i < 0) return i
      if (bytes[i] === 0x5d) return i + 1
      if (bytes[i] !== comma) return -1
    }
  }

  /** `at` is the position after the backslash. RFC 8785 prints only what must be escaped, in its shortest form. */
  #escape(bytes: Uint8Array, at: number): number {
    this.plain = false
    const byte = bytes[at]
    if (byte === quote || byte === backslash) return at + 1
    if (byte === 0x62 || byte === 0x66 || byte === 0x6e || byte === 0x72 || byte === 0x74) return at + 1
    if (byte !== 0x75 || bytes[at + 1] !== zero || bytes[at + 2] !== zero) return -1
    const high = bytes[at + 3]
    const low = bytes[at + 4] as number
    const isHex = (low >= zero && low <= nine) || (low >= 0x61 && low <= 0x66)
    if (!isHex || (high !== zero && high !== 0x31)) return -1
    // \b \t \n \f \r have a form of their own: 08, 09, 0a, 0c, 0d are not written as \u00..
    if (high === zero && (low === 0x38 || low === 0x39 || low === 0x61 || low === 0x63 || low === 0x64)) return -1
    return at + 5
  }

  /** One character of two to four bytes: shortest form only, no surrogates, nothing above U+10FFFF. */
  #character(bytes: Uint8Array, at: number, first: number): number {
    this.plain = false
    if (first < 0xc2 || first > 0xf4) return -1
    const second = bytes[at + 1] as number
    if (!continues(second)) return -1
    if (first < 0xe0) return at + 2
    if (first === 0xe0 && second < 0xa0) return -1
    if (first === 0xed && second > 0x9f) return -1
    if (!continues(bytes[at + 2] as number)) return -1
    if (first < 0xf0) return at + 3
    if (first === 0xf0 && second < 0x90) return -1
    if (first === 0xf4 && second > 0x8f) return -1
    return continues(bytes[at + 3] as number) ? at + 4 : -1
  }
}

function continues(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}

/** True when the second key comes after the first in UTF-16 order. Both are well-formed string contents. */
function follows(bytes: Uint8Array, first: number, firstEnd: number, second: number, secondEnd: number): boolean {
  // Bytes order as code units do, except from U+E000 up (first byte 0xee) and behind an escape.
  if (isSimple(bytes, first, firstEnd) && isSimple(bytes, second, secondEnd)) {
    for (let i = first, j = second; i < firstEnd && j < secondEnd; i += 1, j += 1) {
      const difference = (bytes[j] as number) - (bytes[i] as number)
      if (difference !== 0) return difference > 0
    }
    return secondEnd - second > firstEnd - first
  }
  return parsed(bytes, first, firstEnd) < parsed(bytes, second, secondEnd)
}

function isSimple(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i += 1) {
    const byte = bytes[i] as number
    if (byte === backslash || byte >= 0xee) return false
  }
  return true
}

function parsed(bytes: Uint8Array, at: number, end: number): string {
  return JSON.parse(`"${new TextDecoder().decode(bytes.subarray(at, end))}"`) as string
}

function text(bytes: Uint8Array, at: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(at, end))
}

/** True when the bytes are exactly one value in the log's strict form. */
export function isCanonical(bytes: Uint8Array): boolean {
  return new CanonicalScanner().value(bytes, 0) === bytes.length
}
