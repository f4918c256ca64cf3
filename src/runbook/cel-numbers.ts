import { CelError } from './cel-error.ts'

export const maxInt = 2n ** 63n - 1n
const minInt = -(2n ** 63n)

/** A whole number in decimals; nothing, spaces, `0x10` and `1e3` are no such number. Throws a CelError. */
export function intFromText(text: string): bigint {
  if (!/^[+-]?\d{1,30}$/.test(text)) throw noNumber()
  return int(BigInt(text.startsWith('+') ? text.slice(1) : text))
}

/** The whole part of a number. Throws a CelError when no int can hold it. */
export function intFromDouble(value: number): bigint {
  if (!(value > Number(minInt) && value < 2 ** 63)) throw tooBig()
  return BigInt(Math.trunc(value))
}

/** A number in decimals, or `inf` or `nan`. Throws a CelError for anything else. */
export function doubleFromText(text: string): number {
  const word = /^([+-]?)(?:inf(?:inity)?|nan)$/i.exec(text)
  if (word !== null) return /nan/i.test(text) ? Number.NaN : word[1] === '-' ? -Infinity : Infinity
  if (text.length > 400 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw noNumber()
  const value = Number(text)
  if (!Number.isFinite(value)) throw tooBig()
  return value
}

export function boolFromText(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false
  throw new CelError('the text is not true or false', 'de tekst is niet true of false')
}

/** Whole parts, towards zero. Throws a CelError by zero, and for the one quotient that is too big. */
export function quotient(left: bigint, right: bigint): bigint {
  if (right === 0n) throw new CelError('a division by zero', 'een deling door nul')
  return int(left / right)
}

/** The number itself, or a CelError when CEL's int, 64 bits with a sign, can't hold it. */
export function int(value: bigint): bigint {
  if (value > maxInt || value < minInt) throw tooBig()
  return value
}

function tooBig(): CelError {
  return new CelError('the number is too big', 'het getal is te groot')
}

function noNumber(): CelError {
  return new CelError('the text is not a number', 'de tekst is geen getal')
}
