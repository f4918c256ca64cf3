import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scenarioProfile } from '../../../src/drill/drill-profile.ts'
import { readScenario } from '../../../src/drill/read-scenario.ts'
import { atLevel } from '../../../src/drill/scenario.ts'
import { profileIn, readProfile } from '../../../src/municipality/profile.ts'
import { root } from '../../support/run-cli.ts'

const folder = join(root, 'runbooks/drills')
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const file = join(root, 'runbooks/drills/diest-2022.yaml')
const diest = readScenario(file, readFileSync(file))

test('links and backups have the name in the language of whoever begins the drill', () => {
  const names = (lang: 'en' | 'nl'): readonly string[] => {
    const { text } = scenarioProfile(diest, { nis: '24020', name: 'Diest' }, '2026-11-25', lang)
    const { links, backups } = JSON.parse(text)
    return [...links, ...backups].map(({ name }) => name)
  }
  expect(names('en')).toContain('Internet router in the town hall')
  expect(names('nl')).toContain('Internetrouter in het stadhuis')
  expect(names('nl').filter((name) => names('en').includes(name))).toEqual([])
})

test('a profile is printed with a line for each thing in it, as a person reads and compares it', () => {
  const { text } = scenarioProfile(diest, { nis: '24020', name: 'Diest' }, '2026-11-25', 'en')
  const lines = text.split('\n')
  expect(lines.slice(0, 5)).toEqual([
    '{',
    '  "format": "cyber-respond/profile@1",',
    '  "municipality": "24020",',
    '  "checked": "2026-11-25",',
    '  "organisation": {',
  ])
  expect(lines.slice(-2)).toEqual(['}', ''])
})

test.each(scenarios)('of %s is the same whether it is read from its text or was just printed', (name) => {
  const whole = readScenario(name, readFileSync(join(folder, name)))
  const scenario = atLevel(whole, whole.levels[0]?.id ?? '')
  const { text, printed } = scenarioProfile(scenario, { nis: '12040', name: 'Willebroek' }, '2026-11-25', 'nl')
  expect(profileIn({ file: name, text, printed })).toEqual(readProfile(name, text))
  const wrong = text.replace('12040', '99999')
  const faultOf = (read: () => unknown): unknown => {
    try {
      return read()
    } catch (fault) {
      return fault
    }
  }
  // What is wrong with it is found, and in the same place.
  const found = faultOf(() => profileIn({ file: name, text: wrong, printed: { ...printed, municipality: '99999' } }))
  expect(found).toEqual(faultOf(() => readProfile(name, wrong)))
  expect(found).toMatchObject({ code: 'file.invalid', diagnostics: [{ code: 'profile.unknown-municipality' }] })
})
