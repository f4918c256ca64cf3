import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { readRecord } from '../../src/adapters/record/log.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { padding, tarEnd, tarHeader } from '../../src/adapters/record/tar-format.ts'
import { writeArchive } from '../../src/adapters/record/write-archive.ts'
import { peakMemory } from '../support/peak-memory.ts'
import { recordFolder } from '../support/record-samples.ts'
import { root, tempFolder } from '../support/run-cli.ts'

let place = ''
let folder = ''
const at = (name: string) => join(place, name)
const fault = (code: string, exit: number) => expect.objectContaining({ name: 'Fault', code, exit })

beforeEach(async () => {
  place = tempFolder()
  folder = await recordFolder(place)
})

function write(name = 'a.tar.gz', progress: (done: number, total: number) => void = () => {}, disclosures = false) {
  return writeArchive({ folder, file: at(name), disclosures, progress })
}

function unpacked(name: string): string {
  const into = tempFolder()
  execFileSync('tar', ['-xzf', at(name), '-C', into])
  return join(into, basename(folder))
}

test('the tar and the sha256sum of the system accept it, and only what belongs to the record is in it', async () => {
  const made = await write()
  expect(
    createHash('sha256')
      .update(readFileSync(at('a.tar.gz')))
      .digest('hex'),
  ).toBe(made.sha256)
  const names = execFileSync('tar', ['-tzf', at('a.tar.gz')], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
  expect(names[0]).toBe('willebroek-2026-11-24/')
  expect(names.at(-1)).toBe('willebroek-2026-11-24/MANIFEST.sha256')
  expect(names.filter((name) => /holder|ballast|disclosures|\.new$|\.part-/.test(name))).toEqual([])
  const inside = unpacked('a.tar.gz')
  const said = execFileSync('sha256sum', ['--check', '--strict', 'MANIFEST.sha256'], { cwd: inside, encoding: 'utf8' })
  expect(said.match(/: OK$/gm)).toHaveLength(made.files)
  expect(readFileSync(join(inside, 'outbox/één.txt'), 'utf8')).toBe('notice')
  expect(readdirSync(inside)).toEqual(expect.arrayContaining(['blobs', 'cloud', 'outbox', 'pinned']))
})

test('the same content gives the same bytes: at another time, in another place, and packed again', async () => {
  const first = await write()
  const copy = tempFolder()
  cpSync(folder, join(copy, basename(folder)), { recursive: true })
  utimesSync(join(copy, basename(folder), 'checkpoint'), 1, 1)
  const options = { disclosures: false, progress: () => {} }
  const second = await writeArchive({ ...options, folder: join(copy, basename(folder)), file: at('b.tar.gz') })
  const third = await writeArchive({ ...options, folder: unpacked('a.tar.gz'), file: at('c.tar.gz') })
  expect([second.sha256, third.sha256]).toEqual([first.sha256, first.sha256])
  // Bytes 4 to 8 of a gzip are its time.
  expect(readFileSync(at('a.tar.gz')).readUInt32LE(4)).toBe(0)
})

test('personal values leave only when they are asked for', async () => {
  await write('with.tar.gz', () => {}, true)
  expect(readFileSync(join(unpacked('with.tar.gz'), 'disclosures.jsonl'), 'utf8')).toContain('secret')
})

test('of a log that is being written, the whole lines are taken, whatever follows meanwhile', async () => {
  const last = readdirSync(folder).findLast((name) => name.endsWith('.jsonl') && name.startsWith('log.')) ?? ''
  const whole = readFileSync(join(folder, last))
  appendFileSync(join(folder, last), '{"half a line')
  await write('a.tar.gz', () => appendFileSync(join(folder, last), 'x'.repeat(1000)))
  expect(readFileSync(join(unpacked('a.tar.gz'), last)).equals(whole)).toBe(true)
  const found = await readRecord(await openRecord(at('a.tar.gz')), () => {})
  expect(found.verdict).toBe('unsealed')
})

test('nothing is written over, and nothing into the incident itself', async () => {
  writeFileSync(at('a.tar.gz'), 'mine')
  await expect(write()).rejects.toEqual(fault('archive.exists', 2))
  expect(readFileSync(at('a.tar.gz'), 'utf8')).toBe('mine')
  await expect(write('b.tar.gz', () => writeFileSync(at('b.tar.gz'), 'mine'))).rejects.toEqual(
    fault('archive.exists', 2),
  )
  expect(readFileSync(at('b.tar.gz'), 'utf8')).toBe('mine')
  symlinkSync(folder, at('link'))
  await expect(write('link/c.tar.gz')).rejects.toEqual(fault('archive.inside-incident', 2))
  for (const nowhere of ['gone/c.tar.gz', 'a.tar.gz/c.tar.gz'])
    await expect(write(nowhere)).rejects.toEqual(fault('archive.no-folder', 2))
})

test('a file that gets shorter or goes away stops it, and leaves nothing half', async () => {
  const blob = readdirSync(join(folder, 'blobs')).find((name) => !name.startsWith('.')) ?? ''
  const gone = () => rmSync(join(folder, 'blobs', blob), { force: true })
  await expect(write('a.tar.gz', gone)).rejects.toEqual(fault('archive.changed', 1))
  writeFileSync(join(folder, 'blobs', blob), 'x'.repeat(100_000))
  const shorter = () => truncateSync(join(folder, 'blobs', blob), 10)
  await expect(write('a.tar.gz', shorter)).rejects.toEqual(fault('archive.changed', 1))
  expect(readdirSync(place)).toEqual([basename(folder)])
})

test('what is no file is named, and so is a blob that is not what it was', async () => {
  execFileSync('mkfifo', [join(folder, 'cloud/pipe')])
  symlinkSync('/etc/passwd', join(folder, 'link'))
  const blob = readdirSync(join(folder, 'blobs')).find((name) => !name.startsWith('.')) ?? ''
  writeFileSync(join(folder, 'blobs', blob), 'other')
  const made = await write()
  expect(made.leftOut).toEqual(['cloud/pipe', 'link'])
  expect(made.damaged).toEqual([`blobs/${blob}`])
})

test('a full disk stops it, and leaves nothing half', async (context) => {
  mkdirSync(at('small'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at('small')], { stdio: 'ignore' })
  } catch {
    return context.skip('a small disk can only be made by root')
  }
  try {
    for (let file = 0; file < 10; file += 1) {
      const bytes = Buffer.from(Array.from({ length: 50_000 }, () => Math.floor(Math.random() * 256)))
      writeFileSync(join(folder, 'cloud', String(file)), bytes)
    }
    await expect(write('small/a.tar.gz')).rejects.toEqual(fault('archive.disk-full', 5))
    expect(readdirSync(at('small'))).toEqual([])
  } finally {
    execFileSync('umount', [at('small')])
  }
})

