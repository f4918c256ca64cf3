import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownPeople } from '../../../src/core/known-people.ts'
import { nameRows } from '../../../src/prompts/name-rows.ts'
import { demoProfile } from '../../support/shipped.ts'

const look = { lang: 'en' } as const
const people = knownPeople(demoProfile())
const found = (typed: string, from = people) => nameRows(from, typed, {}, look).map(({ name }) => name)

describe('people by a letter or two', () => {
  test.each([
    ['a', ['An Voorbeeld', 'a']],
    ['an', ['An Voorbeeld', 'an']],
    ['VERZ', ['Daan Verzonnen', 'Els Verzinsel', 'Voorbeeld Verzekeringen, polis VB-0001', 'VERZ']],
    ['net', ['Bram Fictief', 'net']],
    ['an voorbeeld', ['An Voorbeeld']],
    ['ictie', ['Bram Fictief', 'ictie']],
    ['Jan Maes', ['Jan Maes']],
    ['01 07', ['Hilde Zomaar', '01 07']],
  ])('%s', (typed, names) => {
    expect(found(typed)).toEqual(names)
  })

  test('nothing typed: all, in the order of the profile, those of the role first and nobody who can not be it', () => {
    expect(found('')).toEqual(people.map(({ name }) => name))
    const order = {
      first: ({ roles }: { roles: readonly string[] }) => roles.includes('scribe'),
      but: (name: string) => name === 'An Voorbeeld',
    }
    const names = nameRows(people, '', order, look).map(({ name }) => name)
    expect(names[0]).toBe('Daan Verzonnen')
    expect(names).toHaveLength(people.length - 1)
    expect(names).not.toContain('An Voorbeeld')
    expect(nameRows(people, 'an vo', order, look)).toEqual([{ name: 'an vo', shown: '"an vo", not in the profile' }])
  })

  test('names with one letter, accents, and two people of one name', () => {
    const odd = knownPeople({
      contacts: [
        { role: 'it', name: 'Bo', phone: '1' },
        { role: 'it', name: 'B', phone: '2' },
        { role: 'dpo', name: 'Élise Bé', phone: '3' },
        { role: 'dpo', name: 'Jan', phone: '4' },
        { role: 'ciso', name: 'Jan', phone: '5' },
      ],
    })
    expect(found('b', odd)).toEqual(['B', 'Bo', 'Élise Bé'])
    expect(found('el', odd)).toEqual(['Élise Bé', 'el'])
    expect(nameRows(odd, 'jan', {}, look).map(({ shown }) => shown)).toEqual([
      'Jan (dpo)   data protection officer   4',
      'Jan (ciso)   information security officer   5',
      '"jan", not in the profile',
    ])
  })

  test('whoever is named can be found by the first letter of each of her names, and what is typed can be taken', () => {
    const eighty = knownPeople({
      contacts: Array.from({ length: 80 }, (_one, index) => ({
        ...{ role: `role-${index % 7}`, phone: `03 555 ${index}`, name: `${'ABCDEFGH'[index % 8]}n Naam${index}` },
      })),
    })
    expect(eighty).toHaveLength(80)
    fc.assert(
      fc.property(fc.constantFrom(...eighty), fc.nat(), (one, at) => {
        const words = one.name.split(' ')
        const word = words[at % words.length] ?? ''
        expect(found(word.slice(0, 1), eighty)).toContain(one.name)
        expect(found(one.name.toUpperCase(), eighty)[0]).toBe(one.name)
      }),
    )
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        (typed) => {
          expect(found(typed, eighty).map((name) => name.toLowerCase())).toContain(typed.trim().toLowerCase())
        },
      ),
    )
  })
})
