import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { checkFiles, collectFiles } from '../../src/adapters/record/check-files.ts'
import { readRecord } from '../../src/adapters/record/log.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import type { RecordSource } from '../../src/adapters/record/source.ts'
import { writeArchive } from '../../src/adapters/record/write-archive.ts'
import { recordFolder } from '../support/record-samples.ts'
import { tempFolder } from '../support/run-cli.ts'

async function inFolder(): Promise<RecordSource> {
  return openRecord(await recordFolder(tempFolder()))
}

async function inArchive(): Promise<RecordSource> {
  const parent = tempFolder()
  const folder = await recordFolder(parent)
  const file = join(parent, 'x.tar.gz')
  await writeArchive({ folder, file, disclosures: false, progress: () => {} })
  return openRecord(file)
}

async function contentOf(source: RecordSource, name: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of source.read(name)) {
    parts.push(Buffer.from(chunk))
    // A reader may use the chunk as it likes.
    chunk.fill(0)
  }
  return Buffer.concat(parts)
}

const blob = createHash('sha256').update('x'.repeat(100_000)).digest('hex')

describe.each([
  ['a folder', inFolder],
  ['an archive', inArchive],
])('%s', (_what, open) => {
  it('lists every file, sorted, by its name in the folder', async () => {
    const names = (await open()).list()
    expect(names).toEqual(names.toSorted())
    expect(names).toEqual(
      expect.arrayContaining(['checkpoint', 'log.000000.jsonl', 'outbox/één.txt', 'pinned/plan.yaml', `blobs/${blob}`]),
    )
    expect(names).not.toContain('blobs')
  })

  it('gives size, content and hash of each, small or large, as often as one likes', async () => {
    const source = await open()
    for (const name of source.list()) {
      const bytes = await contentOf(source, name)
      expect(source.size(name), name).toBe(bytes.length)
      expect(await source.digest(name)).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect((await contentOf(source, name)).equals(bytes)).toBe(true)
    }
    expect((await contentOf(source, `blobs/${blob}`)).toString()).toBe('x'.repeat(100_000))
  })

  it('says how many bytes it hashed', async () => {
    let read = 0
    await (await open()).digest(`blobs/${blob}`, (bytes) => {
      read += bytes
    })
    expect(read).toBe(100_000)
  })

  it('lets a reader stop', async () => {
    const source = await open()
    for await (const _first of source.read(`blobs/${blob}`)) break
    expect((await contentOf(source, 'checkpoint')).toString()).toBe('sealed')
  })

  it('has no other file', async () => {
    const source = await open()
    for (const name of ['gone', 'blobs', '../outside', '/etc/passwd']) {
      await expect(contentOf(source, name), name).rejects.toMatchObject({ name: 'Fault', exit: 5 })
    }
  })

  it('holds a log that verifies over all its parts, and files that are what it says', async () => {
    const source = await open()
    expect(source.list().filter((name) => name.startsWith('log.')).length).toBeGreaterThan(2)
    const known = collectFiles()
    const progress: number[] = []
    const result = await readRecord(source, known.take, (done) => progress.push(done))
    expect(result).toMatchObject({ verdict: 'unsealed', firstBadLine: null })
    expect(progress.length).toBeGreaterThan(2)
    const found = await checkFiles(source, known.files, () => {})
    expect(found).toMatchObject({ checked: 1, bytes: 100_000, missing: [], changed: [] })
  })
})

test('what is neither a folder nor a file holds no log', async () => {
  await expect(openRecord('/dev/null')).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
  await expect(openRecord(join(tempFolder(), 'gone'))).rejects.toMatchObject({ code: 'log.missing' })
  const empty = await openRecord(tempFolder())
  await expect(readRecord(empty, () => {})).rejects.toMatchObject({ code: 'log.missing' })
})

test('links in a folder are not listed and not followed', async () => {
  const folder = tempFolder()
  symlinkSync('/etc/passwd', join(folder, 'link'))
  mkdirSync(join(folder, 'real'))
  symlinkSync('/etc', join(folder, 'real/etc'))
  writeFileSync(join(folder, 'real/file'), '')
  const source = await openRecord(folder)
  expect(source.list()).toEqual(['real/file'])
  for (const name of ['link', 'real/etc/passwd', `real/../../${basename(folder)}/real/file`]) {
    await expect(source.digest(name), name).rejects.toMatchObject({ code: 'log.unusable' })
  }
})

test.each(['a link to itself', 'a link to nowhere', 'behind a link to nowhere'])(
  'of what can not be looked at nobody says that it holds no log: %s',
  async (which) => {
    const place = tempFolder()
    const target = which === 'a link to itself' ? join(place, 'link') : join(place, 'a-disk-that-is-away')
    symlinkSync(target, join(place, 'link'))
    const path = which.startsWith('behind') ? join(place, 'link', 'record') : join(place, 'link')
    await expect(openRecord(path)).rejects.toMatchObject({ code: 'log.unusable', exit: 5 })
    await expect(openRecord(join(place, 'not-there'))).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
  },
)
