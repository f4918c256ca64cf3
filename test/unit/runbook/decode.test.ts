import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { decode, locate, textOf } from '../../../src/runbook/decode.ts'
import { anySchema } from '../../../src/runbook/schema.ts'

const plan = readFileSync(join(import.meta.dirname, '../../../runbooks/ransomware.plan.yaml'), 'utf8')
const start = 'format: cyber-respond/runbook@1\nid: a\ntitle: A\nsteps:\n'
const step = '  - { id: b, code: B1, title: B, done_when: C, role: lead,'

function fault(text: string, schema: v.GenericSchema = anySchema): Fault {
  try {
    decode({ file: 'a.yaml', text }, schema)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('it was accepted')
}

function codes(text: string, schema?: v.GenericSchema): readonly string[] {
  return fault(text, schema).diagnostics.map((item) => item.code)
}

describe('what a step becomes', () => {
  const only = (action: string) => {
    const book = decode({ file: 'a.yaml', text: `${start}${step} ${action} }\n` }, anySchema)
    return 'steps' in book ? book.steps[0] : undefined
  }
  test('a plain string is the text of every language', () => {
    expect(only('confirm: true')).toEqual({
      id: 'b',
      code: 'B1',
      title: { en: 'B', nl: 'B' },
      doneWhen: { en: 'C', nl: 'C' },
      role: 'lead',
      action: { kind: 'confirm' },
    })
  })
  test('questions keep their order and their model names', () => {
    const ask =
      'ask: { z_at: { type: datetime, title: Z, past: true }, a_at: { type: datetime, title: A, not_before: z_at } }'
    expect(only(ask)?.action).toEqual({
      kind: 'ask',
      fields: [
        { id: 'z_at', type: 'datetime', title: { en: 'Z', nl: 'Z' }, past: true },
        { id: 'a_at', type: 'datetime', title: { en: 'A', nl: 'A' }, notBefore: 'z_at' },
      ],
    })
  })
  test('a command changes something unless it says that it does not', () => {
    expect(only('run: { command: ["true"] }')?.action).toEqual({
      kind: 'run',
      run: { command: ['true'], changes: true },
    })
    expect(only('run: { command: ["true"], changes: false }')?.action).toMatchObject({ run: { changes: false } })
  })
  test('a check expects what is usual', () => {
    const tcp = { kind: 'tcp', address: 'h:1' }
    expect(only('check: { tcp: "h:1", for: 15m }')?.action).toEqual({
      kind: 'check',
      check: { probe: tcp, expect: 'open', for: '15m' },
    })
    expect(only('check: { command: [a], timeout: 5s }')?.action).toEqual({
      kind: 'check',
      check: { probe: { kind: 'command', command: ['a'], timeout: '5s' }, expect: 'ok' },
    })
  })
  test('each names its variable', () => {
    const each = 'confirm: true, each: { link: profile.links, ask: { en: Which, nl: Welke } }'
    expect(only(each)?.each).toEqual({ as: 'link', in: 'profile.links', ask: { en: 'Which', nl: 'Welke' } })
    expect(codes(`${start}${step} confirm: true, each: { a: b, c: d, ask: x } }\n`)).toEqual(['shape.value'])
  })
})

test('one run tells everything that is wrong, in the order of the file', () => {
  const text = `${start}${step} aproved: x, foo: y, confirm: no }\n${step} check: { tpc: "h:1" } }\n  - [1]\n`
  expect(codes(text)).toEqual([
    'shape.unknown-key',
    'shape.unknown-key',
    'shape.choice',
    'shape.unknown-key',
    'shape.type',
  ])
  expect(fault(text).diagnostics[3]?.hint?.nl).toBe('bedoelde u "tcp"?')
  expect(fault(text).exit).toBe(3)
})

test('a key that one form of a union knows is not unknown', () => {
  const proof = v.union([
    v.strictObject({ word: v.strictObject({ person: v.string() }) }),
    v.strictObject({ reference: v.string() }),
  ])
  const [finding] = fault('proof: { word: An }\n', v.strictObject({ proof })).diagnostics
  expect(finding).toMatchObject({ code: 'shape.type', place: { line: 1, column: 16 } })
})

test('a form of a union that was nearly right is what the message is about', () => {
  const schema = v.strictObject({
    from: v.union([v.strictObject({ fact: v.string() }), v.strictObject({ sent: v.string() })]),
  })
  const [finding] = fault('from: { fct: x }\n', schema).diagnostics
  expect(finding).toMatchObject({ code: 'shape.unknown-key', place: { line: 1, column: 9 } })
})

describe('a number is one when it is written as it would be said', () => {
  const read = (written: string) => decode({ file: 'a.yaml', text: `a: ${written}\n` }, v.object({ a: v.unknown() })).a
  test.each([
    ['12', 12],
    ['-3.5', -3.5],
    ['0', 0],
    ['9007199254740991', 9_007_199_254_740_991],
    ['012', '012'],
    ['0032478555010', '0032478555010'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['0o17', '0o17'],
    ['+12', '+12'],
    ['-0', '-0'],
    ['1.10', '1.10'],
    ['.5', '.5'],
    ['20261123000000000042', '20261123000000000042'],
    ['9007199254740993', '9007199254740993'],
    ['1e999', '1e999'],
    ['.inf', '.inf'],
    ['1_000', '1_000'],
    ['12:30:45', '12:30:45'],
    ['2026-02-30', '2026-02-30'],
    ['no', 'no'],
  ])('%s', (written, value) => {
    expect(read(written)).toBe(value)
  })
  test('nothing that is written with digits is said otherwise', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?(0[xo])?[0-9]{1,22}(\.[0-9]{0,4})?([eE][-+]?[0-9]{1,3})?$/), (written) => {
        expect(String(read(written))).toBe(written)
      }),
    )
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(!Object.is(value, -0))
        expect(read(String(value))).toBe(value)
      }),
    )
  })
  test('where a number is wanted, the one that was meant is proposed', () => {
    const hint = (written: string) => fault(`a: ${written}\n`, v.object({ a: v.number() })).diagnostics[0]?.hint?.en
    expect(hint('012')).toBe('write 12')
    expect(hint('"3"')).toBe('write 3')
    expect(hint('1.50')).toBe('write 1.5')
    expect(hint('0x1F')).toBe('write it without quotes')
  })
  test('a day in the papers of the law is one of the calendar', () => {
    const obligations = (checked: string) =>
      `format: cyber-respond/obligations@1\nchannels: [{ id: ccb, name: CCB, checked: ${checked} }]\nobligations: []\n`
    const said = fault(obligations('2026-02-30')).diagnostics.map(({ code, message }) => [code, message.en])
    expect(said).toEqual([['shape.value', 'not a day of the calendar']])
    expect(() => decode({ file: 'a.yaml', text: obligations('2028-02-29') }, anySchema)).not.toThrow()
  })
})

