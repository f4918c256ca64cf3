import { chmodSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadAddonBytes } from '../../../../src/adapters/program/load-addon.ts'
import { root } from '../../../support/run-cli.ts'

const addon = `node_modules/fs-native-extensions/prebuilds/linux-${process.arch}/fs-native-extensions.node`
const bytes = readFileSync(join(root, addon))
const folder = mkdtempSync(join(tmpdir(), 'addon-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an addon in memory is loaded, works, and leaves nothing on the disk', () => {
  const { tryLock } = loadAddonBytes(bytes, [folder]) as { tryLock(...args: readonly unknown[]): void }
  const path = join(folder, 'locked')
  tryLock(openSync(path, 'w+'), 0, 0, true)
  expect(() => tryLock(openSync(path, 'r+'), 0, 0, true)).toThrow(/EAGAIN|unavailable/)
  expect(readdirSync(folder)).toEqual(['locked'])
})

test('a folder that is not there, is none or takes nothing is passed over; with none at all it says why', () => {
  const [gone, file] = [join(folder, 'gone'), join(folder, 'locked')]
  const readOnly = join(folder, 'read-only')
  mkdirSync(readOnly)
  chmodSync(readOnly, 0o500)
  expect(loadAddonBytes(bytes, [gone, file, readOnly, folder])).toHaveProperty('tryLock')
  expect(() => loadAddonBytes(bytes, [gone])).toThrow("can't be loaded here (ENOENT), so nothing was done")
  expect(() => loadAddonBytes(bytes, [])).toThrow("can't be loaded here, so nothing was done")
})

test('what is no addon is refused by the system, and leaves nothing behind', () => {
  const before = readdirSync(folder)
  expect(() => loadAddonBytes(Buffer.from('no addon'), [folder])).toThrow("can't be loaded here (ERR_DLOPEN_FAILED)")
  expect(readdirSync(folder)).toEqual(before)
})
