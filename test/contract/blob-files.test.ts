import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { findFiles } from '../../src/adapters/evidence/evidence-folder.ts'
import { freshFolder } from '../support/acting.ts'
import { peakMemory } from '../support/peak-memory.ts'
import { root } from '../support/run-cli.ts'

let folder: ReturnType<typeof freshFolder>
const inside = (name: string) => join(folder.path, name)
const kept = () => readdirSync(inside('blobs'))
const blobs = () => createBlobs(inside('blobs'))
const put = (name: string, progress = (_bytes: number, _total: number) => {}) => blobs().putFile(inside(name), progress)
const fault = (code: string, exit: number) => expect.objectContaining({ name: 'Fault', code, exit })

beforeEach(() => {
  folder = freshFolder('blobs')
})
afterEach(() => folder[Symbol.dispose]())

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('a text is kept under its hash, for its owner only, and the same text twice is one file', async () => {
  const blob = await blobs().putText('out\x1b.txt', 'één')
  expect(blob).toEqual({ name: 'out\\x1b.txt', sha256: sha256(Buffer.from('één')), size: 5 })
  expect(await blobs().putText('other', 'één')).toMatchObject({ sha256: blob.sha256 })
  expect(kept()).toEqual([blob.sha256])
  expect(readFileSync(join(inside('blobs'), blob.sha256), 'utf8')).toBe('één')
  expect(statSync(join(inside('blobs'), blob.sha256)).mode & 0o777).toBe(0o600)
})

test('a file is copied byte for byte, with its progress', async () => {
  const bytes = randomBytes(3_500_000)
  writeFileSync(inside('disk.img'), bytes)
  const steps: (readonly [number, number])[] = []
  const blob = await put('disk.img', (...step) => steps.push(step))
  expect(blob).toEqual({ name: 'disk.img', sha256: sha256(bytes), size: bytes.length })
  expect(readFileSync(join(inside('blobs'), blob.sha256)).equals(bytes)).toBe(true)
  expect(steps).toHaveLength(4)
  expect(steps.at(-1)).toEqual([3_500_000, 3_500_000])
})

test('an empty file is evidence too', async () => {
  writeFileSync(inside('empty'), '')
  expect(await put('empty')).toMatchObject({ size: 0, sha256: sha256(new Uint8Array()) })
})

test('two gigabytes take no more memory than two kilobytes', () => {
  const peak = (bytes: number): number => {
    const disk = openSync(inside('disk.img'), 'w')
    for (let at = 0; at < bytes; at += 100_000_000) writeSync(disk, randomBytes(1_000_000), 0, 1_000_000, at)
    ftruncateSync(disk, bytes)
    closeSync(disk)
    return peakMemory(`
      import { createBlobs } from ${JSON.stringify(join(root, 'src/adapters/evidence/blob-files.ts'))}
      const { files } = await createBlobs(${JSON.stringify(inside('blobs'))}).take(${JSON.stringify(inside('disk.img'))}, () => {})
      if (files[0].size !== ${bytes}) throw new Error(String(files[0].size))`)
  }
  const small = peak(2000)
  expect(peak(2_000_000_000) - small).toBeLessThan(60_000_000)
})

test('a disk image that is mostly holes keeps its bytes and takes little room', async () => {
  writeFileSync(inside('disk.img'), 'begin')
  truncateSync(inside('disk.img'), 20_000_001)
  appendFileSync(inside('disk.img'), 'end')
  const { sha256: name } = await put('disk.img')
  const kept = readFileSync(join(inside('blobs'), name))
  expect(kept.equals(readFileSync(inside('disk.img')))).toBe(true)
  expect(statSync(join(inside('blobs'), name)).blocks * 512).toBeLessThan(5_000_000)
})

test('of a link, what it leads to is taken, and the name says so', async () => {
  mkdirSync(inside('real'))
  writeFileSync(inside('real/app.log'), 'log')
  symlinkSync('real/app.log', inside('latest'))
  expect(await put('latest')).toMatchObject({ name: `latest (link to ${inside('real/app.log')})`, size: 3 })
  expect(statSync(join(inside('blobs'), kept()[0] ?? '')).isFile()).toBe(true)
})

