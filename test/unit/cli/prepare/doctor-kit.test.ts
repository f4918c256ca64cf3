import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownKits, rememberKit } from '../../../../src/adapters/kit/known-kits.ts'
import { kitFindings } from '../../../../src/cli/prepare/doctor-kit.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const kit = { id: '0123456789abcdef', made_at: '2026-06-01T08:00:00Z', municipality: 'willebroek', signer: null }
const seen = (home: string, day: string) => rememberKit(home, { ...kit, seen_at: `${day}T08:00:00Z` })

test('a home that made no kit is told so', () => {
  expect(kitFindings({ home: tempFolder() }, '2026-11-30')).toMatchObject([{ id: 'kit', state: 'attention' }])
})

test.each([
  ['2026-08-30', 'well'],
  ['2026-08-29', 'attention'],
])('a kit that was looked at on %s is %s three months later', (day, state) => {
  const home = tempFolder()
  seen(home, day)
  const [found] = kitFindings({ home }, '2026-11-30')
  expect(found?.state).toBe(state)
  expect(found?.said.en).toContain(`kit 0123456789abcdef was last looked at on ${day}`)
})

test('a kit is known once, however often it is looked at', () => {
  const home = tempFolder()
  seen(home, '2026-08-29')
  seen(home, '2026-11-30')
  expect(knownKits(home)).toEqual([{ ...kit, seen_at: '2026-11-30T08:00:00Z' }])
})

test('a memory that can not be read is none, and no home is made for one', () => {
  const home = tempFolder()
  writeFileSync(join(home, 'kits.json'), '{"format":"cyber-respond/kits@1","kits":[7,{"id":1}]}')
  expect(knownKits(home)).toEqual([])
  writeFileSync(join(home, 'kits.json'), 'no JSON')
  expect(knownKits(home)).toEqual([])
  rememberKit(join(home, 'nowhere'), { ...kit, seen_at: '2026-11-30T08:00:00Z' })
  expect(knownKits(join(home, 'nowhere'))).toEqual([])
  mkdirSync(join(home, 'there'))
  seen(join(home, 'there'), '2026-11-30')
  expect(knownKits(join(home, 'there'))).toHaveLength(1)
})
