import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import { note, temporaryFolder, testHost } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'
import { verifyFolder } from '../support/verify-folder.ts'

const noMount = lacks('the right to mount a tmpfs, for a disk that is really full', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])

function smallDisk(size: string): string {
  const folder = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder])
  onTestFinished(() => void execFileSync('umount', [folder]))
  return folder
}

it.skipIf(noMount)(
  'a disk that fills up: a short write, the end on record, and on again when there is room',
  async () => {
    const mount = smallDisk('256k')
    const folder = join(mount, 'incident')
    let shortWrites = 0
    const disk: Disk = {
      ...realDisk,
      write(file, bytes) {
        const taken = realDisk.write(file, bytes)
        if (taken < bytes.length) shortWrites += 1
        return taken
      },
    }
    const host = testHost({ disk, ballastBytes: 16_384 })
    const log = await createLog(folder, host)
    const acknowledged: unknown[] = []
    let failure: unknown = null
    while (failure === null) {
      try {
        acknowledged.push(...(await log.append([note('x', 6000)], log.size)))
      } catch (error) {
        failure = error
      }
    }
    expect(failure).toMatchObject({ code: 'log.disk-full', exit: 5, hint: expect.anything() })
    expect(shortWrites).toBe(1)
    await expect(log.append([note('y')], log.size)).rejects.toMatchObject({ code: 'log.stopped' })
    await log.close()
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: acknowledged.length + 1 })

    writeFileSync(join(mount, 'other'), Buffer.alloc(8192))
    await expect(openLog(folder, host)).rejects.toMatchObject({ code: 'log.disk-full', exit: 5 })
    execFileSync('mount', ['-o', 'remount,size=512k', mount])
    const { log: again, events } = await openLog(folder, host)
    expect(events.slice(0, -1)).toEqual(acknowledged)
    expect(events.at(-1)).toMatchObject({ type: 'disk.full', data: { freed: 16_384 } })
    expect(await again.append([note('y')], again.size)).toHaveLength(1)
    await again.close()
  },
)

it.skipIf(noMount)('a disk that fills up under a sealed log: its end is on record and sealed, each time', async () => {
  for (const size of ['128k', '132k', '140k', '148k']) {
    const mount = smallDisk(size)
    const folder = join(mount, 'incident')
    const host = sealingHost({ ballastBytes: 24_576 })
    const log = await createLog(folder, host)
    let failure: unknown = null
    while (failure === null) {
      try {
        // Each is a decision, so that the room for a seal runs out too.
        await log.append(
          [{ type: 'step.skipped', actor: 'An', step: 'a/b', data: { reason: 'x'.repeat(900) } }],
          log.size,
        )
      } catch (error) {
        failure = error
      }
    }
    expect(failure).toMatchObject({ code: 'log.disk-full', exit: 5 })
    await log.close()
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
    expect((await readLog(folder)).events.at(-1)).toMatchObject({ type: 'disk.full', data: { freed: 24_576 } })
  }
})

it.skipIf(noMount)('a disk that is full before a log begins', async () => {
  const mount = smallDisk('16k')
  await expect(createLog(join(mount, 'incident'), testHost({ ballastBytes: 65_536 }))).rejects.toMatchObject({
    code: 'log.disk-full',
    exit: 5,
  })
})

it.skipIf(noMount)('a read-only disk', async () => {
  const mount = smallDisk('256k')
  const folder = join(mount, 'incident')
  await (await createLog(folder, testHost())).close()
  execFileSync('mount', ['-o', 'remount,ro', mount])
  await expect(openLog(folder, testHost())).rejects.toMatchObject({ code: 'log.unusable', exit: 5 })
  expect((await verifyFolder(folder)).verdict).toBe('unsealed')
})
