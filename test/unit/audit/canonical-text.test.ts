import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCanonical, maxDepth } from '../../../src/audit/canonical.ts'
import { canonicalText } from '../../../src/audit/canonical-text.ts'

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.constant(-0),
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\b', '\t', '\n', '\u000b', '\u001f', '\u007f', '"', '\\', '/', 'é', '\ud800') }),
)
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '1', 'é', '\n', '"', 'ﬂ', '\uffff', '😀', '𐀀', '\udc00') }),
  fc.constantFrom('10', '9', ''),
)
const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(key, fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 6 }),
})).value

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function canStand(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, item]) => item === undefined || (name.isWellFormed() && canStand(item)))
}

describe('the printed form', () => {
  it('is what an independent implementation of RFC 8785 prints, or nothing', () => {
    const reached = { printed: 0, exact: 0 }
    fc.assert(
      fc.property(json, (value) => {
        const printed = canonicalText(value)
        expect(printed !== null).toBe(canStand(value))
        if (printed === null) return
        reached.printed += 1
        if (printed.exact) reached.exact += 1
        expect(printed.text).toBe(canonicalize(value))
        expect(isCanonical(encode(printed.text))).toBe(true)
        if (printed.exact) expect(JSON.parse(printed.text)).toEqual(value)
      }),
      { numRuns: 3000 },
    )
    expect(reached.printed).toBeGreaterThan(500)
    expect(reached.exact).toBeGreaterThan(300)
  })

  it('has what is shorter before what is longer, also where a key ends in a sign that sorts before a quote', () => {
    expect(canonicalText({ 'a!': 3, 'a ': 2, a: 1 })?.text).toBe('{"a":1,"a ":2,"a!":3}')
    expect(canonicalText({ 'a ': 2, a: 1, '!': 0 })?.text).toBe('{"!":0,"a":1,"a ":2}')
  })

  it('nests as deep as a reader accepts, and no deeper', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    expect(isCanonical(encode(canonicalText(nested(maxDepth))?.text ?? ''))).toBe(true)
    expect(canonicalText(nested(maxDepth + 1))).toBeNull()
  })

  it.each([
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['nothing', undefined],
  ])('has no place for %s', (_, value) => {
    expect(canonicalText(value)).toBeNull()
    expect(canonicalText([value])).toBeNull()
  })

  it('says when a reader gets something else back', () => {
    expect(canonicalText({ a: undefined, b: 1 })).toEqual({ text: '{"b":1}', exact: false })
    expect(canonicalText([-0])).toEqual({ text: '[0]', exact: false })
    expect(canonicalText({ b: [], a: 'é' })).toEqual({ text: '{"a":"é","b":[]}', exact: true })
  })
})