test('one that another tar packed is read too, with its long names', async () => {
  for (const [format, length] of [
    ['gnu', 120],
    ['pax', 120],
    ['ustar', 60],
  ] as const) {
    const name = `cloud/${'l'.repeat(length)}/${'é'.repeat(length / 3)}`
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    writeFileSync(join(folder, name), 'long')
    const file = at(`${format}.tar.gz`)
    execFileSync('tar', [`--format=${format}`, '-czf', file, '-C', place, basename(folder)])
    const source = await openRecord(file)
    expect(source.list(), format).toContain(name)
    expect((await readRecord(source, () => {})).verdict).toBe('unsealed')
    rmSync(join(folder, dirname(name)), { recursive: true })
  }
})

/** A .tar.gz of files, as anybody could make one. */
function packed(name: string, files: readonly (readonly [name: string, content: string])[]): string {
  const parts = files.flatMap(([path, content]) => {
    const size = Buffer.byteLength(content)
    return [tarHeader({ name: path, type: '0', size }), Buffer.from(content), padding(size)]
  })
  writeFileSync(at(name), gzipSync(Buffer.concat([...parts, tarEnd])))
  return at(name)
}

test('what is wrong with one that is read is said', async () => {
  await write()
  const good = readFileSync(at('a.tar.gz'))
  const refused = async (code: string, bytes: Buffer): Promise<void> => {
    writeFileSync(at('bad.tar.gz'), bytes)
    await expect(openRecord(at('bad.tar.gz'))).rejects.toEqual(fault(code, 5))
  }
  await refused('archive.truncated', Buffer.alloc(0))
  await refused('archive.garbage', Buffer.from('no archive at all, but a text'))
  await refused('archive.garbage', gzipSync('a text that was only packed'.repeat(100)))
  await refused('archive.truncated', good.subarray(0, good.length - 1))
  await refused('archive.truncated', good.subarray(0, 1000))
  await refused('archive.truncated', gzipSync(gunzipSync(good).subarray(0, 5000)))
  const flipped = Buffer.from(good)
  flipped[good.length - 6] = (flipped[good.length - 6] as number) ^ 1
  await refused('archive.damaged', flipped)
  await refused('archive.hostile', Buffer.concat([good, gzipSync('hidden')]))
  await refused('archive.damaged', Buffer.concat([good, Buffer.from('hidden')]))
  const tar = gunzipSync(good)
  const text = tar.indexOf('notice')
  tar.write('NOTICE', text)
  await refused('archive.altered', gzipSync(tar))
  await expect(
    openRecord(
      packed('dup.tar.gz', [
        ['i/a', '1'],
        ['i/a', '2'],
      ]),
    ),
  ).rejects.toEqual(fault('archive.hostile', 5))
  await expect(
    openRecord(
      packed('two.tar.gz', [
        ['i/a', '1'],
        ['j/a', '2'],
      ]),
    ),
  ).rejects.toEqual(fault('archive.hostile', 5))
  await expect(openRecord(packed('top.tar.gz', [['a', '1']]))).rejects.toEqual(fault('archive.hostile', 5))
  await expect(openRecord(packed('climb.tar.gz', [['i/../../a', '1']]))).rejects.toEqual(fault('archive.hostile', 5))
  await expect(
    openRecord(
      packed('more.tar.gz', [
        ['i/a', '1'],
        ['i/MANIFEST.sha256', ''],
      ]),
    ),
  ).rejects.toEqual(fault('archive.altered', 5))
  await expect(openRecord(packed('bad.tar.gz', [['i/MANIFEST.sha256', 'no manifest']]))).rejects.toEqual(
    fault('archive.altered', 5),
  )
})

