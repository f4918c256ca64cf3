import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeNewProfile } from '../../../../src/adapters/disk/new-profile.ts'
import { loadProfile, profilePath } from '../../../../src/adapters/home/profile-file.ts'
import { municipalityOf } from '../../../../src/municipality/find-municipality.ts'
import { asPerson } from '../../../support/needs.ts'

const examples = fileURLToPath(new URL('../../../../fixtures/profiles/', import.meta.url))
const willebroek = municipalityOf('12040')
let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-profile-'))
})
afterEach(() => rmSync(home, { recursive: true }))

describe('loadProfile', () => {
  it('gives null when nobody prepared one', async () => {
    expect(await loadProfile(home, willebroek, null, home)).toBeNull()
  })

  it('finds the profile in its own place, with the bytes that were read', async () => {
    mkdirSync(join(home, 'profiles'))
    cpSync(join(examples, 'willebroek.yaml'), join(home, 'profiles/willebroek.yaml'))
    const found = await loadProfile(home, willebroek, null, '/')
    expect(found?.path).toBe(join(home, 'profiles/willebroek.yaml'))
    expect(found?.bytes).toEqual(readFileSync(join(examples, 'willebroek.yaml')))
    expect(found?.profile.municipality).toBe('12040')
  })

  it('takes a named file from anywhere, relative to where the person is', async () => {
    expect((await loadProfile(home, willebroek, 'willebroek.yaml', examples))?.path).toBe(
      join(examples, 'willebroek.yaml'),
    )
  })

  it.each([
    ['a file that is not there', 'nowhere.yaml', 'profile.missing', 2],
    ['a file of which the folder is not there', 'willebroek.yaml/x', 'profile.missing', 2],
    ['the profile of another municipality', 'diest.yaml', 'profile.other-municipality', 3],
    ['a folder', '.', 'profile.unreadable', 3],
    ['a device', '/dev/zero', 'profile.unreadable', 3],
    ['a name with a NUL byte', 'a\0b', 'profile.unreadable', 3],
    ['a hostile name', '$(id)\n\u001b[31m"../x', 'profile.missing', 2],
    ['a name that no disk takes', 'x'.repeat(1_000_000), 'profile.unreadable', 3],
  ])('refuses %s', async (_, file, code, exit) => {
    const fault = await loadProfile(home, willebroek, file, examples).catch((error: unknown) => error)
    expect(fault).toMatchObject({ name: 'Fault', code, exit, hint: expect.any(Object) })
    expect((fault as Error).message).not.toMatch(/\p{Cc}/u)
    expect((fault as Error).message.length).toBeLessThan(400)
  })

  it('refuses a named pipe instead of waiting for it', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(home, 'pipe')])
    await expect(loadProfile(home, willebroek, 'pipe', home)).rejects.toMatchObject({ code: 'profile.unreadable' })
  })

  it('refuses a file of 50 MB without reading it, and one that is not UTF-8', async () => {
    writeFileSync(join(home, 'big.yaml'), Buffer.alloc(50 * 2 ** 20, '#'))
    await expect(loadProfile(home, willebroek, 'big.yaml', home)).rejects.toMatchObject({
      code: 'file.too-big',
      exit: 3,
    })
    writeFileSync(join(home, 'latin1.yaml'), Buffer.from('# Scherpenheuvel \xe9', 'latin1'))
    await expect(loadProfile(home, willebroek, 'latin1.yaml', home)).rejects.toMatchObject({
      diagnostics: [{ code: 'yaml.encoding' }],
    })
  })
})

describe('writeNewProfile', () => {
  const path = () => profilePath(home, willebroek)

  it('writes for its owner only, makes the folder, and leaves nothing else behind', () => {
    writeNewProfile(path(), 'one', false, home)
    expect(readFileSync(path(), 'utf8')).toBe('one')
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(home, 'profiles'))).toEqual(['willebroek.yaml'])
  })

  it('never overwrites, unless it is forced to', () => {
    writeNewProfile(path(), 'one', false, home)
    expect(() => writeNewProfile(path(), 'two', false, home)).toThrow(
      expect.objectContaining({ code: 'profile.exists', exit: 2 }),
    )
    expect(readFileSync(path(), 'utf8')).toBe('one')
    writeNewProfile(path(), 'two', true, home)
    expect(readFileSync(path(), 'utf8')).toBe('two')
    expect(readdirSync(join(home, 'profiles'))).toEqual(['willebroek.yaml'])
  })

  it('replaces a link, and never writes through it', () => {
    writeFileSync(join(home, 'elsewhere'), 'mine')
    mkdirSync(join(home, 'profiles'))
    symlinkSync(join(home, 'elsewhere'), path())
    expect(() => writeNewProfile(path(), 'one', false, home)).toThrow(
      expect.objectContaining({ code: 'profile.exists' }),
    )
    writeNewProfile(path(), 'one', true, null)
    expect(readFileSync(join(home, 'elsewhere'), 'utf8')).toBe('mine')
  })

  it.each([
    ['a folder stands', (at: string) => mkdirSync(at, { recursive: true })],
    ['the parent is a file', () => writeFileSync(join(home, 'profiles'), '')],
  ])('says so where %s, and leaves nothing behind', (_, prepare) => {
    prepare(path())
    expect(() => writeNewProfile(path(), 'one', true, null)).toThrow(
      expect.objectContaining({ code: 'output.not-writable', exit: 1 }),
    )
    expect(readdirSync(home, { recursive: true }).filter((name) => String(name).includes('.part'))).toEqual([])
  })

  it('says so where it may not write', async () => {
    mkdirSync(join(home, 'profiles'))
    chmodSync(join(home, 'profiles'), 0o500)
    const writing = asPerson(home, () => writeNewProfile(path(), 'one', false, home))
    await expect(writing).rejects.toMatchObject({ code: 'home.unwritable', exit: 5 })
    chmodSync(join(home, 'profiles'), 0o700)
  })
})
