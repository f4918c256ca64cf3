import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/core/event.ts'
import { Fault } from '../../../src/core/fault.ts'
import { evaluate } from '../../../src/runbook/cel.ts'

const link = { id: 'internet', name: 'Internet', cut: ['nft', '--file', 'a b'] }
const scope = {
  facts: { choice: 'yes', count: 3, share: 1.5, seen: true, list: ['p', 'q'], at: '2026-11-23T10:00:00Z' },
  profile: { links: [link, { id: 'vpn', name: 'VPN' }], partners: null, contacts: [{ role: 'lead', name: 'An' }] },
  steps: { 'isolate/declare': { status: 'done' } },
  link,
}

const truths: readonly [string, Json][] = [
  ['facts.choice == "yes"', true],
  ['facts.count > 2 && facts.count + 1 == 4', true],
  ['facts.share < 2', true],
  ['"p" in facts.list', true],
  ['has(link.cut) ? link.cut : null', ['nft', '--file', 'a b']],
  ['profile.links.filter(l, !has(l.cut)).map(l, l.id)', ['vpn']],
  ['profile.links.exists_one(l, l.id == "vpn")', true],
  ['steps["isolate/declare"].status == "done"', true],
  ['timestamp(facts.at) + duration("24h") < timestamp("2026-11-25T00:00:00Z")', true],
  ['10 - (4 - 3) - 1', 8],
  ['contact("lead").name', 'An'],
  ['{"a": [1, 2]}.a[1]', 2],
  ['type(facts.choice) == string', true],
]

test.each(truths)('%s', (expression, value) => {
  expect(evaluate(expression, scope)).toEqual(value)
})

describe('what is unknown is null, and no error', () => {
  const unknown: readonly [string, Json][] = [
    ['facts.missing', null],
    ['facts.missing.deeper.still', null],
    ['facts.missing == "yes"', false],
    ['facts.missing != "yes"', true],
    ['facts.missing == null', true],
    ['facts.missing > 3 || facts.missing <= 3', false],
    ['!facts.missing', true],
    ['facts.missing && facts.seen', false],
    ['facts.missing ? "a" : "b"', 'b'],
    ['has(link.restore)', false],
    ['profile.partners.exists(p, true)', false],
    ['profile.partners.all(p, false)', true],
    ['"x" in facts.missing', false],
    ['size(facts.missing)', 0],
    ['contact("mayor").phone', null],
    ['facts.list[7]', null],
    ['facts.constructor', null],
    ['facts["__proto__"]', null],
  ]
  test.each(unknown)('%s', (expression, value) => {
    expect(evaluate(expression, scope)).toEqual(value)
  })
})

describe('what can not be evaluated is a Fault', () => {
  const nested = '[1,2,3,4,5,6,7,8,9,10]'
  const hostile = [
    '1 +',
    'nobody.knows',
    'facts.choice < 3',
    'facts.choice + facts.count',
    'facts.choice ? 1 : 2',
    '1 / 0',
    '"aaaa".matches("(a+)+$")',
    'cel.bind(x, 1, x)',
    'cr_at(facts, "choice")',
    'link.?cut',
    `${'('.repeat(500)}1${')'.repeat(500)}`,
    `"${'x'.repeat(3000)}"`,
    `${nested}.map(a, ${nested}.map(b, ${nested}.map(c, ${nested}.map(d, ${nested}.map(e, 1)))))`,
  ]
  test.each(hostile)('%s', (expression) => {
    expect(() => evaluate(expression, scope)).toThrow(Fault)
  })
})

test('random expressions give a value or a Fault', () => {
  const word = fc.constantFrom(
    ...[
      'facts',
      '.count',
      '.list',
      '[0]',
      '(',
      ')',
      '"a"',
      '1',
      ' + ',
      ' && ',
      '!',
      ' ? ',
      ' : ',
      ' == ',
      ' in ',
      '[',
      ']',
    ],
    ...['.map(x, ', '.all(x, ', 'x', 'has(', 'size(', '{', '}', ', ', 'null', '-', '\\', "'", '.', '\u{0}', 'é'],
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        JSON.stringify(evaluate(words.join(''), scope))
      } catch (error) {
        expect(error).toBeInstanceOf(Fault)
      }
    }),
    { numRuns: 500 },
  )
})

test('arithmetic of the rewritten expression is that of the written one', () => {
  const number = fc
    .integer({ min: -99, max: 99 })
    .map((value) => ({ text: value < 0 ? `(${value})` : `${value}`, value }))
  const { tree } = fc.letrec<{ tree: { text: string; value: number } }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      number,
      fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree')).map(([a, op, b]) => ({
        text: `(${a.text} ${op} ${b.text})`,
        value: op === '+' ? a.value + b.value : op === '-' ? a.value - b.value : a.value * b.value,
      })),
    ),
  }))
  fc.assert(
    fc.property(tree, ({ text, value }) => {
      fc.pre(Number.isSafeInteger(value) && text.length < 400)
      expect(evaluate(text, {})).toBe(value === 0 ? 0 : value)
    }),
  )
})