test('one that went away, or is no longer the same, since it was opened', async () => {
  await write()
  const source = await openRecord(at('a.tar.gz'))
  const blob = source.list().find((name) => name.startsWith('blobs/')) ?? ''
  const read = async () => {
    for await (const _chunk of source.read(blob));
  }
  renameSync(at('a.tar.gz'), at('b.tar.gz'))
  await expect(read()).rejects.toEqual(fault('archive.unreadable', 5))
  packed('a.tar.gz', [['i/a', '1']])
  await expect(read()).rejects.toEqual(fault('archive.truncated', 5))
})

test('half a gigabyte takes no more memory than a kilobyte, to write and to read, and a bomb neither', () => {
  const peak = (bytes: number): number => {
    const big = at(`big-${bytes}`)
    mkdirSync(join(big, 'blobs'), { recursive: true })
    writeFileSync(join(big, 'log.000000.jsonl'), '\n')
    writeFileSync(join(big, 'blobs/disk.img'), '')
    truncateSync(join(big, 'blobs/disk.img'), bytes)
    const from = (name: string): string => JSON.stringify(join(root, 'src/adapters/record', name))
    return peakMemory(`
      import { writeArchive } from ${from('write-archive.ts')}
      import { openRecord } from ${from('open-record.ts')}
      const options = { folder: ${JSON.stringify(big)}, file: ${JSON.stringify(`${big}.tar.gz`)} }
      await writeArchive({ ...options, disclosures: false, progress() {} })
      const source = await openRecord(options.file)
      let read = 0
      for await (const chunk of source.read('blobs/disk.img')) read += chunk.length
      if (read !== ${bytes}) throw new Error(String(read))`)
  }
  const small = peak(1000)
  expect(peak(500_000_000) - small).toBeLessThan(100_000_000)
})
