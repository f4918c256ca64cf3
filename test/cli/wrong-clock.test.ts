import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
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

interface First {
  readonly type: string
  readonly data: { readonly needs?: string; readonly doubted?: { readonly told: string } }
}

function firstLine(home: string): First {
  const [name = ''] = readdirSync(join(home, 'incidents')).filter((one) => one.startsWith('willebroek'))
  const [first = ''] = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8').split('\n')
  return JSON.parse(first)
}

const verdict = {
  en: /the clock of the machine said .* when the incident was opened, and something spoke against it: a record of this home was written later than that \(.*\); nobody was asked/,
  nl: /de klok van het toestel zei .* toen het incident geopend werd, en iets sprak dat tegen: in deze map werd later dan dat een logboek geschreven \(.*\); er werd niemand iets gevraagd/,
}

test('what spoke against the clock stands in the first line, in verify, in the report and in the replay', async () => {
  const home = homeWrittenIn(24)
  expect((await cli(home, ...activateSmall, '--until', 'F1')).code).toBe(4)
  const { type, data } = firstLine(home)
  expect(type).toBe('incident.opened')
  expect(data).toMatchObject({
    needs: '0.3.0',
    doubted: {
      ...{ clock: expect.stringMatching(/^20/), told: 'nobody' },
      against: expect.arrayContaining([{ from: 'record', at: expect.stringMatching(/^20/) }]),
    },
  })
  for (const lang of ['en', 'nl'] as const) {
    const verified = await cli(home, '--lang', lang, 'verify', 'willebroek')
    expect(verified.code, verified.err).toBe(0)
    expect(verified.out.replace(/\s+/g, ' ')).toMatch(verdict[lang])
    const { disturbances, record } = JSON.parse(
      (await cli(home, '--lang', lang, 'report', 'willebroek', '--format', 'json')).out,
    )
    expect(disturbances.map((one: { type: string }) => one.type)).toContain('incident.opened')
    expect(JSON.stringify(record)).toMatch(verdict.en)
    expect((await cli(home, '--lang', lang, 'replay', 'willebroek')).out.replace(/\s+/g, ' ')).toMatch(verdict[lang])
  }
})

test('cloud up opens an incident with the same look at the clock', async () => {
  const home = homeWrittenIn(24)
  const as = ['--operator', 'Els Peeters', '--yes', 'cloud']
  try {
    const said = await cli(home, ...as, 'up', 'willebroek')
    expect(said.code, said.err).toBe(0)
    expect(said.err.replace(/\s+/g, ' ')).toContain('a record of this home was written later than that')
    expect(firstLine(home).data.doubted?.told).toBe('nobody')
  } finally {
    await cli(home, ...as, 'down', 'willebroek')
  }
})

test('of a clock that nothing speaks against nothing is said', async () => {
  const home = homeWrittenIn(-24)
  const said = await cli(home, ...activateSmall, '--until', 'F1')
  expect([said.code, said.err.includes('the clock of this machine')]).toEqual([4, false])
  expect(firstLine(home).data).not.toHaveProperty('doubted')
})
