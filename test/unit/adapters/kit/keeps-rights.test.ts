import { expect, test } from 'vitest'
import { keepsRights } from '../../../../src/adapters/kit/keeps-rights.ts'

test.each([
  ['ext4', 0xef53, true],
  ['btrfs', 0x9123683e, true],
  ['btrfs, as a number with a sign', 0x9123683e | 0, true],
  ['FAT', 0x4d44, false],
  ['exFAT', 0x2011bab0, false],
  ['a driver in user space', 0x65735546, false],
])('%s', (_name, type, keeps) => {
  expect(keepsRights('/media/stick', () => ({ type }))).toBe(keeps)
})

test('a disk that says nothing keeps none', () => {
  const none = () => {
    throw new Error('EIO')
  }
  expect(keepsRights('/media/stick', none)).toBe(false)
})