test('only the end of a text without quotes can be a comment that was meant as text', () => {
  const doubts = (text: string) =>
    locate({ file: 'a.yaml', text }, v.unknown()).doubts.map(({ severity, place }) => [
      severity,
      place?.line,
      place?.column,
    ])
  expect(doubts('a: Press #31# first\nb: [x, y #2\n]\n')).toEqual([
    ['warning', 1, 10],
    ['warning', 2, 10],
  ])
  expect(doubts('a: Press # then wait\nb: "Press" #31\nc: 12 #3\n#d\nd: ## e\ne: f#3\ng: |\n  h #3\n')).toEqual([])
  expect(doubts(Array.from({ length: 90 }, (_, at) => `b${at}: x #3\n`).join(''))).toHaveLength(50)
})

describe('hostile files are refused, and fast', () => {
  const mega = 1024 * 1024
  const hostile: readonly [string, string, string][] = [
    ['50 MB', 'a'.repeat(50 * mega), 'file.too-big'],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n', 'yaml.alias'],
    ['a merge key', 'a:\n  <<: { b: 1 }\n', 'yaml.alias'],
    ['brackets without end', '['.repeat(50_000), 'yaml.syntax'],
    ['a directive', '%YAML 1.1\n---\nformat: yes\n', 'yaml.tag'],
    ['another directive', '%TAG !! tag:example.org,2026:\n---\nformat: yes\n', 'yaml.tag'],
    ['a directive behind a comment', '# of ours\r\n\n  # and\n%YAML 1.1\n---\nformat: no\n', 'yaml.tag'],
    ['a name for a tag', '%TAG !e! tag:example.org,2026:\n---\nformat: yes\n', 'yaml.tag'],
    ['a prototype', '__proto__: { format: x }\n', 'yaml.key'],
    ['an object as key', '? { a: b }\n: c\n', 'yaml.key'],
    ['a right-to-left override', 'id: "\u{202e}abc"\n', 'yaml.control-code'],
    ['an escaped control code', 'id: "\\e[31m"\n', 'yaml.control-code'],
    ['a NUL', 'id: a\u{0}b\n', 'yaml.control-code'],
    ['many keys of one name', 'a:\n'.repeat(20_000), 'yaml.duplicate-key'],
    ['nothing', '', 'shape.type'],
  ]
  test.each(hostile)('%s', (_, text, code) => {
    const found = fault(text)
    expect([found.code, ...found.diagnostics.map((item) => item.code)]).toContain(code)
    expect(found.diagnostics.length).toBeLessThanOrEqual(50)
  })
})

test('bytes that are no UTF-8 are told with their place', () => {
  const bytes = Buffer.concat([Buffer.from('a: b\nc: d'), Buffer.from([0xe9]), Buffer.from('f\n')])
  expect(() => textOf('a.yaml', bytes)).toThrow(Fault)
  expect(() => textOf('a.yaml', Buffer.from('\u{feff}a: b'))).not.toThrow()
  expect(codes(textOf('a.yaml', Buffer.from('\u{feff}a: b')))).toEqual(['yaml.encoding'])
})

describe('never anything but a value or a Fault', () => {
  const tried = (text: string) => {
    try {
      decode({ file: 'a.yaml', text }, anySchema)
    } catch (error) {
      expect(error).toBeInstanceOf(Fault)
      for (const { place } of (error as Fault).diagnostics) {
        expect(place?.line).toBeGreaterThan(0)
        expect(place?.column).toBeGreaterThan(0)
      }
    }
  }
  test('for random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => tried(Buffer.from(bytes).toString('utf8'))))
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), tried))
  })
  test('for a good file with a part replaced', () => {
    const bit = fc.constantFrom(
      '\t',
      '\n',
      ' ',
      '  ',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!',
      '"',
      "'",
      '|',
      '?',
      '#',
      '%',
    )
    fc.assert(
      fc.property(fc.nat(plan.length), fc.nat(8), fc.array(bit, { maxLength: 3 }), (at, cut, bits) => {
        tried(plan.slice(0, at) + bits.join('') + plan.slice(at + cut))
      }),
      { numRuns: 500 },
    )
  })
  test('for any value in the place of another', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('id', 'title', 'runbooks', 'steps', 'format'), (value, key) => {
        tried(
          `format: cyber-respond/plan@1\n`.replace(key === 'format' ? /.*\n/ : '', '') +
            `${key}: ${JSON.stringify(value)}\n`,
        )
      }),
    )
  })
})
