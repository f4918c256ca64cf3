import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { lockLastSegment } from '../../src/adapters/log/holder.ts'
import { temporaryFolder } from '../support/log-samples.ts'

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

function locked(folder: string, disk: Disk) {
  const { file, indices } = lockLastSegment(disk, folder)
  onTestFinished(() => disk.close(file))
  return { indices, file: disk.identify(file) }
}

describe('the lock on the last segment', () => {
  it('is taken on the next one where its holder began that meanwhile, and left', () => {
    const { folder, disk } = raced((inside, attempt) => {
      if (attempt === 1) writeFileSync(join(inside, 'log.000001.jsonl'), 'two\n')
    })
    const { indices, file } = locked(folder, disk)
    expect(indices).toEqual([0, 1])
    expect(file.inode).toBe(disk.identify(join(folder, 'log.000001.jsonl')).inode)
  })

  it('is taken on the file that took its place meanwhile', () => {
    const { folder, disk } = raced((inside, attempt) => {
      if (attempt > 2) return
      writeFileSync(join(inside, 'log.new'), 'one\n')
      renameSync(join(inside, 'log.new'), join(inside, 'log.000000.jsonl'))
    })
    expect(locked(folder, disk)).toMatchObject({
      indices: [0],
      file: { inode: disk.identify(join(folder, 'log.000000.jsonl')).inode },
    })
  })

  it('is given up where that goes on, and nothing of the log is held', () => {
    const { folder, disk } = raced((inside, attempt) => {
      writeFileSync(join(inside, `log.00000${attempt}.jsonl`), 'more\n')
    })
    expect(() => lockLastSegment(disk, folder)).toThrow(expect.objectContaining({ code: 'log.locked', exit: 5 }))
    expect(locked(folder, realDisk).indices).toEqual([0, 1, 2, 3])
  })

  it('is none on a log that was deleted meanwhile', () => {
    const { folder, disk } = raced((inside) => rmSync(join(inside, 'log.000000.jsonl')))
    expect(() => lockLastSegment(disk, folder)).toThrow(expect.objectContaining({ code: 'log.missing', exit: 2 }))
  })
})

describe('who holds the lock', () => {
  it.each([
    ['4711\n', 'another process (pid 4711) is writing'],
    ['4194304\n', 'another process (pid 4194304) is writing'],
    ['', 'another process is writing'],
    ['0\n', 'another process is writing'],
    ['-1\n', 'another process is writing'],
    ['1e3\n', 'another process is writing'],
    ['4711', 'another process is writing'],
    ['4711\n4712\n', 'another process is writing'],
    // A number of seventeen digits, of which no part is taken for one.
    ['12345678901234567\n', 'another process is writing'],
  ])('is told from %j', (content, message) => {
    const { folder } = raced(() => {})
    writeFileSync(join(folder, 'holder'), content)
    const disk: Disk = { ...realDisk, lock: () => false }
    expect(() => lockLastSegment(disk, folder)).toThrow(message)
  })
})
