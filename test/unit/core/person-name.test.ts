import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameFault, personName } from '../../../src/core/person-name.ts'

const nameOf = (text: string) => {
  const found = personName(text)
  return 'name' in found ? found.name : found.wrong
}

test.each([
  ['Els Peeters', 'Els Peeters'],
  ['  Els \t Peeters ', 'Els Peeters'],
  ['Els\u00a0Peeters', 'Els Peeters'],
  ['Zoe\u0308 De\u0301sire\u0301', 'Zoë Désiré'],
  ["Marie-José 't Hooft", "Marie-José 't Hooft"],
  ['Tuur Reserve (if Sofie does not answer)', 'Tuur Reserve (if Sofie does not answer)'],
  ['Verzekeringen, polis VB-0001 & co. 24/7', 'Verzekeringen, polis VB-0001 & co. 24/7'],
  ['WILLEBROEK\\jan', 'WILLEBROEK\\jan'],
  ['jan_p@laptop', 'jan_p@laptop'],
  ['Ĳsbrand Łukasz Ñuñez Søren Şükrü Nguyễn Ọlá', 'Ĳsbrand Łukasz Ñuñez Søren Şükrü Nguyễn Ọlá'],
  ['M.ª José', 'M.ª José'],
  ['Ярослав Мудрий', 'Ярослав Мудрий'],
  ['Ελένη', 'Ελένη'],
  ['محمد علي', 'محمد علي'],
  ['שָׁלוֹם', 'שָׁלוֹם'],
  ['अमित कुमार', 'अमित कुमार'],
  ['山田 タロウ', '山田 タロウ'],
  ['王 Wang', '王 Wang'],
  ['김 Kim', '김 Kim'],
])('%j is the name %j', (typed, name) => expect(nameOf(typed)).toBe(name))

test.each([
  ['', 'empty'],
  [' \t\u00a0\u3000 ', 'empty'],
  ['El\u200bs', 'unseen'],
  ['\u200b', 'unseen'],
  ['Els\u202egnorw', 'unseen'],
  ['E\u00adls', 'unseen'],
  ['Els\nPeeters', 'unseen'],
  ['Els\u0000', 'unseen'],
  ['Els\u0085', 'unseen'],
  ['Els\ufe0f', 'unseen'],
  ['Els\u{e0101}', 'unseen'],
  ['Els\u{e0041}', 'unseen'],
  ['\u3164', 'unseen'],
  ['\u115f', 'unseen'],
  ['Els\u2800', 'unseen'],
  ['Els\u034f', 'unseen'],
  ['Els\ud800', 'unseen'],
  ['Els\ue000', 'unseen'],
  ['Els\uffff', 'unseen'],
  ['Els\u2028', 'unseen'],
  ['Els\ufeff', 'unseen'],
  ['1234', 'no-letter'],
  ['-', 'no-letter'],
  ['*', 'sign'],
  ['!Els', 'sign'],
  ['E?s', 'sign'],
  ['Els|', 'sign'],
  ['Els 😀', 'sign'],
  ['𝐄𝐥𝐬', 'sign'],
  ['Ｅｌｓ', 'sign'],
  ['Eǀs', 'sign'],
  ['ᴇls', 'sign'],
  ['\u0301Els', 'sign'],
  ['E\u0301\u0302\u0303\u0304\u0306\u0307ls', 'sign'],
  ['Els\u20dd', 'sign'],
  ['Еls', 'scripts'],
  ['Els Рeeters', 'scripts'],
  ['Еlѕ Peeters', 'scripts'],
  ['Εls', 'scripts'],
  ['Els Петров', 'scripts'],
  ['Ελеνη', 'scripts'],
  ['Ꭼls', 'sign'],
  ['a'.repeat(101), 'too-long'],
])('%j is refused: %s', (typed, wrong) => expect(nameOf(typed)).toBe(wrong))

test('the most that a name can be long counts characters of the name, not of what was typed', () => {
  expect(nameOf(`${'a'.repeat(100)}${' '.repeat(300)}`)).toBe('a'.repeat(100))
  expect(nameFault('abcd', { most: 3 })?.wrong).toBe('too-long')
  expect(nameFault('abc', { most: 3 })).toBeNull()
})

test('what is wrong is said in both languages, and names the sign without showing it raw', () => {
  expect(nameFault('El\u202es')?.text).toEqual({
    en: "there is a sign in it that can't be seen (U+202E): type the name anew",
    nl: 'er staat een teken in dat u niet ziet (U+202E): typ de naam opnieuw',
  })
  expect(nameFault('!Els')?.text).toEqual({ en: '"!" does not belong in a name', nl: '"!" hoort niet in een naam' })
  expect(nameFault('Еls')?.text).toEqual({
    en: 'letters of two alphabets stand side by side in it ("Е" is U+0415): type the name anew',
    nl: 'er staan letters van twee alfabetten door elkaar ("Е" is U+0415): typ de naam opnieuw',
  })
})

test('whatever is typed: a name is taken again as it is, shows no hidden sign, and has a letter', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string()), (typed) => {
      const found = personName(typed)
      if (!('name' in found)) return
      taken += 1
      expect(personName(found.name)).toEqual({ name: found.name })
      expect(found.name).toMatch(/\p{L}/u)
      expect(found.name).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|^\s|\s$|\s\s/u)
      expect(found.name).toBe(found.name.normalize('NFC'))
    }),
    { numRuns: 2000 },
  )
  expect(taken).toBeGreaterThan(50)
})
