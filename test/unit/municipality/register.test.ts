import { describe, expect, it } from 'vitest'
import { municipalities, municipalityByNis, registerSource } from '../../../src/municipality/register.ts'

const perProvince = {
  Antwerpen: 67,
  'Vlaams-Brabant': 63,
  'West-Vlaanderen': 62,
  'Oost-Vlaanderen': 55,
  Limburg: 38,
}
// The first digit of a NIS code is the old province; Vlaams-Brabant was the Flemish part of Brabant.
const digit = { Antwerpen: '1', 'Vlaams-Brabant': '2', 'West-Vlaanderen': '3', 'Oost-Vlaanderen': '4', Limburg: '7' }

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the register', () => {
  it('holds the 285 municipalities since 1 January 2025, per province', () => {
    expect(municipalities).toHaveLength(285)
    expect(registerSource.validSince).toBe('2025-01-01')
    expect(registerSource.credit).toContain('Statbel')
    const counted = Object.fromEntries(
      Object.keys(perProvince).map((name) => [name, municipalities.filter((one) => one.province === name).length]),
    )
    expect(counted).toEqual(perProvince)
  })

  it('gives every municipality its own NIS code, name and slug', () => {
    expect(repeated(municipalities.map((one) => one.nis))).toEqual([])
    expect(repeated(municipalities.map((one) => one.name))).toEqual([])
    expect(repeated(municipalities.map((one) => one.slug))).toEqual([])
  })

  it.each(municipalities)('$name is complete and in form', (one) => {
    expect(one.nis).toMatch(/^\d{5}$/)
    expect(one.nis[0]).toBe(digit[one.province as keyof typeof digit])
    expect(one.postalCodes.length).toBeGreaterThan(0)
    for (const code of one.postalCodes) expect(code).toMatch(/^[1-9]\d{3}$/)
    expect(repeated(one.postalCodes)).toEqual([])
    expect(one.policeZone).toMatch(/^PZ \S/)
    for (const number of [one.kbo, one.ocmwKbo]) {
      expect(number).toMatch(/^[01]\d{3}\.\d{3}\.\d{3}$/)
      // The last two digits of an enterprise number are 97 less the remainder of the others.
      const digits = (number ?? '').replaceAll('.', '')
      expect(97 - (Number(digits.slice(0, 8)) % 97)).toBe(Number(digits.slice(8)))
    }
    expect(one.subMunicipalities.length).toBeGreaterThan(0)
    expect(repeated(one.subMunicipalities)).toEqual([])
    expect(one.slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('knows 42 former municipalities that are gone since 2019 or 2025, under codes that nobody has now', () => {
    const former = municipalities.flatMap((one) => one.former)
    expect(former).toHaveLength(42)
    expect(new Set(former.map(({ merged }) => merged))).toEqual(new Set(['2019-01-01', '2025-01-01']))
    expect(former.filter(({ nis }) => municipalityByNis(nis) !== null)).toEqual([])
    expect(repeated(former.map(({ nis }) => nis))).toEqual([])
  })

  it('holds 1144 sub-municipalities, also those that merged in Tongeren-Borgloon', () => {
    expect(municipalities.flatMap((one) => one.subMunicipalities)).toHaveLength(1144)
    expect(municipalityByNis('73111')?.subMunicipalities).toEqual(
      expect.arrayContaining(['Diets-Heur', 'Koninksem', 'Widooie', "'s Herenelderen", 'Hoepertingen', 'Rijkel']),
    )
    expect(municipalityByNis('73111')?.subMunicipalities).toHaveLength(32)
  })

  it('finds by the exact current NIS code', () => {
    expect(municipalityByNis('12040')?.name).toBe('Willebroek')
    expect(municipalityByNis('11056')).toBeNull()
    expect(municipalityByNis('__proto__')).toBeNull()
  })

  it('has the police zones as the administration writes them, each with one code', () => {
    const zones = Map.groupBy(municipalities, ({ policeZone }) => policeZone)
    for (const members of zones.values()) expect(new Set(members.map((one) => one.policeZoneCode)).size).toBe(1)
    const coded = [...zones.values()].flatMap(([one]) => one?.policeZoneCode ?? [])
    expect(repeated(coded)).toEqual([])
    for (const code of coded) expect(code).toMatch(/^5[3-9]\d\d$/)
    const written = { AMOW: '5408', BRT: '5399', HerKo: '5393', KASTZE: '5412', BoDuKaP: '5359', Haspengouw: '5962' }
    for (const [name, code] of Object.entries(written)) {
      expect(zones.get(`PZ ${name}`)?.map((one) => one.policeZoneCode)).toContain(code)
    }
    const postal = new Set(municipalities.flatMap((one) => one.postalCodes))
    expect(coded.filter((code) => postal.has(code))).toEqual([])
  })

  it('knows the zone of six municipalities in the north of Limburg, whose code was not found', () => {
    const uncoded = municipalities.filter(({ policeZoneCode }) => policeZoneCode === null)
    expect(new Set(uncoded.map(({ policeZone }) => policeZone))).toEqual(new Set(['PZ Noord-Limburg']))
    expect(uncoded.map(({ name }) => name).sort()).toEqual([
      'Hamont-Achel',
      'Hechtel-Eksel',
      'Leopoldsburg',
      'Lommel',
      'Peer',
      'Pelt',
    ])
  })

  it('has each enterprise number once', () => {
    expect(repeated(municipalities.flatMap(({ kbo, ocmwKbo }) => [kbo ?? '', ocmwKbo ?? '']))).toEqual([])
  })

  it('names folders', () => {
    expect(municipalityByNis('46030')?.slug).toBe('beveren-kruibeke-zwijndrecht')
  })
})
