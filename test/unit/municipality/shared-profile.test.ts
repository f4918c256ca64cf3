import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profileIn, readProfile } from '../../../src/municipality/profile.ts'
import { sharedProfile, withheldPerson } from '../../../src/municipality/shared-profile.ts'
import { root } from '../../support/run-cli.ts'

const text = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')

test('a profile without persons is a profile, with the same links, backups and roles', () => {
  const profile = readProfile('profile.yaml', text)
  const shared = profileIn({ file: 'profile.shared.json', text: sharedProfile(profile) })
  expect([shared.links, shared.backups, shared.cloud]).toEqual([profile.links, profile.backups, profile.cloud])
  expect(shared.contacts?.map(({ role }) => role)).toEqual(profile.contacts?.map(({ role }) => role))
  expect(new Set(shared.contacts?.map(({ name }) => name))).toEqual(new Set([withheldPerson]))
})

test('no name, telephone or address of a person is left in it', () => {
  const shared = sharedProfile(readProfile('profile.yaml', text))
  expect(shared).not.toMatch(/\+32 |@example\.org/)
  // The whole name: a police zone is also a partner, under its own name.
  const names = [...text.matchAll(/role: [a-z-]+, name: (?:"([^"]+)"|([^,]+)),/g)]
  expect(names.length).toBeGreaterThan(10)
  for (const [, quoted, plain] of names) expect(shared).not.toContain(quoted ?? plain)
  for (const [, owner = ''] of text.matchAll(/owner: ([^}]+) }/g)) expect(shared).not.toContain(owner.trim())
})
