import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { findMunicipality, foundNote } from '../../../src/municipality/find-municipality.ts'
import { municipalities } from '../../../src/municipality/register.ts'

function refusal(query: string): Fault {
  try {
    findMunicipality(query)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error(`${query.slice(0, 50)} was found`)
}

describe('findMunicipality', () => {
  it.each([
    ['Willebroek', 'Willebroek', 'name'],
    [' wILLEBROEK ', 'Willebroek', 'name'],
    ['12040', 'Willebroek', 'nis'],
    ['2830', 'Willebroek', 'postal-code'],
    ['Tisselt', 'Willebroek', 'sub-municipality'],
    ['anvers', 'Antwerpen', 'name'],
    ['Antwerp', 'Antwerpen', 'name'],
    ['Bruges', 'Brugge', 'name'],
    ['Löwen', 'Leuven', 'name'],
    ['lowen', 'Leuven', 'name'],
    ['Rhode Saint Genese', 'Sint-Genesius-Rode', 'name'],
    ['de-panne', 'De Panne', 'name'],
    ['S GRAVENVOEREN', 'Voeren', 'sub-municipality'],
    ['Looz', 'Tongeren-Borgloon', 'former'],
    ['Borsbeek', 'Antwerpen', 'former'],
    ['Meeuwen-Gruitrode', 'Oudsbergen', 'former'],
    ['Zwijndrecht', 'Beveren-Kruibeke-Zwijndrecht', 'former'],
    ['11056', 'Beveren-Kruibeke-Zwijndrecht', 'nis'],
    ['37015', 'Tielt', 'nis'],
    ['Widooie', 'Tongeren-Borgloon', 'sub-municipality'],
    ["'s Herenelderen", 'Tongeren-Borgloon', 'sub-municipality'],
    ['Zandvliet', 'Antwerpen', 'sub-municipality'],
    ['0207.501.113', 'Willebroek', 'enterprise-number'],
    ['0212184035', 'Willebroek', 'enterprise-number'],
    ['PZ Aalst', 'Aalst', 'police-zone'],
    ['5440', 'Aalst', 'police-zone'],
  ])('%s → %s, by %s', (query, name, by) => {
    const found = findMunicipality(query)
    expect([found.municipality.name, found.by]).toEqual([name, by])
  })

  it.each(['Halle', 'Hamme', 'Tielt', 'Kapellen', 'Nieuwerkerken', 'Machelen', 'Aalst'])(
    '%s is the municipality, not the sub-municipality of another one',
    (name) => {
      expect(findMunicipality(name)).toMatchObject({ municipality: { name }, by: 'name' })
    },
  )

  it('takes the former municipality before a sub-municipality of the same name', () => {
    expect(findMunicipality('Beveren').municipality.name).toBe('Beveren-Kruibeke-Zwijndrecht')
    expect(findMunicipality('Moerbeke').municipality.name).toBe('Lokeren')
  })

  it.each(municipalities)('finds $name by name, slug and code', (one) => {
    for (const query of [one.name, one.slug, one.nis, one.name.toUpperCase()]) {
      expect(findMunicipality(query).municipality).toBe(one)
    }
    for (const { nis } of one.former) expect(findMunicipality(nis).municipality).toBe(one)
  })

  it.each([
    ['Deurne', ['Antwerpen', 'Diest']],
    ['3470', ['Kortenaken', 'Tienen']],
    ['Meldert', ['Hoegaarden', 'Aalst', 'Lummen']],
    ['Berg', ['Kampenhout', 'Tongeren-Borgloon']],
    ['Ooike', ['Oudenaarde', 'Wortegem-Petegem']],
    ['5913', ['Bornem', 'Mechelen', 'Willebroek', 'Puurs-Sint-Amands']],
  ])('%s can be several, and all are listed', (query, names) => {
    const fault = refusal(query)
    expect([fault.code, fault.exit]).toEqual(['municipality.ambiguous', 2])
    const listed = fault.text.nl.split(': ')[1]?.split(', ') ?? []
    expect(listed.map((item) => item.replace(/ \(.*/, ''))).toEqual(names)
  })

  it.each([
    ['wilebroek', 'Willebroek'],
    ['Antwerpem', 'Antwerpen'],
    ['Zwijndrcht', 'Zwijndrecht'],
    ['Louvian', 'Louvain'],
  ])('%s: did you mean %s?', (query, meant) => {
    const fault = refusal(query)
    expect([fault.code, fault.exit]).toEqual(['municipality.unknown', 2])
    expect(fault.hint).toEqual({ en: `did you mean "${meant}"?`, nl: `bedoelde u "${meant}"?` })
  })

  it.each([
    ['wezembeek', '"Wezembeek-Oppem"'],
    [
      'Sint-Martens',
      '"Sint-Martens-Latem", "Sint-Martens-Bodegem", "Sint-Martens-Lennik", "Sint-Martens-Leerne", "Sint-Martens-Lierde", …',
    ],
    ['zwijn', '"Zwijndrecht", "Zwijnaarde"'],
  ])('%s is how names begin: did you mean %s?', (query, names) => {
    expect(refusal(query).hint?.nl).toBe(`bedoelde u ${names}?`)
  })

  it.each([
    '',
    ' ',
    '-',
    '../willebroek',
    'willebroek/..',
    '"willebroek"',
    '$(willebroek)',
    'wille\nbroek',
    'wille\u200bbroek',
    'willebroek\0',
    '\u001b[31mwillebroek',
    '\u202eordnecht',
    '\ud800',
    '__proto__',
    'constructor',
    '99999',
    '१२०४०',
    'x'.repeat(1_000_000),
    `willebroek${' '.repeat(1_000_000)}`,
  ])('refuses a hostile name, and shows it on one short harmless line', (query) => {
    const fault = refusal(query)
    expect([fault.code, fault.exit]).toEqual(['municipality.unknown', 2])
    for (const text of Object.values(fault.text)) {
      expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      expect(text.length).toBeLessThan(120)
    }
  })

  it('either finds or refuses, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        try {
          expect(municipalities).toContain(findMunicipality(query).municipality)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      }),
    )
  })
})

describe('foundNote', () => {
  it.each([
    ['Zwijndrecht', 'Zwijndrecht merged into Beveren-Kruibeke-Zwijndrecht on 1 January 2025'],
    ['12030', '12030 (Puurs) merged into Puurs-Sint-Amands on 1 January 2019'],
    ['37015', '37015 (Tielt) took a new NIS code on 1 January 2025'],
    ['Tisselt', 'Tisselt is a part of Willebroek'],
    ['Willebroek', undefined],
    ['2830', undefined],
  ])('%s: %s', (query, note) => {
    expect(foundNote(findMunicipality(query))?.en).toBe(note)
  })

  it('says it in Dutch', () => {
    expect(foundNote(findMunicipality('Zwijndrecht'))?.nl).toBe(
      'Zwijndrecht ging op 1 januari 2025 op in Beveren-Kruibeke-Zwijndrecht',
    )
  })
})
