import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRunbookFiles } from '../../../src/adapters/home/runbook-files.ts'
import type { Profile } from '../../../src/core/profile.ts'
import { contactAges } from '../../../src/municipality/contact-ages.ts'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { readProfile } from '../../../src/municipality/profile.ts'
import { roleGaps } from '../../../src/municipality/role-gaps.ts'
import { type KnownRoles, knownRoles } from '../../../src/runbook/known-roles.ts'
import { lint, runbookFiles } from '../../../src/runbook/lint.ts'
import { roleName } from '../../../src/ui/role.ts'
import { root } from '../../support/run-cli.ts'

async function shippedRoles(): Promise<KnownRoles> {
  const files = runbookFiles(await readRunbookFiles(null))
  return knownRoles(
    lint(files).runbooks.map(({ value }) => value),
    files,
  )
}

function profile(part: Partial<Profile>): Profile {
  return { ...emptyProfile({ nis: '24020', name: 'Diest' }), ...part }
}

const an = { name: 'An Voorbeeld', phone: '+32 3 555 01 00', mail: null }

describe('the roles for which the shipped runbooks ask', () => {
  it('are these, and the VTC only for whom its policy names it', async () => {
    const { needed, optional } = await shippedRoles()
    for (const role of ['lead', 'scribe', 'network', 'systems', 'communication', 'mayor', 'dpo', 'ciso', 'police']) {
      expect([...needed]).toContain(role)
    }
    expect([...optional].sort()).toEqual(['service-owner', 'vtc'])
    expect(needed.has('vtc')).toBe(false)
  })

  it('all have a name on the screen that is not their id', async () => {
    const { needed } = await shippedRoles()
    // These four are called as they are.
    const plain = new Set(['lead', 'scribe', 'network', 'systems', 'communication', 'mayor', 'insurer'])
    for (const role of needed) if (!plain.has(role)) expect(roleName(role, 'en')).not.toBe(role)
    for (const role of needed) expect(roleName(role, 'nl')).not.toBe(role)
  })

  it('are all held in the example profile', async () => {
    const text = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'))
    expect(roleGaps(readProfile('willebroek.yaml', text), await shippedRoles())).toEqual({ nobody: [], unknown: [] })
  })
})

describe('the people of a profile', () => {
  const roles: KnownRoles = { needed: new Set(['lead', 'mayor']), optional: new Set(['vtc']) }

  it('are compared with the roles that are asked for', () => {
    expect(roleGaps(profile({}), roles)).toEqual({ nobody: ['lead', 'mayor'], unknown: [] })
    const contacts = ['led', 'mayor', 'vtc'].map((role) => ({ role, ...an }))
    expect(roleGaps(profile({ contacts }), roles)).toEqual({
      nobody: ['lead'],
      unknown: [{ index: 0, role: 'led' }],
    })
  })

  it('have numbers with an age of their own, or that of the profile when everybody was called later', () => {
    const found = contactAges(
      profile({
        checked: '2026-10-01',
        contacts: [
          { role: 'lead', ...an, reached: '2026-11-01' },
          { role: 'mayor', ...an, reached: '2020-01-01' },
          { role: 'dpo', ...an, phone: null },
        ],
        partners: [{ id: 'ksz', name: 'KSZ', phone: '+32 3 555 01 21', looked: '2026-11-15' }],
        neighbours: [{ id: 'n', name: 'Nergens' }],
      }),
      '2026-11-30',
    )
    expect(found.map(({ list, index, role, name, age }) => [list, index, role, name, age])).toEqual([
      ['contacts', 0, 'lead', 'An Voorbeeld', { state: 'fresh', day: '2026-11-01', by: 'reached', months: 6 }],
      ['contacts', 1, 'mayor', 'An Voorbeeld', { state: 'fresh', day: '2026-10-01', by: 'reached', months: 6 }],
      ['partners', 0, null, 'KSZ', { state: 'fresh', day: '2026-11-15', by: 'looked', months: 6 }],
    ])
  })
})
