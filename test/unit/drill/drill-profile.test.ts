import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scenarioProfile } from '../../../src/drill/drill-profile.ts'
import { readScenario } from '../../../src/drill/read-scenario.ts'
import { root } from '../../support/run-cli.ts'

const file = join(root, 'runbooks/drills/diest-2022.yaml')
const diest = readScenario(file, readFileSync(file))

test('links and backups have the name in the language of whoever begins the drill', () => {
  const names = (lang: 'en' | 'nl'): readonly string[] => {
    const text = scenarioProfile(diest, { nis: '24020', name: 'Diest' }, '2026-11-25', lang)
    const { links, backups } = JSON.parse(text)
    return [...links, ...backups].map(({ name }) => name)
  }
  expect(names('en')).toContain('Internet router in the town hall')
  expect(names('nl')).toContain('Internetrouter in het stadhuis')
  expect(names('nl').filter((name) => names('en').includes(name))).toEqual([])
})
