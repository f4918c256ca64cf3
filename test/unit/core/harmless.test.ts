import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth, harmless, harmlessJson, harmlessLine } from '../../../src/core/harmless.ts'

const hostile = fc.string({ unit: fc.constantFrom(...hostileUnits()) })
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary' }))

function hostileUnits(): string[] {
  const codes = [
    0, 7, 8, 9, 10, 13, 27, 127, 0x9b, 0xad, 0x200b, 0x200d, 0x202e, 0x2066, 0x2028, 0xfeff, 0xd800, 0xdc00,
  ]
  return ['a', '[2J', '文', '👍', '\u0301', '\ufe0f', ...codes.map((code) => String.fromCharCode(code))]
}

test('what a terminal would obey becomes visible', () => {
  expect(harmless('\x1b[2J\x1b]0;title\x07')).toBe('\\x1b[2J\\x1b]0;title\\x07')
  expect(harmless('safe\u202egpj.exe')).toBe('safe\\u{202e}gpj.exe')
  expect(harmless('\x9b31m\x7f\b')).toBe('\\x9b31m\\x7f\\x08')
  expect(harmless('pay\u200bpal\ufeff\u2066')).toBe('pay\\u{200b}pal\\u{feff}\\u{2066}')
  expect(harmless('\ud83d')).toBe('\\u{d83d}')
  expect(harmless('99 %\rdone\n\tok')).toBe('99 %\\rdone\\n\\tok')
})

test('ordinary text in any script stays as it is', () => {
  for (const text of ['Blijf kalm: één é', 'Καλημέρα', 'שלום', '市役所', 'na\u0308chste', '👍🇧🇪', '|{}\\x1b']) {
    expect(harmless(text)).toBe(text)
  }
})

test('lines stay only when asked, and a carriage return never does', () => {
  expect(harmless('a\r\nb\n\tc\rd', { lines: true })).toBe('a\nb\n\tc\\rd')
})

test('no control or format code ever comes out', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, lines) => {
      const out = harmless(text, { lines })
      expect(lines ? out.replace(/[\n\t]/g, '') : out).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(out.isWellFormed()).toBe(true)
      expect(harmless(out, { lines })).toBe(out)
    }),
  )
})

test('a line is cut by the columns that it takes on screen', () => {
  expect(harmlessLine('abcdef', 6)).toBe('abcdef')
  expect(harmlessLine('abcdefg', 6)).toBe('abcde…')
  expect(harmlessLine('市役所', 6)).toBe('市役所')
  expect(harmlessLine('市役所です', 6)).toBe('市役…')
  expect(harmlessLine('👍👍', 3)).toBe('👍…')
  expect(harmlessLine('e\u0301e\u0301', 2)).toBe('e\u0301e\u0301')
  expect(harmlessLine('❤️❤️', 4)).toBe('❤️❤️')
  expect(harmlessLine('🇧🇪', 2)).toBe('🇧🇪')
  expect(harmlessLine('abc', 0)).toBe('')
  expect(harmlessLine(`a${'\u0301'.repeat(1e6)}`, 5).length).toBeLessThan(100)
})

test('a line never has a control code and never grows beyond its columns', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, max) => {
      const line = harmlessLine(text, max)
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      const marks = line.match(/[\p{Mn}\p{Me}]/gu)?.length ?? 0
      const doubles = line.match(/[文👍]/gu)?.length ?? 0
      expect([...line].length - marks + doubles).toBeLessThanOrEqual(max)
    }),
  )
})

test('JSON is the same JSON, and nothing in it that a terminal obeys', () => {
  expect(harmlessJson({ a: '\x1b\x9b31m\x7f\u2028\u202e', b: '\u{e0041}' })).toBe(
    '{"a":"\\u001b\\u009b31m\\u007f\\u2028\\u202e","b":"\\udb40\\udc41"}',
  )
  fc.assert(
    fc.property(anyText, fc.constantFrom(0, 2), (text, indent) => {
      const json = harmlessJson({ [text]: [text] }, indent)
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(JSON.parse(json)).toEqual({ [text]: [text] })
    }),
  )
})

test('what is known to be plain is what the whole rule says of it', () => {
  for (let code = 0; code < 0x3000; code += 1) {
    const character = String.fromCharCode(code)
    // The second character makes the whole rule look at the first.
    expect([code, harmless(`${character}\x07`)]).toEqual([code, `${harmless(character)}\\x07`])
    expect([code, displayWidth(`${character}文`)]).toEqual([code, displayWidth(character) + 2])
    expect([code, harmlessLine(`${character}文`, 20)]).toEqual([code, `${harmlessLine(character, 20)}文`])
  }
})
