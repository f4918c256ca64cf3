import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { realDisk } from '../../../../src/adapters/disk/disk.ts'
import { logKey } from '../../../../src/adapters/keys/log-key.ts'
import { temporaryFolder } from '../../../support/log-samples.ts'

afterEach(() => vi.restoreAllMocks())

const publicPart = (key: ReturnType<typeof logKey>): unknown => key.export({ format: 'jwk' }).x

it('makes the key of a machine once, for its owner only', () => {
  const home = temporaryFolder()
  const made = publicPart(logKey(home))
  expect(publicPart(logKey(home))).toBe(made)
  expect(readdirSync(join(home, 'keys'))).toEqual(['log.key'])
  expect(statSync(join(home, 'keys/log.key')).mode & 0o777).toBe(0o600)
})

it('takes the key that another process makes at the same moment, and never replaces it', () => {
  const home = temporaryFolder()
  let theirs: unknown
  const link = realDisk.link
  vi.spyOn(realDisk, 'link').mockImplementationOnce((from, to) => {
    theirs = publicPart(logKey(home))
    link(from, to)
  })
  expect(publicPart(logKey(home))).toBe(theirs)
  expect(readFileSync(join(home, 'keys/log.key'), 'utf8')).toContain('PRIVATE KEY')
  expect(readdirSync(join(home, 'keys'))).toEqual(['log.key'])
})
