import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readLog } from '../../src/adapters/log-files.ts'
import { temporaryFolder } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { verifySealed } from '../support/sealing.ts'

const writer = fileURLToPath(new URL('writer.ts', import.meta.url))
const noFaketime = lacks('faketime, for clocks that jump', ['faketime', '--version'])

/** A run of the writer by a wall clock that is set apart from the real one; the monotonic clock stays. */
function write(folder: string, apart: string): void {
  const env = { ...process.env, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
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
