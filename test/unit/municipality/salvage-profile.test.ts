import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { municipalityOf } from '../../../src/municipality/find-municipality.ts'
import { readProfile } from '../../../src/municipality/profile.ts'
import { salvageProfile } from '../../../src/municipality/salvage-profile.ts'
import { root } from '../../support/run-cli.ts'

const willebroek = municipalityOf('12040')
const whole = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
const salvaged = (text: string) => {
  const found = salvageProfile(text, willebroek)
  if (found === null) throw new Error('another municipality')
  return found
}

describe('of a profile without errors', () => {
  it('all is used', () => {
    const { profile, unread } = salvaged(whole)
    expect([profile, unread]).toEqual([readProfile('willebroek.yaml', whole), []])
  })
})

describe('of a broken profile', () => {
  it('one wrong field costs that field, and no other', () => {
    const good = readProfile('willebroek.yaml', whole)
    const { profile, unread } = salvaged(whole.replace(/probe: \S+/, 'probe: nowhere'))
    expect(unread).toEqual([expect.stringMatching(/^links\[\d+\]\.probe$/)])
    const at = Number(/\d+/.exec(unread[0] ?? '')?.[0])
    const { probe: _, ...link } = good.links?.[at] ?? {}
    expect(profile).toEqual({ ...good, links: good.links?.with(at, link as never) })
  })

  it('every field wrong: nothing is passed over that was meant to be cut, called or saved', () => {
    const text = readFileSync(join(root, 'fixtures/profiles/every-field-wrong.yaml'), 'utf8')
    const { profile, unread } = salvaged(text)
    expect(profile).toEqual({
      ...emptyProfile(willebroek),
      links: [
        { id: 'links-1', name: 'Internet edge', kind: 'other' },
        { id: 'links-2', name: 'Fibre to the library', kind: 'other' },
      ],
      partners: [{ id: 'partners-1', name: 'x (partners[0])', links: [] }],
      suppliers: [{ id: 'suppliers-1', name: 'x (suppliers[0])' }],
      contacts: null,
      services: null,
      backups: [{ id: 'backups-1', name: 'Tape (backups[0])' }],
      personal: ['contacts'],
    })
    for (const place of [
      ...['municipality', 'checked', 'organisation.name', 'organisation.kbo', 'organisation.address', 'nis2.status'],
      ...['contacts[0].role', 'contacts[0].name', 'contacts[0].phone', 'contacts[0].mail'],
      ...['links[0].id', 'links[0].kind', 'links[0].cut', 'links[0].restore', 'links[0].probe', 'links[0].watch'],
      ...[
        'links[1]',
        'partners[0].id',
        'partners[0].name',
        'partners[0].phone',
        'partners[0].mail',
        'partners[0].links',
      ],
      ...[
        'suppliers[0].id',
        'suppliers[0].contract',
        'neighbours',
        'services[0].id',
        'services[0].tier',
        'backups[0].id',
      ],
      ...['backups[0].detach', 'cloud.provider', 'cloud.services', 'cloud.bind', 'cloud.ports', 'personal'],
    ]) {
      expect(unread).toContain(place)
    }
  })

  it('where the YAML is broken, each part that can be read by itself is used', () => {
    const text = whole.replace(/^contacts:/m, 'contacts: [ unclosed')
    const good = readProfile('willebroek.yaml', whole)
    const { profile, unread } = salvaged(text)
    expect(unread).toEqual(['contacts'])
    expect(profile).toEqual({ ...good, contacts: null })
  })

  it('a part that stands twice is none: nobody knows which one was meant', () => {
    const { profile, unread } = salvaged(`${whole}\nlinks: []\n`)
    expect([profile.links, unread]).toEqual([null, expect.arrayContaining(['links'])])
  })

  it.each(['', 'no profile at all', '- a\n- list\n', '\u0000', '{', `${'['.repeat(5000)}`])(
    'of %j nothing is used',
    (text) => {
      expect(salvaged(text)).toMatchObject({ profile: emptyProfile(willebroek), unread: ['*'] })
    },
  )

  it('nothing of another municipality is used', () => {
    expect(salvageProfile(whole.replace('"12040"', '"24020"'), willebroek)).toBeNull()
  })

  it.each(readdirSync(join(root, 'fixtures/broken/profiles')))('%s: what is left is read without an error', (name) => {
    const found = salvageProfile(readFileSync(join(root, 'fixtures/broken/profiles', name), 'utf8'), willebroek)
    if (found === null) return
    expect(found.unread.length).toBeGreaterThan(0)
    expect(readProfile(name, found.text)).toEqual(found.profile)
    expect(found.profile.municipality).toBe('12040')
  })

  it('whatever is in it and however it is cut, it never throws, and what is left is read without an error', () => {
    const value = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 7, '', 'x', 'internet', '12040', '__proto__', 'a'.repeat(300), '\u202e'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('id', 'name', 'role', 'kind', 'cut', 'probe', 'links', 'tier', '__proto__', 'toString'),
          tie('json'),
          { maxKeys: 5 },
        ),
      ),
    })).json
    const parts = [
      'format',
      'municipality',
      'checked',
      'organisation',
      'nis2',
      'contacts',
      'links',
      'partners',
      'services',
      'backups',
      'cloud',
      'personal',
      'x',
    ]
    const document = fc
      .dictionary(fc.constantFrom(...parts), value)
      .map((one) => JSON.stringify({ ...one, municipality: '12040' }))
    const cut = fc
      .tuple(fc.nat(whole.length), fc.nat(40), fc.string())
      .map(([at, gone, text]) => whole.slice(0, at) + text + whole.slice(at + gone))
    let used = 0
    fc.assert(
      fc.property(fc.oneof(document, cut), (text) => {
        const found = salvageProfile(text, willebroek)
        if (found === null) return
        if (found.profile.links !== null) used += 1
        expect(readProfile('p', found.text)).toEqual(found.profile)
      }),
      { numRuns: 150 },
    )
    expect(used).toBeGreaterThan(8)
  })
})
