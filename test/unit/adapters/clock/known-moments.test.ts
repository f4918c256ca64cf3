import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownMoments } from '../../../../src/adapters/clock/known-moments.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const shown = (...given: Parameters<typeof knownMoments>): readonly string[] =>
  knownMoments(...given).map(({ from, at }) => `${from} ${at}`)

test('the newest record, the time that the system keeps, and the clock of the hardware', () => {
  const folder = tempFolder()
  for (const [name, second] of [
    ['incidents/diest-2026-11-01/checkpoint', 1_795_000_000],
    ['incidents/diest-2026-11-02/checkpoint', 1_795_100_000],
    ['drills/willebroek-drill/checkpoint', 1_794_000_000],
    ['saved', 1_795_200_000],
  ] as const) {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, '')
    utimesSync(path, second, second)
  }
  writeFileSync(join(folder, 'since_epoch'), '1795300000\n')
  const records = ['incidents', 'drills'].map((name) => join(folder, name))
  const clocks = { saved: join(folder, 'saved'), hardware: join(folder, 'since_epoch') }
  expect(shown(records, clocks)).toEqual([
    `system ${Temporal.Instant.fromEpochMilliseconds(1_795_200_000_000)}`,
    `hardware ${Temporal.Instant.fromEpochMilliseconds(1_795_300_000_000)}`,
    `record ${Temporal.Instant.fromEpochMilliseconds(1_795_100_000_000)}`,
  ])
})

test.each(['', 'soon', '-1', '99999999999999999', '0x10'])(
  'a machine without any of it, or with %j in it, says nothing',
  (text) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'since_epoch'), text)
    expect(
      shown([join(folder, 'gone')], { saved: join(folder, 'gone'), hardware: join(folder, 'since_epoch') }),
    ).toEqual([])
  },
)
