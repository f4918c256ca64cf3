import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** Choosing a language by hand, or taking the two texts apart: `pick` of core/text.ts does both. */
const byHand = /lang === '(?:en|nl)' \?|\(en: string, nl: string\): string/

test('a text in two languages is one value, and one function chooses', () => {
  expect("const head = lang === 'nl' ? 'Wie' : 'Who'").toMatch(byHand)
  expect("const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)").toMatch(byHand)
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    // What the services say is theirs: citizens read it in four languages.
    .filter((name) => name.endsWith('.ts') && !name.startsWith('services/'))
    .filter((name) => byHand.test(readFileSync(`${src}${name}`, 'utf8')))
  expect(found).toEqual([])
})
