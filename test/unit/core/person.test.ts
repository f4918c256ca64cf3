import fc from 'fast-check'
import { expect, test } from 'vitest'
import { samePerson } from '../../../src/core/person.ts'

test.each([
  ['Els Peeters', 'els  peeters '],
  ['Els Peeters', 'PEETERS, Els'],
  ['Zoë Désiré', 'zoe desire'],
  ['Jan-Piet De Smet', 'de smet jan piet'],
])('%s is %s', (a, b) => expect(samePerson(a, b)).toBe(true))

test.each([
  ['Els Peeters', 'Jan Peeters'],
  ['Nora', 'Arno'],
  ['Els Peeters', ''],
])('%s is not %s', (a, b) => expect(samePerson(a, b)).toBe(false))

test('case, spaces and order never make two persons of one', () => {
  const words = fc.array(fc.stringMatching(/^[a-zà-ö]{1,8}$/), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(words, (names) => {
      expect(samePerson(names.join(' '), [...names].reverse().join('  ').toUpperCase())).toBe(true)
    }),
  )
})
