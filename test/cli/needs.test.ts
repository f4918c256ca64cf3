import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { activateSmall } from '../support/begun-incident.ts'
import { newerInData } from '../support/newer-members.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

interface Line {
  readonly type: string
  readonly data: { readonly needs?: string }
}

test('every line that holds what 0.2.0 did not know says so, however it was written', async () => {
  const home = tempFolder()
  // A record that was written tomorrow speaks against the clock.
  const written = join(home, 'incidents/diest-2026-01-01/checkpoint')
  mkdirSync(join(written, '..'), { recursive: true })
  writeFileSync(written, '')
  utimesSync(written, Date.now() / 1000 + 86_400, Date.now() / 1000 + 86_400)
  const as = ['--operator', 'Els Peeters']
  expect((await cli(home, ...activateSmall, '--until', 'F2')).code).toBe(4)
  const run = async (...line: readonly string[]): Promise<void> => {
    const { code, err } = await cli(home, ...as, ...line)
    expect(code, err).toBe(0)
  }
  try {
    await run('note', 'willebroek', 'the alarm', '--at', 'yesterday 23:30')
    await run('note', 'willebroek', 'nothing new')
    await run('--yes', 'cloud', 'up', 'willebroek')
  } finally {
    await run('--yes', 'cloud', 'down', 'willebroek')
  }
  await run('correct', 'willebroek', 'F1.aware_at', 'now', '--reason', 'x')
  await run('false-alarm', 'willebroek', '--reason', 'a test', '--approver', 'Jan Maes')
  const [name = ''] = readdirSync(join(home, 'incidents')).filter((one) => one.startsWith('willebroek'))
  const lines = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
  const events = lines.map((line): Line => JSON.parse(line))
  const newer = events.map(({ type, data }) => ({ type, places: newerInData(type, data), needs: data.needs ?? null }))
  for (const { type, places, needs } of newer)
    expect([type, places, needs]).toEqual([type, places, places.length === 0 ? null : '0.3.0'])
  expect(newer.flatMap(({ type, places }) => places.map((place) => `${type} ${place}`))).toEqual(
    expect.arrayContaining([
      ...['incident.opened /doubted', 'note.added /at', 'cloud.outcome /services/url', 'fact.corrected *'],
      'incident.closed /falseAlarm',
    ]),
  )
})
