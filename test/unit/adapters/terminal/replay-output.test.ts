import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { realDisk } from '../../../../src/adapters/disk/disk.ts'
import { fileOutput } from '../../../../src/adapters/terminal/replay-output.ts'
import { temporaryFolder } from '../../../support/log-samples.ts'

afterEach(() => vi.restoreAllMocks())

it('writes all of a text to a new file for its owner, also when the disk takes it in pieces', () => {
  const path = join(temporaryFolder(), 'replay.txt')
  const output = fileOutput(path)
  const write = realDisk.write
  vi.spyOn(realDisk, 'write').mockImplementationOnce((file, bytes) => write(file, bytes.subarray(0, 3)))
  output.write('één regel\n')
  output.write('two\n')
  output.end()
  expect(readFileSync(path, 'utf8')).toBe('één regel\ntwo\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(() => fileOutput(path)).toThrow(expect.objectContaining({ code: 'replay.not-writable', exit: 1 }))
})
