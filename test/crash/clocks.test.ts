import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readLog } from '../../src/adapters/log/files.ts'
import { temporaryFolder } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { verifySealed } from '../support/sealing.ts'

const writer = fileURLToPath(new URL('writer.ts', import.meta.url))
const noFaketime = lacks('faketime, for clocks that jump', ['faketime', '--version'])

/** A run of the writer by a wall clock that is set apart from the real one; the monotonic clock stays. */
function write(folder: string, apart: string): void {
  const env = { ...process.env, TZ: 'Europe/Brussels', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  execFileSync('faketime', ['-f', apart, process.execPath, writer, folder, '2', 'seal'], { env })
}

it.skipIf(noFaketime)(
  'a wall clock that is set back or forward is on record, and the order and the seals stand',
  async () => {
    const folder = join(temporaryFolder(), 'log')
    for (const apart of ['+0s', '-1h', '+0s', '+90d']) write(folder, apart)
    const { events } = await readLog(folder)
    const jumps = events.flatMap(({ type, data }) => (type === 'clock.jump' ? [data.wallMs - data.monoMs] : []))
    const hour = 3_600_000
    expect(jumps.map((jump) => Math.round(jump / hour))).toEqual([-1, 1, 90 * 24])
    expect(events.map(({ seq }) => seq)).toEqual([...events.keys()])
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
  },
)

it.skipIf(noFaketime)('the end of summer time is no jump, and no line stands an hour earlier for it', async () => {
  const folder = join(temporaryFolder(), 'log')
  // 3 o'clock in Brussels, which becomes 2 o'clock.
  const change = Date.UTC(2026, 9, 25, 1)
  const apart = change - 3000 - Date.now()
  write(folder, `${(apart / 1000).toFixed(3)}s`)
  await pause(Math.max(0, change + 500 - (Date.now() + apart)))
  write(folder, `${(apart / 1000).toFixed(3)}s`)
  const { events } = await readLog(folder)
  const times = events.map(({ t }) => Date.parse(t) - change)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect([Math.min(...times) < 0, Math.max(...times) > 0, Math.max(...times) < 60_000]).toEqual([true, true, true])
  expect(events.map(({ type }) => type)).not.toContain('clock.jump')
  expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
})
