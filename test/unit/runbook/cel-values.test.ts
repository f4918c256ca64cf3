import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/core/event.ts'
import { Fault } from '../../../src/core/fault.ts'
import { evaluate } from '../../../src/runbook/cel.ts'

/** Texts with signs of one and of two units, and few different ones, so that they hold each other. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\u{fffd}', '\u{1f600}', '\u{10ffff}'), maxLength: 8 })

test('places in texts count code points', () => {
  fc.assert(
    fc.property(text, text, fc.nat({ max: 8 }), (whole, part, place) => {
      const signs = [...whole]
      const scope = { whole, part, place }
      const starts = signs.flatMap((_, index) => (signs.slice(index).join('').startsWith(part) ? [index] : []))
      if (part === '') starts.push(signs.length)
      expect(evaluate('whole.indexOf(part)', scope)).toBe(starts[0] ?? -1)
      expect(evaluate('whole.lastIndexOf(part)', scope)).toBe(starts.at(-1) ?? -1)
      expect(evaluate('size(whole)', scope)).toBe(signs.length)
      expect(evaluate('whole.split("")', scope)).toEqual(signs)
      if (place > signs.length) {
        expect(() => evaluate('whole.substring(place)', scope)).toThrow(Fault)
        expect(() => evaluate('whole.indexOf(part, place)', scope)).toThrow(Fault)
        return
      }
      expect(evaluate('whole.substring(place)', scope)).toBe(signs.slice(place).join(''))
      expect(evaluate('whole.substring(0, place) + whole.substring(place) == whole', scope)).toBe(true)
      expect(evaluate('whole.indexOf(part, place)', scope)).toBe(starts.find((start) => start >= place) ?? -1)
      expect(evaluate('whole.lastIndexOf(part, place)', scope)).toBe(starts.findLast((start) => start <= place) ?? -1)
    }),
  )
})

test('texts are in the order of their bytes in UTF-8', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const order = Buffer.compare(Buffer.from(a), Buffer.from(b))
      expect(evaluate('a < b', { a, b })).toBe(order < 0)
      expect(evaluate('a >= b', { a, b })).toBe(order >= 0)
    }),
  )
})

test('a text that is split is joined again', () => {
  fc.assert(
    fc.property(text, text, fc.nat({ max: 4 }), (whole, separator, limit) => {
      expect(evaluate('whole.split(separator).join(separator)', { whole, separator })).toBe(whole)
      fc.pre(limit > 0)
      expect(evaluate('whole.split(separator, limit).join(separator)', { whole, separator, limit })).toBe(whole)
      expect(evaluate('size(whole.split(separator, limit)) <= limit', { whole, separator, limit })).toBe(true)
    }),
  )
})

test('whole numbers are those of 64 bits', () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -1n, 0n),
  )
  fc.assert(
    fc.property(number, number, fc.constantFrom('+', '-', '*', '/', '%'), (a, b, operator) => {
      fc.pre(b !== 0n)
      const results = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b }
      const right = results[operator as keyof typeof results]
      const sum = () => evaluate(`string(int(a) ${operator} int(b))`, { a: `${a}`, b: `${b}` })
      if (BigInt.asIntN(64, right) === right) expect(sum()).toBe(`${right}`)
      else expect(sum).toThrow(Fault)
      const negative = () => evaluate('string(-int(a))', { a: `${a}` })
      if (a === -(2n ** 63n)) expect(negative).toThrow(Fault)
      else expect(negative()).toBe(`${-a}`)
    }),
  )
})

const scope = { facts: { list: ['a'], n: 1, half: 0.5, map: { a: 1 }, text: 'abc' } }

const values: readonly [string, Json][] = [
  ['{1: "a", "1": "b"}[1]', 'a'],
  ['{1: "a", "1": "b"}["1"]', 'b'],
  ['{1: "a"}[1.0]', 'a'],
  ['{true: "a"}[true]', 'a'],
  ['size({1: 1, true: 2, "a": 3})', 3],
  ['{6: "six", 7: "seven"}.exists_one(key, key % 5 == 2)', true],
  ['2 in {1: 1, 2: 2} && !("2" in {2: 2})', true],
  ['{"constructor": 1, "__proto__": 2}', JSON.parse('{"constructor": 1, "__proto__": 2}') as Json],
  ['{"constructor": 1}.constructor', 1],
  ['{facts.text: 1}', { abc: 1 }],
  ['{"a": 1} == facts.map && {facts.list[0]: 1} == facts.map', true],
  ['timestamp("2026-11-23T10:00:00Z") in [timestamp("2026-11-23T11:00:00+01:00")]', true],
  ['duration("60s") == duration("1m") && duration("60s") != duration("61s")', true],
  ['timestamp(int(timestamp("2026-11-23T10:00:00.9Z")))', '2026-11-23T10:00:00Z'],
  ['timestamp(timestamp(0)) == timestamp(0) && duration(duration("1s")) == duration("1s")', true],
  ['string(timestamp(0)) + string(duration("1m1ms"))', '1970-01-01T00:00:00Z60.001s'],
  ['int("+12") + int("-012")', 0],
  ['-9223372036854775808 < facts.n', true],
  ['1.0 / 0.0 > 1.0 && double("inf") > 1.0', true],
  ['type(timestamp(0))', 'google.protobuf.Timestamp'],
  ['[type(1), type(null), type(type(1))]', ['int', 'null_type', 'type']],
  ['"\u{85}\u{3000} a\u{feff}".trim()', 'a\u{feff}'],
  ['bool("T") && !bool("F")', true],
  ['facts.list[1]', null],
  ['facts.list[-1]', null],
  ['facts.list[0.5]', null],
  ['facts.map[1]', null],
  ['timestamp(0).nanoseconds', null],
]
test.each(values)('%s', (expression, value) => {
  expect(evaluate(expression, scope)).toEqual(value)
})

describe('what has no value is a Fault', () => {
  const none = [
    ...[
      'int("")',
      'int(" 1")',
      'int("0b11")',
      'int("0X1F")',
      'int("1.0")',
      'int("9223372036854775808")',
      'int(9.3e18)',
    ],
    ...['double("")', 'double("0x10")', 'double("1e400")', 'double("1_0")', 'bool("yes")', 'bool("")'],
    ...['[1] < [2]', '{"a": 1} < {"b": 1}', 'timestamp(0) < duration("1s")', 'facts.text < facts.n', 'true < 1'],
    ...[
      '{facts.half: 1}',
      '{facts.missing: 1}',
      '{facts.list: 1}',
      '{facts.text: 1, "abc": 2}',
      '{1: 2}',
      '{1: 2, 1.0: 3}',
    ],
    ...[
      'timestamp(0) + 1',
      'duration("1s") * 2',
      '"a" in timestamp(0)',
      'timestamp(0).all(x, true)',
      'timestamp(253402300800)',
    ],
    ...[
      'facts.text.substring(2, 1)',
      'facts.text.substring(-1)',
      'facts.n.trim()',
      '-facts.text',
      'facts.n / 0',
      'facts.n / facts.half',
    ],
  ]
  test.each(none)('%s', (expression) => {
    expect(() => evaluate(expression, scope)).toThrow(Fault)
  })

  test('and says why in both languages', () => {
    const text = said('int("")')
    expect(text?.en).toBe('the expression "int("")" can\'t be evaluated: the text is not a number')
    expect(text?.nl).toBe('de uitdrukking "int("")" kan niet berekend worden: de tekst is geen getal')
    expect(said('facts.text / 2')?.en).toMatch(/no such overload: string \/ int$/)
    expect(said('facts.text / 2')?.nl).toMatch(/dat gaat niet samen: string \/ int$/)
    expect(said('facts.n +')?.nl).toMatch(/de uitdrukking is niet af$/)
    expect(said('size(facts.list')?.nl).toMatch(/de uitdrukking is niet af: \) ontbreekt$/)
    expect(said('size(facts.list]')?.en).toMatch(/: Expected \), got \]$/)
    expect(said('facts.text.matches("a")')?.nl).toMatch(/onbekende functie matches\(\)$/)
    expect(said('-facts.text')?.en).toMatch(/no such overload: -string$/)
    expect(said('facts.n.trim()')?.en).toMatch(/'int.trim\(\)'$/)
  })
})

function said(expression: string) {
  try {
    evaluate(expression, scope)
  } catch (error) {
    if (error instanceof Fault) return error.text
  }
  return null
}
