import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { lockLastSegment } from '../../src/adapters/log/live-segment.ts'
import { LogLocks } from '../../src/adapters/log/locks.ts'
import { note, temporaryFolder, testHost } from '../support/log-samples.ts'

/** A folder with the first segment of a log, and a disk on which `meanwhile` happens right before each lock. */
function raced(meanwhile: (folder: string, attempt: number) => void) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'log.000000.jsonl'), 'one\n')
  let attempt = 0
  const disk: Disk = {
    ...realDisk,
    lock(file) {
      attempt += 1
      meanwhile(folder, attempt)
      return realDisk.lock(file)
    },
  }
  return { folder, disk }
}

async function locked(folder: string, disk: Disk) {
  const locks = new LogLocks(realDisk, folder, 'run', { pid: 1, name: null })
  onTestFinished(() => locks.close())
  const { file, indices } = await lockLastSegment(folder, testHost({ disk }), locks)
  onTestFinished(() => disk.close(file))
  return { indices, file: disk.identify(file) }
}

describe('the lock on the last segment', () => {
  it('is taken on the next one where its holder began that meanwhile, and left', async () => {
    const { folder, disk } = raced((inside, attempt) => {
      if (attempt === 1) writeFileSync(join(inside, 'log.000001.jsonl'), 'two\n')
    })
    const { indices, file } = await locked(folder, disk)
    expect(indices).toEqual([0, 1])
    expect(file.inode).toBe(disk.identify(join(folder, 'log.000001.jsonl')).inode)
  })

  it('is taken on the file that took its place meanwhile', async () => {
    const { folder, disk } = raced((inside, attempt) => {
      if (attempt > 2) return
      writeFileSync(join(inside, 'log.new'), 'one\n')
      renameSync(join(inside, 'log.new'), join(inside, 'log.000000.jsonl'))
    })
    expect(await locked(folder, disk)).toMatchObject({
      indices: [0],
      file: { inode: disk.identify(join(folder, 'log.000000.jsonl')).inode },
    })
  })

  it('is given up where that goes on, and nothing of the log is held', async () => {
    const { folder, disk } = raced((inside, attempt) => {
      writeFileSync(join(inside, `log.${String(attempt).padStart(6, '0')}.jsonl`), 'more\n')
    })
    await expect(locked(folder, disk)).rejects.toMatchObject({ code: 'log.locked', exit: 5 })
    expect((await locked(folder, realDisk)).indices).toHaveLength(11)
  })

  it('is none on a log that was deleted meanwhile', async () => {
    const { folder, disk } = raced((inside) => rmSync(join(inside, 'log.000000.jsonl')))
    await expect(locked(folder, disk)).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
  })
})

describe('who has the log', () => {
  it.each([
    ['4711\n', 'another process (pid 4711) is writing'],
    ['4711 An Peeters\n', 'another process (pid 4711) is writing'],
    ['', 'another process is writing'],
    ['0\n', 'another process is writing'],
    ['-1\n', 'another process is writing'],
    ['1e3\n', 'another process is writing'],
    ['4711', 'another process is writing'],
    ['4711\n4712\n', 'another process is writing'],
    // A number of seventeen digits, of which no part is taken for one.
    ['12345678901234567\n', 'another process is writing'],
  ])('for a session is told from %j', async (content, message) => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    onTestFinished(() => log.close())
    writeFileSync(join(folder, 'locks/session'), content)
    await expect(openLog(folder, testHost())).rejects.toThrow(message)
  })

  it.each([
    ['4711\n', 'another program (pid 4711) has the log'],
    ['12345678901234567\n', 'another program has the log'],
  ])('as an older version does, for as long as it runs, is told from %j', async (content, message) => {
    const folder = temporaryFolder()
    await (await createLog(folder, testHost())).close()
    const older = realDisk.open(join(folder, 'log.000000.jsonl'), 'append')
    onTestFinished(() => realDisk.close(older))
    realDisk.lock(older)
    writeFileSync(join(folder, 'holder'), content)
    const expected = { code: 'log.locked', exit: 5, message: expect.stringContaining(message) }
    await expect(openLog(folder, testHost())).rejects.toMatchObject(expected)
  })

  it('as an older version that comes between two appends does, is told at the next one', async () => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    onTestFinished(() => log.close())
    await log.append([note('one')], 0)
    const older = realDisk.open(join(folder, 'log.000000.jsonl'), 'append')
    expect(realDisk.lock(older)).toBe(true)
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({
      code: 'log.locked',
      message: expect.stringContaining('another program'),
    })
    expect(await log.follow()).toEqual([])
    realDisk.close(older)
    expect(await log.append([note('two')], 1)).toHaveLength(1)
  })

  it('and does not go on is named after half a minute, and its lock is left alone', async () => {
    const folder = temporaryFolder()
    const stopped = await createLog(folder, testHost({ pid: 4711, run: 'stopped' }))
    onTestFinished(() => stopped.close())
    const held = realDisk.open(join(folder, 'log.000000.jsonl'), 'append')
    let waited = 0
    const pause = async (ms: number) => {
      waited += ms
    }
    const { log } = await openLog(folder, testHost({ run: 'other', pause }), 'beside')
    onTestFinished(() => log.close())
    realDisk.lock(held)
    await expect(log.append([note('one')], 0)).rejects.toMatchObject({
      code: 'log.locked',
      exit: 5,
      message: expect.stringContaining('pid 4711'),
    })
    expect(waited).toBeGreaterThanOrEqual(30_000)
    realDisk.close(held)
    expect(await log.append([note('one')], 0)).toHaveLength(1)
    expect(await stopped.follow()).toHaveLength(1)
  })
})
