import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Disk, type LaterDisk, realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { note, temporaryFolder } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'

const started: Draft = { type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }

/** A disk whose later syncs begin when they are let go, one by one. */
function heldDisk(): { readonly disk: Disk; release(): void; readonly held: number } {
  const waiting: (() => void)[] = []
  const held = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise<void>((resolve) => waiting.push(resolve)).then(work)
  return {
    disk: {
      ...realDisk,
      later: {
        ...realDisk.later,
        sync: (file) => held(() => realDisk.later.sync(file)),
        syncFolder: (folder) => held(() => realDisk.later.syncFolder(folder)),
      },
    },
    release: () => waiting.shift()?.(),
    get held() {
      return waiting.length
    },
  }
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await turn()
}

/** A log of two sealed lines, which is sealed again after each three. */
async function begun(disk: Disk) {
  const folder = temporaryFolder()
  const host = sealingHost({ disk, linesPerSeal: 3 })
  const log = await createLog(folder, host)
  await log.append([started], log.size)
  const write = async (lines: number): Promise<void> => {
    for (let i = 0; i < lines; i += 1) await log.append([note(`${i}`)], log.size)
  }
  return { folder, host, log, write, has: (size: number) => existsSync(join(folder, `checkpoints/${size}.note`)) }
}

describe('a seal that only the number of lines asks for', () => {
  it('is made while the next lines are written, and nobody waits for it', async () => {
    const held = heldDisk()
    const { folder, log, write, has } = await begun(held.disk)
    await write(5)
    expect([log.size, has(2), has(5)]).toEqual([7, true, false])
    // Head and copy are synced side by side, and the folder when both have their names.
    await until(() => held.held === 2)
    held.release()
    held.release()
    await until(() => held.held === 1)
    expect(has(5)).toBe(true)
    held.release()
    await log.close()
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: 7, tail: 0 })
  })

  it('is waited for by the next one, by whoever decides, and by the end', async () => {
    const held = heldDisk()
    const { folder, log, write, has } = await begun(held.disk)
    let isOver = false
    const free = async (): Promise<void> => {
      for (; !isOver; held.release()) await turn()
    }
    await write(5)
    let isThere = false
    const next = write(1).then(() => {
      isThere = true
    })
    await until(() => held.held === 2)
    expect(isThere).toBe(false)
    const freeing = free()
    await next
    expect(has(5)).toBe(true)
    await log.append([started], log.size)
    expect([has(8), has(9)]).toEqual([true, true])
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe(
      readFileSync(join(folder, 'checkpoints/9.note'), 'utf8'),
    )
    await write(3)
    await log.close()
    isOver = true
    await freeing
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: 12, tail: 0 })
  })

  describe.each([
    ['EIO', 'log.unusable'],
    ['ENOSPC', 'log.disk-full'],
  ])('that fails with %s', (code, fault) => {
    const failingAt = (call: keyof LaterDisk): Disk => {
      const failing = (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }))
      return { ...realDisk, later: { ...realDisk.later, [call]: failing } }
    }
    it.each(['create', 'sync', 'rename', 'syncFolder'] as const)(
      'at %s stops the log at its next line, and loses none',
      async (call) => {
        const { folder, host, log, write } = await begun(failingAt(call))
        await write(3)
        await expect(write(9)).rejects.toMatchObject({ code: fault, exit: 5 })
        await log.close()
        const { events } = await readLog(folder)
        expect(events.length).toBeGreaterThanOrEqual(5)
        const after = await openLog(folder, { ...host, disk: realDisk })
        await after.log.append([note('on again')], after.log.size)
        await after.log.close()
        expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
      },
    )

    it('is told at the end, when no line follows', async () => {
      const { folder, log, write } = await begun(failingAt('sync'))
      await write(3)
      await expect(log.close()).rejects.toMatchObject({ code: fault, exit: 5 })
      await log.close()
      const { events } = await readLog(folder)
      expect(events.at(-1)?.type).toBe(code === 'ENOSPC' ? 'disk.full' : 'note.added')
    })
  })
})
