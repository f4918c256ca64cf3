import { statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolders } from '../../src/adapters/disk/make-folders.ts'
import { tempFolder } from '../support/run-cli.ts'

test('folders are made one by one, and the topmost new one is given', () => {
  const folder = tempFolder()
  expect(makeFolders(join(folder, 'a/b/c'))).toBe(join(folder, 'a'))
  expect(statSync(join(folder, 'a/b/c')).mode & 0o777).toBe(0o700)
  expect(makeFolders(join(folder, 'a/b/c'))).toBeNull()
  expect(makeFolders(join(folder, 'a/b/d/'))).toBe(join(folder, 'a/b/d/'))
  symlinkSync(join(folder, 'a'), join(folder, 'link'))
  expect(makeFolders(join(folder, 'link/e'))).toBe(join(folder, 'link/e'))
  expect(makeFolders('/')).toBeNull()
})

test.each([
  ['a file above it', 'file/a', 'ENOTDIR'],
  ['a file in its place', 'file', 'EEXIST'],
  ['a link to nothing', 'nothing', 'EEXIST'],
])('what can not be made says why: %s', (_what, path, code) => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'file'), '')
  symlinkSync('gone', join(folder, 'nothing'))
  expect(() => makeFolders(join(folder, path))).toThrow(expect.objectContaining({ code }))
})

test.each([['/proc/x'], ['/proc/x/y/z']])('nor does it wait where nothing can be made: %s', (path) => {
  expect(() => makeFolders(path)).toThrow(expect.objectContaining({ code: 'ENOENT' }))
})
