import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameOnFat, whyNotOnFat } from '../../../../src/adapters/kit/fat-names.ts'

const why = (path: string, size = 1): string | null => whyNotOnFat(path, size)?.en ?? null

test.each([
  ['forms/form: breach.pdf', 'a stick takes no : in a name'],
  ['forms/what?.pdf', 'a stick takes no ? in a name'],
  ['forms/a"b.pdf', 'a stick takes no " in a name'],
  ['forms/a\\b.pdf', 'a stick takes no \\\\ in a name'],
  ['forms/a\tb.pdf', 'a stick takes no \\t in a name'],
  ['forms/a.', 'a stick takes no name that ends in a full stop or a space'],
  ['forms /a', 'a stick takes no name that ends in a full stop or a space'],
  ['forms/aux.pdf', 'Windows keeps this name for itself'],
  ['forms/COM1', 'Windows keeps this name for itself'],
  [`forms/${'a'.repeat(256)}`, 'the name is too long for a stick'],
])('%s is refused', (path, said) => {
  expect(why(path)).toBe(said)
})

test.each([
  'forms/Formulier é (2).pdf',
  'forms/auxiliary.pdf',
  'cyber-respond',
  `forms/${'a'.repeat(255)}`,
  'a/.hidden',
])('%s is taken', (path) => {
  expect(why(path)).toBeNull()
})

test('a file of 4 GiB is refused, and one byte less is taken', () => {
  expect(why('a', 4_294_967_296)).toBe('a stick with FAT takes no file of 4 GiB or more')
  expect(why('a', 4_294_967_295)).toBeNull()
})

test('two names that are one on a stick are found', () => {
  expect(sameOnFat(['forms/a.pdf', 'forms/b.pdf', 'FORMS/A.PDF'])).toBe('FORMS/A.PDF')
  expect(sameOnFat(['forms/caf\u00e9', 'forms/cafe\u0301'])).toBe('forms/cafe\u0301')
  expect(sameOnFat(['a', 'b', 'a/b'])).toBeNull()
})

test('no name that is taken holds what FAT refuses', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
      if (why(`forms/${name}`) !== null) return
      taken += 1
      for (const bad of ['"', '*', ':', '<', '>', '?', '|', '\\', '\n', '\u0000']) expect(name).not.toContain(bad)
    }),
  )
  expect(taken).toBeGreaterThan(20)
})
