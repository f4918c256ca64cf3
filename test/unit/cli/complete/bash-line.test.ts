import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bashLine, bashQuoted } from '../../../../src/cli/complete/bash-line.ts'

const breaks = ' \t\n"\'><=;|&(:'
/** Names as people and folders have them, and what means something to bash. */
const name = fc.string({
  unit: fc.constantFrom(...'aZ9éü’ \'"\\$`!*?[]{}()<>|&;#~=:,.-/'),
  minLength: 1,
  maxLength: 12,
})

test.each([
  ['cr act', ['cr', 'act'], null, 0],
  ['cr activate ', ['cr', 'activate', ''], null, 0],
  ['cr --format=h', ['cr', '--format=h'], null, 9],
  ['cr a:b\\:c', ['cr', 'a:b:c'], null, 2],
  ['cr "An V', ['cr', 'An V'], '"', 0],
  ["cr --by='An V", ['cr', '--by=An V'], "'", 5],
  ["cr 'a'\\''b", ['cr', "a'b"], "'", 2],
  ['cr "a\\"b\\c', ['cr', 'a"b\\c'], '"', 0],
  ['cr \\', ['cr', ''], null, 0],
])('%s', (line, words, quote, kept) => {
  const read = bashLine(line, breaks)
  expect([read.words, read.quote, read.kept]).toEqual([words, quote, kept])
})

test('what is written for bash is read again as it was, in any quote, also as a whole', () => {
  fc.assert(
    fc.property(name, fc.constantFrom(null, '"' as const, "'" as const), (text, quote) => {
      const line = `cr ${quote ?? ''}${bashQuoted(text, quote)}`
      expect(bashLine(line, breaks).words).toEqual(['cr', text])
      expect(bashLine(`${line}${quote ?? ''}`, breaks).words).toEqual(['cr', text])
    }),
  )
})

test('bash itself reads what is written for it as it was meant', () => {
  const texts = fc.sample(name, 300)
  const words = texts.flatMap((text) => [
    bashQuoted(text, null),
    `"${bashQuoted(text, '"')}"`,
    `'${bashQuoted(text, "'")}'`,
  ])
  const said = execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], { encoding: 'utf8' })
  expect(said.split('\0').slice(0, -1)).toEqual(texts.flatMap((text) => [text, text, text]))
})

test('a line of any kind is read without a fault, and what is kept is part of its last word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      const { words, kept } = bashLine(line, breaks)
      expect(kept).toBeLessThanOrEqual((words.at(-1) ?? '').length)
    }),
  )
})
