import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** Choosing a language by hand, or taking the two texts apart: `pick` of core/text.ts does both. */
const byHand = [
  /=== '(?:en|nl)'\s*\?/,
  /\bconst (?:nl|en) = [\w.]*\blang\b/,
  /\blang === '(?:en|nl)'\) return/,
  /[\w)\]}]\[[\w.]*\blang\]/,
  /\(en: string, nl: string\): string/,
]

function isByHand(text: string): boolean {
  return byHand.some((form) => form.test(text))
}

test.each([
  "const head = lang === 'nl' ? 'Wie' : 'Who'",
  "const head =\n  look.lang === 'nl'\n    ? 'Wie'\n    : 'Who'",
  "const nl = lang === 'nl'",
  "if (lang === 'nl') return 'regel'",
  'const head = words.who[lang]',
  "const head = { en: 'Who', nl: 'Wie' }[host.lang]",
  "const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)",
])('"%s" would choose by hand', (line) => {
  expect(isByHand(line)).toBe(true)
})

test('a text in two languages is one value, and one function chooses', () => {
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    // What the services say is theirs: citizens read it in four languages. In core/text.ts the function itself stands.
    .filter((name) => name.endsWith('.ts') && !name.startsWith('services/') && name !== 'core/text.ts')
    .filter((name) => isByHand(readFileSync(`${src}${name}`, 'utf8')))
  expect(found).toEqual([])
})
