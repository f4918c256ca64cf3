import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLog } from '../../src/adapters/log/files.ts'
import { note, testClock } from '../support/log-samples.ts'
import { cli, tempFolder } from '../support/run-cli.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'
import { noOpenssl, timeStampAuthority } from '../support/time-stamp-server.ts'

const hour = 3_600_000

/** A sealed log whose clock is wrong by `off` milliseconds and then by `later`, with a time stamp of now over its newest head. */
async function stamped(off: number, later = off) {
  const folder = join(tempFolder(), 'log')
  const { clock, witness } = testClock({ wall: Date.now() + off })
  const log = await createLog(folder, sealingHost({ witness }))
  await log.append([note('one'), note('two')], log.size)
  clock.wall += later - off
  await log.append([note('three')], log.size)
  await log.close()
  const authority = timeStampAuthority(tempFolder())
  const checkpoints = join(folder, 'checkpoints')
  const size = Math.max(...readdirSync(checkpoints).map((name) => Number.parseInt(name, 10)))
  const query = execFileSync('openssl', [
    ...['ts', '-query', '-data', join(checkpoints, `${size}.note`), '-sha256', '-cert'],
  ])
  writeFileSync(join(checkpoints, `${size}.tsr`), authority.reply(query))
  return { folder, size, authority: authority.ca }
}

test.skipIf(noOpenssl)(
  'lines that say another day than the stamp over them are told in verify and witness print',
  async () => {
    const { folder, size, authority } = await stamped(-40.5 * hour)
    const found = await verifySealed(folder, { authority })
    expect(found).toMatchObject({ verdict: 'witnessed', remarks: [{ kind: 'time-stamp', line: size }] })
    expect(found.remarks[0]?.said.en).toContain('1 d 16 h after the last of them was written')
    const shown = await cli(tempFolder(), 'verify', folder, '--tsa-ca', authority)
    expect(shown.code).toBe(0)
    expect(shown.out).toContain('To be looked at (it changes no verdict):\n- the time stamp over')
    expect((await cli(tempFolder(), '--lang', 'nl', 'witness', 'print', folder)).out).toContain('de tijdstempel over')
    const printed = await cli(tempFolder(), '--json', 'witness', 'print', folder)
    expect(JSON.parse(printed.out).remarks).toEqual([expect.stringContaining('1 d 16 h after')])
  },
)

test.skipIf(noOpenssl)('and so are lines from a clock that was ahead', async () => {
  const { folder, authority } = await stamped(36.5 * hour)
  const [remark] = (await verifySealed(folder, { authority })).remarks
  expect(remark?.said.nl).toMatch(/1 d 12 u voor het schrijven van de laatste ervan/)
})

test.skipIf(noOpenssl)(
  'a jump that is on record explains it, and lines that say the same day are no matter',
  async () => {
    const jumped = await stamped(0, -40 * hour)
    const [remark] = (await verifySealed(jumped.folder)).remarks
    expect(remark?.said.en).toMatch(/the jump of the clock that is on record in line \d+ explains it$/)
    const right = await stamped(0)
    expect((await verifySealed(right.folder)).remarks).toEqual([])
  },
)
