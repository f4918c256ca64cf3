import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { findMunicipality } from '../../../src/municipality/find-municipality.ts'
import { readProfile } from '../../../src/municipality/profile.ts'
import { profileTemplate } from '../../../src/municipality/profile-template.ts'
import { municipalities } from '../../../src/municipality/register.ts'
import { catalogueSchema } from '../../../src/runbook/catalogue.ts'
import { decode } from '../../../src/runbook/decode.ts'

const yaml = readFileSync(new URL('../../../runbooks/services.yaml', import.meta.url), 'utf8')
const { services } = decode({ file: 'services.yaml', text: yaml }, catalogueSchema)
const { municipality } = findMunicipality('willebroek')

describe.each(['en', 'nl'] as const)('the template in %s', (lang) => {
  it('is a valid profile as it stands, in which nothing is known', () => {
    for (const one of municipalities) {
      expect(readProfile('p.yaml', profileTemplate(one, services, lang))).toEqual(emptyProfile(one))
    }
  })

  it('is a valid profile when every example is filled in by taking its # away', () => {
    const text = profileTemplate(municipality, services, lang).replace(/^#(?! \S)/gm, '')
    const profile = readProfile('p.yaml', text)
    for (const [key, value] of Object.entries(profile)) expect([key, value]).not.toEqual([key, null])
    expect(profile.services?.map(({ id, tier }) => ({ id, tier }))).toEqual(
      services.map(({ id, tier }) => ({ id, tier })),
    )
    expect(profile.organisation.kbo).not.toBeNull()
    expect(profile.cloud.ports).not.toEqual({})
  })

  it('says what the register knows', () => {
    const text = profileTemplate(municipality, [], lang)
    for (const fact of ['12040', 'Willebroek', '2830', 'PZ Rivierenland', 'Statbel']) expect(text).toContain(fact)
  })

  it('keeps the title of a service on its line', () => {
    const [service] = services
    if (service === undefined) throw new Error('no services')
    const title = { en: 'a\nnis2: 1\u001b[0m', nl: 'a\nnis2: 1\u001b[0m' }
    expect(readProfile('p.yaml', profileTemplate(municipality, [{ ...service, title }], lang)).nis2.status).toBe(
      'voluntary',
    )
  })
})

it('the two languages differ in nothing but comments', () => {
  const facts = (lang: 'en' | 'nl') =>
    profileTemplate(municipality, services, lang)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  expect(facts('nl')).toEqual(facts('en'))
})
