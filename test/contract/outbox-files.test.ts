import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutbox, safeName } from '../../src/adapters/notices/outbox-files.ts'
import { freshFolder } from '../support/acting.ts'

let folder: ReturnType<typeof freshFolder>
const inside = (name: string) => join(folder.path, 'outbox', name)
const files = () => readdirSync(join(folder.path, 'outbox')).sort()
const write = (name: string, content: string) => createOutbox(join(folder.path, 'outbox')).write(name, content)

beforeEach(() => {
  folder = freshFolder('outbox')
})
afterEach(() => folder[Symbol.dispose]())

test('a notice is a file for its owner only', async () => {
  expect(await write('ccb-early-warning.eml', 'Onderwerp: één')).toBe(inside('ccb-early-warning.eml'))
  expect(readFileSync(inside('ccb-early-warning.eml'), 'utf8')).toBe('Onderwerp: één')
  expect(statSync(inside('ccb-early-warning.eml')).mode & 0o777).toBe(0o600)
})

test('an earlier notice is never overwritten, and the same one again is the same file', async () => {
  expect(await write('a.txt', 'one')).toBe(inside('a.txt'))
  expect(await write('a.txt', 'two')).toBe(inside('a-2.txt'))
  expect(await write('a.txt', 'three')).toBe(inside('a-3.txt'))
  expect(await write('a.txt', 'two')).toBe(inside('a-2.txt'))
  expect(readFileSync(inside('a.txt'), 'utf8')).toBe('one')
  expect(files()).toEqual(['a-2.txt', 'a-3.txt', 'a.txt'])
})

test('notices written side by side all survive', async () => {
  const paths = await Promise.all(Array.from({ length: 20 }, (_, index) => write('a.txt', `notice ${index}`)))
  expect(new Set(paths).size).toBe(20)
  paths.forEach((path, index) => {
    expect(readFileSync(path, 'utf8')).toBe(`notice ${index}`)
  })
})

test('a link that somebody planted is left alone', async () => {
  writeFileSync(join(folder.path, 'victim'), 'precious')
  symlinkSync(join(folder.path, 'victim'), inside('a.txt'))
  expect(await write('a.txt', 'precious')).toBe(inside('a-2.txt'))
  expect(readFileSync(join(folder.path, 'victim'), 'utf8')).toBe('precious')
})

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['..', 'notice'],
  ['', 'notice'],
  ['.eml', 'notice.eml'],
  ['O\'Neill "x" $(id)\n.eml', 'O-Neill-x-id.eml'],
  ['Één gemeente.txt', 'Een-gemeente.txt'],
  ['a/b\\c:d*.txt', 'a-b-c-d.txt'],
  ['文.txt', 'notice.txt'],
  [`${'x'.repeat(300)}.eml`, `${'x'.repeat(96)}.eml`],
])('%j becomes %j', (name, safe) => {
  expect(safeName(name)).toBe(safe)
})

test('every name becomes a safe one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[./\\a\-_ ]*$/)), (name) => {
      expect(safeName(name)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/)
      expect(safeName(name)).not.toContain('..')
    }),
  )
})
