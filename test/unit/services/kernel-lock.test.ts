import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockHolder, takeLock } from '../../../src/services/kernel-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('whoever has a lock is known by the id that stands in its file, and by none that no process has', () => {
  const path = join(folder, 'desk.lock')
  expect(lockHolder(path)).toBeNull()
  const lock = takeLock(path)
  expect(takeLock(path)).toBeNull()
  expect(lockHolder(path)).toEqual({ pid: process.pid })
  for (const [text, pid] of [
    ['4711\n', 4711],
    ['1', 1],
    // A signal to 0 or less goes to a whole group of processes.
    ['0\n', null],
    ['-4711\n', null],
    ['', null],
    ['nobody\n', null],
    ['9007199254740993\n', null],
  ] as const) {
    writeFileSync(path, text)
    expect([text, lockHolder(path)]).toEqual([text, { pid }])
  }
  lock?.release()
  expect(lockHolder(path)).toBeNull()
})

test('a lock stands while its path leads to it', () => {
  const path = join(folder, 'desk.lock')
  const lock = takeLock(path)
  expect(lock?.stands()).toBe(true)
  rmSync(path)
  expect(lock?.stands()).toBe(false)
  writeFileSync(path, '')
  expect(lock?.stands()).toBe(false)
  lock?.release()
})
