import { CelError } from './cel-error.ts'

/**
 * CEL's functions of texts, which count code points: what people see as one sign is one or more of them, and never half of
 * one. Where nothing lies outside of the first 65,536, JavaScript's own count is the same.
 */

const pairs = /[\u{10000}-\u{10ffff}]/u
const space = '[\\t-\\r \u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]'
const edges = new RegExp(`^${space}+|${space}+$`, 'gu')

/** The place of a text in another one, at `from` or after it, or -1. */
export function indexOf(text: string, part: string, from = 0n): bigint {
  const start = offset(text, from)
  const found = text.indexOf(part, start)
  return found === -1 ? -1n : BigInt(count(text.slice(0, found)))
}

/** The last place of a text in another one, at `from` or before it, or -1. */
export function lastIndexOf(text: string, part: string, from?: bigint): bigint {
  const start = from === undefined ? text.length : offset(text, from)
  const found = text.lastIndexOf(part, start)
  return found === -1 ? -1n : BigInt(count(text.slice(0, found)))
}

export function substring(text: string, from: bigint, to?: bigint): string {
  const end = to === undefined ? text.length : offset(text, to)
  const start = offset(text, from)
  if (start > end) throw outOfText()
  return text.slice(start, end)
}

/** The parts between a separator, at most `limit` of them: the last one is the rest. Without a separator the code points. */
export function split(text: string, separator: string, limit = -1n): string[] {
  if (limit === 0n) return []
  const parts = separator === '' ? [...text] : text.split(separator)
  if (limit < 0n || BigInt(parts.length) <= limit) return parts
  const most = Number(limit) - 1
  return [...parts.slice(0, most), parts.slice(most).join(separator)]
}

/** Without Unicode's white space at both ends. */
export function trim(text: string): string {
  return text.replaceAll(edges, '')
}

export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

export function upperAscii(text: string): string {
  return text.replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase())
}

/** Less than zero, zero or more: the order of two texts by their code points. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  if (!pairs.test(left) && !pairs.test(right)) return left < right ? -1 : 1
  const [a, b] = [[...left], [...right]]
  const differs = a.findIndex((sign, index) => sign !== b[index])
  if (differs === -1) return -1
  return (a[differs]?.codePointAt(0) ?? 0) - (b[differs]?.codePointAt(0) ?? -1)
}

/** The place in JavaScript's count of a place in code points. */
function offset(text: string, place: bigint): number {
  if (place < 0n || place > BigInt(text.length)) throw outOfText()
  if (!pairs.test(text)) return Number(place)
  const signs = [...text]
  if (place > BigInt(signs.length)) throw outOfText()
  return signs.slice(0, Number(place)).join('').length
}

function count(text: string): number {
  return pairs.test(text) ? [...text].length : text.length
}

function outOfText(): CelError {
  return new CelError('the place lies outside of the text', 'de plaats ligt buiten de tekst')
}
