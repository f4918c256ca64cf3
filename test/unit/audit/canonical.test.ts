import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CanonicalScanner, isCanonical, maxDepth } from '../../../src/audit/canonical.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What the rule says, the slow way: parse strictly, print with an implementation that isn't ours, compare. */
function reference(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return canonicalize(value) === text && isAllowed(value, 0)
  } catch {
    return false
  }
}

function isAllowed(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  return depth < maxDepth && Object.values(value).every((item) => isAllowed(item, depth + 1))
}

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.integer({ min: -20, max: 20 }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\b', '\t', '\n', '\f', '\r', '\u000b', '\u001f', '\u007f', '"', '\\', '/', 'é') }),
)
// Keys around U+D800..U+FFFF, where UTF-16 order and byte order differ.
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '1', 'é', '\n', '"', '\u20ac', '\ufb33', '\uffff', '😀', '𐀀') }),
  fc.constantFrom('__proto__', '10', '9', ''),
)
const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
})).value

describe('the strict form', () => {
  it('accepts what an independent implementation of RFC 8785 prints', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value) as string
        expect(isCanonical(encode(text))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with parse and print again on bytes that are nearly right', () => {
    const edit = fc.record({ at: fc.nat(), kind: fc.constantFrom('set', 'drop', 'twice', 'insert'), byte: fc.nat(255) })
    const likely = fc.constantFrom(
      ...encode('{}[]",:\\/0123456789-+.eEtfnu \u007f\n\tbrA'),
      0xed,
      0xa0,
      0x80,
      0xc0,
      0xf4,
    )
    fc.assert(
      fc.property(json, fc.array(edit, { minLength: 1, maxLength: 3 }), likely, (value, edits, byte) => {
        let bytes = [...encode(canonicalize(value) as string)]
        for (const { at, kind, byte: any } of edits) {
          const i = at % (bytes.length + 1)
          const chosen = any % 2 === 0 ? byte : any
          if (kind === 'set') bytes[i] = chosen
          if (kind === 'drop') bytes.splice(i, 1 + (any % 4))
          if (kind === 'insert') bytes.splice(i, 0, chosen)
          if (kind === 'twice') bytes = [...bytes.slice(0, i), ...bytes.slice(Math.max(0, i - (any % 9)))]
        }
        const edited = Uint8Array.from(bytes)
        expect(isCanonical(edited), new TextDecoder().decode(edited)).toBe(reference(edited))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['keys out of order', '{"b":1,"a":1}'],
    ['keys in byte order instead of UTF-16 order', '{"\ufb33":1,"😀":1}'],
    ['a float', '1.0'],
    ['an exponent', '1e3'],
    ['minus zero', '-0'],
    ['a leading zero', '01'],
    ['2^53', '9007199254740992'],
    ['2^53 + 1', '9007199254740993'],
    ['17 digits', '10000000000000000'],
    ['white space', '{"a": 1}'],
    ['an escaped slash', '"\\/"'],
    ['an escape that is not needed', '"\\u0041"'],
    ['an escape in capitals', '"\\u001F"'],
    ['a long form of \\n', '"\\u000a"'],
    ['an escaped lone surrogate', '"\\ud800"'],
    ['a raw control character', '"\u0001"'],
    ['a trailing comma', '[1,]'],
    ['two values', '1 1'],
    ['nothing', ''],
    ['too deep', `${'['.repeat(maxDepth + 1)}${']'.repeat(maxDepth + 1)}`],
    ['much too deep', '['.repeat(60_000)],
  ])('rejects %s', (_, text) => {
    expect(isCanonical(encode(text))).toBe(false)
  })

  it.each([
    ['the largest integer', '9007199254740991'],
    ['the smallest integer', '-9007199254740991'],
    ['keys in UTF-16 order', '{"😀":1,"\ufb33":1}'],
    ['integer keys in text order', '{"10":1,"9":1}'],
    ['every short escape', '"\\b\\t\\n\\f\\r\\"\\\\"'],
    ['DEL, which is not escaped', '"\u007f"'],
    ['the deepest that is allowed', `${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}`],
  ])('accepts %s', (_, text) => {
    expect(isCanonical(encode(text))).toBe(true)
    expect(reference(encode(text))).toBe(true)
  })

  it.each([
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['beyond U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['a character that is cut', [0x22, 0xe2, 0x82, 0x22]],
    ['a character of four bytes that is cut', [0x22, 0xf0, 0x9f, 0x98, 0x22]],
    ['a byte-order mark', [0xef, 0xbb, 0xbf, 0x31]],
  ])('rejects %s', (_, bytes) => {
    expect(isCanonical(Uint8Array.from(bytes))).toBe(false)
    expect(new CanonicalScanner().value(Uint8Array.from(bytes), 0)).toBe(-1)
  })
})

describe('the order of keys', () => {
  // In order: what is shorter comes first, and a space and "!" come before the quote that ends a key, but not before its end.
  const keys = ['', ' ', '!', 'a', 'a ', 'a!', 'a#', 'aa', 'b', '\u00e9', '\ud83d\ude00', '\ufb33']

  it.each(keys.flatMap((one, at) => keys.slice(at + 1).map((other) => [one, other] as const)))(
    'takes %j before %j, and not the other way',
    (one, other) => {
      const line = (...names: readonly string[]) => `{${names.map((name) => `"${name}":1`).join(',')}}`
      expect([isCanonical(encode(line(one, other))), isCanonical(encode(line(other, one)))]).toEqual([true, false])
      expect(isCanonical(encode(line(one, one)))).toBe(false)
    },
  )
})
