import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { activateSmall } from '../support/begun-incident.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

/** A home in which a record was written so many hours from now. */
function homeWrittenIn(hours: number): string {
  const home = tempFolder()
  const written = join(home, 'incidents/diest-2026-01-01/checkpoint')
  mkdirSync(join(written, '..'), { recursive: true })
  writeFileSync(written, '')
  const at = Date.now() / 1000 + hours * 3600
  utimesSync(written, at, at)
  return home
}

test.each([
  ['en', 'the clock of this machine says', 'a record of this home was written later than that'],
  ['nl', 'de klok van dit toestel zegt', 'in deze map werd later dan dat een logboek geschreven'],
])(
  '%s: an answers file is told of a clock that is a day behind before anything is recorded, and goes on',
  async (lang, says, why) => {
    const said = await cli(homeWrittenIn(24), '--lang', lang, ...activateSmall, '--until', 'F1')
    expect(said.code).toBe(4)
    const shown = said.err.replace(/\s+/g, ' ')
    expect(shown).toContain(why)
    expect(shown.indexOf(says)).toBeLessThan(shown.indexOf('WILLEBROEK'))
  },
)

test('of a clock that nothing speaks against nothing is said', async () => {
  const said = await cli(homeWrittenIn(-24), ...activateSmall, '--until', 'F1')
  expect([said.code, said.err.includes('the clock of this machine')]).toEqual([4, false])
})
