import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBlobs } from '../../src/adapters/blob-files.ts'
import { freshFolder } from '../support/acting.ts'

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

test('a large file takes no more memory than a small one', async () => {
  writeFileSync(inside('large.img'), 'x')
  truncateSync(inside('large.img'), 300_000_000)
  const before = process.memoryUsage().rss
  let most = 0
  await put('large.img', () => {
    most = Math.max(most, process.memoryUsage().rss)
  })
  expect(most - before).toBeLessThan(100_000_000)
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
