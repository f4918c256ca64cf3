import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liveRecords } from '../../../src/adapters/live-records.ts'
import { temporaryFolder } from '../../support/log-samples.ts'

function home(places: { readonly [place: string]: string | null }): string {
  const folder = temporaryFolder()
  for (const [place, holder] of Object.entries(places)) {
    mkdirSync(join(folder, place), { recursive: true })
    if (holder !== null) writeFileSync(join(folder, place, 'holder'), holder)
  }
  return folder
}

test('a record is live while the process that holds it is there', () => {
  const { pid: dead } = spawnSync('true')
  const here = home({
    'incidents/a': `${process.pid}\n`,
    'incidents/b': `${dead}\n`,
    'incidents/c': null,
    // Somebody else's process is there too.
    'incidents/d': '1\n',
    'drills/e': `${process.pid}\n`,
  })
  expect(liveRecords(here, 'incident')).toEqual(['a', 'd'])
  expect(liveRecords(here, 'drill')).toEqual(['e'])
})

test('what is in a holder file may be anything', () => {
  const here = home(
    Object.fromEntries(
      ['', '0', '-1', '1e3x', 'NaN', '9'.repeat(400), '\u0000', '1.5', `-${process.pid}`].map((text, index) => [
        `incidents/${index}`,
        text,
      ]),
    ),
  )
  expect(liveRecords(here, 'incident')).toEqual([])
  expect(liveRecords(join(here, 'nowhere'), 'incident')).toEqual([])
})
