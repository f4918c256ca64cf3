import { expect, test } from 'vitest'
import { type Disk, realDisk } from '../../../../src/adapters/disk/disk.ts'
import { type NewFileFaults, writeNewFile } from '../../../../src/adapters/disk/new-file.ts'
import { exit } from '../../../../src/core/exit-codes.ts'
import { Fault } from '../../../../src/core/fault.ts'
import { plain } from '../../../../src/core/text.ts'

const fault = (said: string): Fault => new Fault({ code: 'output.unwritable', exit: exit.usage, message: plain(said) })
const faults: NewFileFaults = {
  taken: (shown) => fault(`${shown} is taken`),
  notWritable: (shown, why) => fault(`${shown}: ${why}`),
}

/** What is thrown when the disk throws this as the file is made. */
function thrownFor(error: unknown): unknown {
  const disk: Disk = {
    ...realDisk,
    makeFolder: () => null,
    syncFolder: () => {},
    open: () => {
      throw error
    },
  }
  try {
    writeNewFile('/somewhere/new.txt', 'text', false, faults, disk)
  } catch (thrown) {
    return thrown
  }
  return null
}

test('what the disk refuses is told as a fault with its reason', () => {
  expect(thrownFor(Object.assign(new Error('no'), { code: 'EROFS' }))).toMatchObject({
    ...{ name: 'Fault', message: '/somewhere/new.txt: EROFS' },
  })
})

test('a mistake of the program is not passed off as one of the disk', () => {
  const mistake = new TypeError('no such method')
  expect(thrownFor(mistake)).toBe(mistake)
})
