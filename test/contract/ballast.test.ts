import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { dropBallast, takeBallast } from '../../src/adapters/log/ballast.ts'
import { temporaryFolder } from '../support/log-samples.ts'

function begun() {
  const folder = temporaryFolder()
  const path = join(folder, 'ballast')
  return { folder, path, taken: () => (existsSync(path) ? statSync(path).size : null) }
}

it('space is set apart once, anew where it has another size, and given back with how much it was', () => {
  const { folder, path, taken } = begun()
  takeBallast(realDisk, folder, 5000)
  const { ino } = statSync(path)
  takeBallast(realDisk, folder, 5000)
  expect([taken(), statSync(path).ino]).toEqual([5000, ino])
  takeBallast(realDisk, folder, 700)
  expect(taken()).toBe(700)
  expect(dropBallast(realDisk, folder)).toBe(700)
  expect(taken()).toBeNull()
})

it('of space that is not there none is given back, and none that is not wanted is taken', () => {
  const { folder, taken } = begun()
  expect(dropBallast(realDisk, folder)).toBe(0)
  takeBallast(realDisk, folder, 0)
  expect(taken()).toBeNull()
  takeBallast(realDisk, folder, 1)
  expect(taken()).toBe(1)
})

it('a disk that has no room for it is left without a half of it', () => {
  const { folder, taken } = begun()
  const sync = (): never => {
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
  }
  const full: Disk = { ...realDisk, sync }
  expect(() => takeBallast(full, folder, 5000)).toThrow('ENOSPC')
  expect(taken()).toBeNull()
})

it('space of which the disk does not say how much it is is not taken for none', () => {
  const { folder } = begun()
  const identify = (): never => {
    throw Object.assign(new Error('EIO'), { code: 'EIO' })
  }
  expect(() => dropBallast({ ...realDisk, identify }, folder)).toThrow('EIO')
})