test('what is no regular file is refused at once: folders, pipes, sockets, devices, links to them', async () => {
  execFileSync('mkfifo', [inside('pipe')])
  symlinkSync('pipe', inside('link'))
  symlinkSync('/dev/zero', inside('zero'))
  const server = createServer().listen(inside('socket'))
  await once(server, 'listening')
  try {
    for (const name of ['blobs', 'pipe', 'link', 'socket', 'zero']) {
      await expect(put(name)).rejects.toEqual(fault('evidence.not-a-file', 2))
    }
  } finally {
    server.close()
  }
  expect(kept()).toEqual([])
})

test('what is not there or can not be read is said in words', async () => {
  symlinkSync('nowhere', inside('dangling'))
  symlinkSync('loop', inside('loop'))
  await expect(put('gone')).rejects.toEqual(fault('evidence.not-found', 2))
  await expect(put('dangling')).rejects.toEqual(fault('evidence.not-found', 2))
  await expect(put('loop')).rejects.toEqual(fault('evidence.unreadable', 2))
  await expect(put('a\0b')).rejects.toEqual(fault('evidence.unreadable', 2))
})

test('a file that changes while it is copied is not taken', async () => {
  for (const change of [
    () => appendFileSync(inside('live.log'), 'more'),
    () => truncateSync(inside('live.log'), 10),
    () => writeFileSync(inside('live.log'), 'y'.repeat(2_000_000)),
  ]) {
    writeFileSync(inside('live.log'), 'x'.repeat(2_000_000))
    await expect(put('live.log', change)).rejects.toEqual(fault('evidence.changed', 1))
  }
  expect(kept()).toEqual([])
})

test('a folder that is gone is a fault of the record', async () => {
  const lost = createBlobs(inside('lost'))
  await expect(lost.putText('x', 'x')).rejects.toEqual(fault('blob.not-writable', 5))
})

test('a damaged blob is healed by the same content', async () => {
  const { sha256: name } = await blobs().putText('x', 'good')
  writeFileSync(join(inside('blobs'), name), 'bad')
  await blobs().putText('x', 'good')
  expect(readFileSync(join(inside('blobs'), name), 'utf8')).toBe('good')
})

test('a full disk stops it, and leaves nothing half', async (context) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', inside('blobs')], { stdio: 'ignore' })
  } catch {
    return context.skip('a small disk can only be made by root')
  }
  try {
    writeFileSync(inside('big'), randomBytes(200_000))
    await expect(put('big')).rejects.toEqual(fault('blob.disk-full', 5))
    await expect(blobs().putText('big', 'x'.repeat(200_000))).rejects.toEqual(fault('blob.disk-full', 5))
    expect(kept()).toEqual([])
    await expect(blobs().putText('small', 'x')).resolves.toMatchObject({ size: 1 })
  } finally {
    execFileSync('umount', [inside('blobs')])
  }
})

const take = (name: string, progress = (_bytes: number, _total: number) => {}) => blobs().take(inside(name), progress)

test('a file in custody says where it was and when it last changed', async () => {
  writeFileSync(inside('app.log'), 'log')
  utimesSync(inside('app.log'), 0, 1_700_000_000)
  expect(await take('app.log')).toEqual({
    files: [
      {
        name: 'app.log',
        sha256: sha256(Buffer.from('log')),
        size: 3,
        source: inside('app.log'),
        modified: '2023-11-14T22:13:20.000Z',
      },
    ],
    notTaken: [],
  })
})

