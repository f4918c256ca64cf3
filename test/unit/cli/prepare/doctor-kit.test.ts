import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kitFormat, kitManifestText } from '../../../../src/adapters/kit/kit-manifest.ts'
import { knownKits, rememberKit } from '../../../../src/adapters/kit/known-kits.ts'
import { kitFindings } from '../../../../src/cli/prepare/doctor-kit.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const kit = { id: '0123456789abcdef', made_at: '2026-06-01T08:00:00Z', municipality: 'willebroek', signer: null }
const seen = (home: string, day: string) => rememberKit(home, { ...kit, seen_at: `${day}T08:00:00Z` })

test('a home that made no kit is told so', () => {
  expect(kitFindings({ home: tempFolder(), kit: null }, '2026-11-30')).toMatchObject([
    { id: 'kit', state: 'attention' },
  ])
})

test.each([
  ['2026-08-30', 'well'],
  ['2026-08-29', 'attention'],
])('a kit that was looked at on %s is %s three months later', (day, state) => {
  const home = tempFolder()
  seen(home, day)
  const [found] = kitFindings({ home, kit: null }, '2026-11-30')
  expect(found?.state).toBe(state)
  expect(found?.said.en).toContain(`kit 0123456789abcdef was last looked at on ${day}`)
})

/** A kit that was made on a day, as the program sees it that was started from it. */
function startedFrom(day: string): { readonly folder: string; readonly id: string } {
  const folder = tempFolder()
  const manifest = {
    ...{ id: kit.id, made_at: `${day}T08:00:00Z`, version: '0.3.0', made_by: 'Els' },
    ...{ municipality: null, signer: null, container: null, recipient: null, files: [] },
  }
  writeFileSync(join(folder, 'kit.json'), kitManifestText({ format: kitFormat, ...manifest }))
  return { folder, id: kit.id }
}

test.each([
  ['2026-08-30', null, 'well', 'made on 2026-08-30; look at it each quarter: cyber-respond kit check'],
  ['2026-08-30', '2026-09-02', 'well', 'made on 2026-08-30, and last looked at here on 2026-09-02'],
  ['2026-08-29', null, 'attention', 'not looked at here since: cyber-respond kit check'],
  ['2026-08-29', '2026-11-01', 'attention', 'MORE THAN A QUARTER AGO: make it anew; last looked at here on 2026-11-01'],
  ['2026-12-01', null, 'attention', 'WHICH IS STILL TO COME: the clock of this laptop says 2026-11-30'],
])('started from a kit of %s that was seen here on %s: %s', (made, on, state, said) => {
  const home = tempFolder()
  if (on !== null) seen(home, on)
  const found = kitFindings({ home, kit: startedFrom(made) }, '2026-11-30')
  expect(found).toMatchObject([{ id: 'kit', state, said: { en: expect.stringContaining(said) } }])
  expect(found[0]?.said.en).toContain('started from kit 0123456789abcdef')
})

test('started from a kit whose list was damaged meanwhile', () => {
  const own = startedFrom('2026-11-01')
  writeFileSync(join(own.folder, 'kit.json'), '{')
  expect(kitFindings({ home: tempFolder(), kit: own }, '2026-11-30')).toMatchObject([
    { state: 'attention', said: { nl: expect.stringContaining('NIET TE LEZEN') } },
  ])
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
