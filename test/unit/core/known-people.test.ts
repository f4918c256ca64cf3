import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isListed, isSamePerson, knownPeople } from '../../../src/core/known-people.ts'
import { samePerson } from '../../../src/core/person.ts'
import { personName } from '../../../src/core/person-name.ts'

const contact = (role: string, name: unknown, phone: string | null = null, mail: string | null = null) => ({
  ...{ role, name, phone, mail },
})
const names = (...contacts: readonly object[]) => knownPeople({ contacts }).map(({ name }) => name)

describe('the people of a profile', () => {
  test('contacts and who answers for a service, in the order of the profile', () => {
    const profile = {
      contacts: [contact('lead', 'An Voorbeeld', '1'), contact('network', 'Bram Fictief')],
      services: [
        { id: 'deaths', owner: 'Mo Fantasie' },
        { id: 'births', owner: 'Bram Fictief' },
        { id: 'x', owner: null },
      ],
    }
    expect(knownPeople(profile)).toEqual([
      { name: 'An Voorbeeld', roles: ['lead'], phone: '1' },
      { name: 'Bram Fictief', roles: ['network'], phone: null },
      { name: 'Mo Fantasie', roles: [], phone: null },
    ])
  })

  test.each([
    [undefined],
    [null],
    [7],
    ['x'],
    [[]],
    [{}],
    [{ contacts: null }],
    [{ contacts: 'x', services: [null, 7] }],
  ])('nobody in %j', (profile) => {
    expect(knownPeople(profile)).toEqual([])
  })

  test('what is no name of a person is left out, and one letter is a name', () => {
    expect(
      names(contact('a', '24/7'), contact('b', ''), contact('c', 7), contact('d', 'X\u200b'), contact('e', 'B')),
    ).toEqual(['B'])
  })

  test('one person with two roles is one person', () => {
    const twice = [contact('lead', 'An Peeters', '1'), contact('ciso', 'an peeters', '1', 'an@example.org')]
    expect(knownPeople({ contacts: twice })).toEqual([{ name: 'An Peeters', roles: ['lead', 'ciso'], phone: '1' }])
    // Nothing says that they are two.
    expect(names(contact('lead', 'An Peeters', '1'), contact('ciso', 'An Peeters'))).toEqual(['An Peeters'])
  })

  test('two people of one name are told apart: by role, else by number or address', () => {
    expect(names(contact('lead', 'An Peeters', '1'), contact('network', 'An Peeters', '2'))).toEqual([
      'An Peeters (lead)',
      'An Peeters (network)',
    ])
    expect(names(contact('it', 'An Peeters', '03 555 01 01'), contact('it', 'An Peeters', '03 555 01 02'))).toEqual([
      'An Peeters (it, 0101)',
      'An Peeters (it, 0102)',
    ])
    const byMail = [contact('it', 'An Peeters', null, 'a@x.be'), contact('it', 'An Peeters', null, 'b@x.be')]
    expect(names(...byMail)).toEqual(['An Peeters (it, a@x.be)', 'An Peeters (it, b@x.be)'])
  })

  test('every name that it gives is a name, and is given once', () => {
    const word = fc.constantFrom('An', 'an', 'Bo', 'B', 'Élise', 'Peeters', '24/7', 'De Smet', '(lead)')
    const any = fc.record({
      role: fc.constantFrom('lead', 'network', 'it'),
      name: fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')),
      phone: fc.option(fc.constantFrom('03 1', '03 2', '+32 3 1')),
      mail: fc.option(fc.constantFrom('a@x.be', 'b@x.be')),
    })
    let twins = 0
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (contacts) => {
        const found = names(...contacts)
        twins += found.filter((name) => name.includes(', ')).length
        for (const name of found) expect(personName(name)).toEqual({ name })
      }),
    )
    expect(twins).toBeGreaterThan(0)
  })
})

describe('whether it is one person, by the profile', () => {
  const people = knownPeople({
    contacts: [
      ...[contact('lead', 'An Peeters', '1'), contact('network', 'An Peeters', '2')],
      ...[contact('dpo', 'Hilde Zomaar', '3')],
    ],
  })

  test.each([
    ['Hilde Zomaar', 'ZOMAAR, Hilde', true],
    ['a role behind the name makes nobody else', 'x', false],
    ['Hilde Zomaar', 'Hilde Zomaar (dpo)', true],
    ['Hilde Zomaar (dpo)', 'Hilde Zomaar (lead)', true],
    ['An Peeters (lead)', 'An Peeters (network)', false],
    // Nobody can say which one is meant.
    ['An Peeters', 'An Peeters (network)', true],
    ['An Peeters (lead)', 'An Peeters (deputy)', true],
    ['(lead)', '(network)', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(isSamePerson(people, one, other)).toBe(expected)
    expect(isSamePerson(people, other, one)).toBe(expected)
  })

  test('never less careful than without a profile, but for the two that it tells apart', () => {
    const name = fc.constantFrom('An', 'An Peeters', 'Peeters, An', 'An Peeters (lead)', 'Jan', 'Jan (x)', 'Jan (y)')
    fc.assert(
      fc.property(name, name, (one, other) => {
        if (samePerson(one, other)) expect(isSamePerson(people, one, other)).toBe(true)
      }),
    )
  })

  test('who is listed, and who is not; a profile that names nobody says nothing', () => {
    expect(isListed(people, 'zomaar hilde')).toBe(true)
    expect(isListed(people, 'Jan Maes')).toBe(false)
    expect(isListed([], 'Jan Maes')).toBe(true)
  })
})