test('of a folder every file is taken, with its path, in the same order always, and nothing behind a link', async () => {
  mkdirSync(inside('disk/b/empty'), { recursive: true })
  for (const name of ['z', 'a', 'b/é', 'b/c']) writeFileSync(inside(`disk/${name}`), name)
  writeFileSync(inside('outside'), 'outside')
  symlinkSync('../outside', inside('disk/out'))
  symlinkSync('..', inside('disk/up'))
  symlinkSync('a', inside('disk/in'))
  const { files, notTaken } = await take('disk')
  expect(files.map(({ name }) => name)).toEqual(['disk/a', 'disk/b/c', 'disk/b/é', 'disk/z'])
  expect(files[1]).toMatchObject({ source: inside('disk/b/c'), size: 3, sha256: sha256(Buffer.from('b/c')) })
  expect(notTaken).toEqual([
    { name: 'disk/in', why: { en: 'a link to a', nl: 'een koppeling naar a' } },
    { name: 'disk/out', why: { en: 'a link to ../outside', nl: 'een koppeling naar ../outside' } },
    { name: 'disk/up', why: { en: 'a link to ..', nl: 'een koppeling naar ..' } },
  ])
  expect(kept()).toHaveLength(4)
})

test('names with control codes, and names that are no text, are shown by their bytes and read all the same', async () => {
  mkdirSync(inside('disk'))
  for (const name of [Buffer.from('caf\xe9', 'latin1'), Buffer.from('\x1b[2J'), Buffer.from('a\nb\u202e')]) {
    writeFileSync(Buffer.concat([Buffer.from(inside('disk/')), name]), name)
  }
  const { files } = await take('disk')
  expect(files.map(({ name }) => name)).toEqual(['disk/\\x1b[2J', 'disk/a\\nb\\u{202e}', 'disk/caf\\xe9'])
  expect(files.map(({ size }) => size)).toEqual([4, 6, 4])
})

test('pipes, sockets and devices in a folder are listed, not opened', async () => {
  mkdirSync(inside('disk'))
  writeFileSync(inside('disk/file'), 'x')
  execFileSync('mkfifo', [inside('disk/pipe')])
  const server = createServer().listen(inside('disk/socket'))
  await once(server, 'listening')
  try {
    const { notTaken } = await take('disk')
    expect(notTaken.map(({ name, why }) => [name, (why as { readonly en: string }).en])).toEqual([
      ['disk/pipe', 'a pipe'],
      ['disk/socket', 'a socket'],
    ])
  } finally {
    server.close()
  }
  const devices = await findFiles('/dev')
  expect(devices.notTaken).toContainEqual({ name: 'dev/zero', why: { en: 'a device', nl: 'een apparaat' } })
})

test('a file in a folder that changes meanwhile, or goes away, does not stop the rest', async () => {
  mkdirSync(inside('disk'))
  for (const name of ['a', 'b', 'c']) writeFileSync(inside(`disk/${name}`), name.repeat(10))
  const { files, notTaken } = await take('disk', () => {
    writeFileSync(inside('disk/b'), 'x'.repeat(2_000_000))
    rmSync(inside('disk/c'), { force: true })
  })
  expect(files.map(({ name }) => name)).toEqual(['disk/a'])
  expect(notTaken.map(({ name, why }) => `${name}: ${(why as { readonly en: string }).en}`)).toEqual([
    'disk/b: disk/b changed while it was copied',
    'disk/c: disk/c does not exist',
  ])
})

test('the progress of a folder is that of all its files', async () => {
  mkdirSync(inside('disk'))
  for (const name of ['a', 'b']) writeFileSync(inside(`disk/${name}`), randomBytes(1_500_000))
  const steps: (readonly [number, number])[] = []
  await take('disk', (...step) => steps.push(step))
  expect(steps).toEqual([1_048_576, 1_500_000, 2_548_576, 3_000_000].map((bytes) => [bytes, 3_000_000]))
})

test('a folder without files is nothing to take', async () => {
  mkdirSync(inside('disk/sub'), { recursive: true })
  symlinkSync('/etc/passwd', inside('disk/link'))
  await expect(take('disk')).rejects.toEqual(fault('evidence.empty', 2))
  await expect(take('gone')).rejects.toEqual(fault('evidence.not-found', 2))
  await expect(take('a\0b')).rejects.toEqual(fault('evidence.unreadable', 2))
})

test('a record that can not be written stops a folder too: that is no matter of one file', async () => {
  mkdirSync(inside('disk'))
  writeFileSync(inside('disk/a'), 'a')
  await expect(createBlobs(inside('lost')).take(inside('disk'), () => {})).rejects.toEqual(
    fault('blob.not-writable', 5),
  )
})
