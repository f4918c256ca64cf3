import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { addDisclosures, eraseDisclosures, readDisclosures } from '../../src/adapters/log/disclosure-file.ts'
import type { Disclosure } from '../../src/audit/disclosure.ts'
import { temporaryFolder } from '../support/log-samples.ts'

const an: Disclosure = { digest: 'digest-of-an', disclosure: 'WyJzYWx0IiwiL25hbWUiLCJBbiJd', path: '/name', seq: 3 }
const bo: Disclosure = { digest: 'digest-of-bo', disclosure: 'WyJzYWx0IiwiL25hbWUiLCJCbyJd', path: '/name', seq: 4 }
const cas: Disclosure = { digest: 'digest-of-cas', disclosure: 'WyJzYWx0IiwiL2EiLCJDYXMiXQ', path: '/a', seq: 4 }
const lineOf = ({ digest, disclosure, path, seq }: Disclosure): string =>
  `{"digest":"${digest}","disclosure":"${disclosure}","path":"${path}","seq":${seq}}\n`

function begun(...disclosures: readonly Disclosure[]) {
  const folder = temporaryFolder()
  addDisclosures(realDisk, folder, disclosures)
  const path = join(folder, 'disclosures.jsonl')
  return { folder, path, content: () => readFileSync(path, 'utf8'), read: () => [...readDisclosures(realDisk, folder)] }
}

describe('the file of what digests stand for', () => {
  it('holds one line for each, and its owner alone can read it', () => {
    const { path, content, read } = begun(an, bo)
    expect(content()).toBe(lineOf(an) + lineOf(bo))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(read()).toEqual([
      ['digest-of-an', an],
      ['digest-of-bo', bo],
    ])
  })

  it('is not there where nothing is personal', () => {
    const { path, read } = begun()
    expect(existsSync(path)).toBe(false)
    expect(read()).toEqual([])
  })

  it('keeps what is added, also behind half a line that a crash left', () => {
    const { folder, path, read } = begun(an)
    appendFileSync(path, lineOf(bo).slice(0, 30))
    addDisclosures(realDisk, folder, [cas])
    expect(read()).toEqual([
      ['digest-of-an', an],
      ['digest-of-cas', cas],
    ])
  })

  it.each([
    ['no text', '{"digest":1,"disclosure":"x","path":"/a","seq":0}'],
    ['no number of a line', '{"digest":"x","disclosure":"x","path":"/a","seq":"0"}'],
    ['a broken number', '{"digest":"x","disclosure":"x","path":"/a","seq":0.5}'],
    ['a member missing', '{"digest":"x","disclosure":"x","seq":0}'],
    ['nothing', 'null'],
  ])('is read past a line with %s', (_, line) => {
    const { path, read } = begun(an)
    writeFileSync(path, `${line}\n${lineOf(bo)}`)
    expect(read()).toEqual([['digest-of-bo', bo]])
  })

  it('is told as unreadable, never as empty, where the disk says so', () => {
    const open = (): never => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const { folder } = begun(an)
    expect(() => readDisclosures({ ...realDisk, open }, folder)).toThrow('EIO')
    expect(() => addDisclosures({ ...realDisk, open }, folder, [bo])).toThrow('EIO')
  })
})

describe('erasing', () => {
  it('takes what was asked for out of the file, says so, and leaves the rest', () => {
    const { folder, content } = begun(an, bo, cas)
    expect(eraseDisclosures(realDisk, folder, new Set(['digest-of-an', 'digest-of-cas', 'of-nobody']))).toBe(true)
    expect(content()).toBe(lineOf(bo))
    expect(eraseDisclosures(realDisk, folder, new Set(['digest-of-bo']))).toBe(true)
    expect(content()).toBe('')
  })

  it('says that there was nothing, and leaves the very same file', () => {
    const { folder, path, content } = begun(an)
    const { ino } = statSync(path)
    expect(eraseDisclosures(realDisk, folder, new Set(['digest-of-bo']))).toBe(false)
    expect([content(), statSync(path).ino]).toEqual([lineOf(an), ino])
    expect(eraseDisclosures(realDisk, temporaryFolder(), new Set(['digest-of-an']))).toBe(false)
  })

  it('goes on where a crash left a new file half made', () => {
    const { folder, path, content } = begun(an, bo)
    writeFileSync(`${path}.new`, lineOf(an))
    expect(eraseDisclosures(realDisk, folder, new Set(['digest-of-an']))).toBe(true)
    expect(content()).toBe(lineOf(bo))
    expect(existsSync(`${path}.new`)).toBe(false)
  })
})
