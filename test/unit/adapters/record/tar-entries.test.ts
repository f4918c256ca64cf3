import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tarEntries } from '../../../../src/adapters/record/tar-entries.ts'
import { padding, tarEnd, tarHeader } from '../../../../src/adapters/record/tar-format.ts'

interface Given {
  readonly name: string
  readonly content: Buffer
}

function tar(entries: readonly Given[]): Buffer {
  return Buffer.concat([
    ...entries.flatMap(({ name, content }) => [
      tarHeader({ name, type: '0', size: content.length }),
      content,
      padding(content.length),
    ]),
    tarEnd,
  ])
}

/** In chunks of the given sizes, over and over, each in memory of its own. */
async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 512
    yield Buffer.from(bytes.subarray(at, at + size))
    at += size
  }
}

async function read(bytes: Buffer, sizes: readonly number[] = [512]): Promise<Given[]> {
  const found: Given[] = []
  for await (const { name, content } of tarEntries(chunked(bytes, sizes), 'x.tar.gz')) {
    const parts: Buffer[] = []
    for await (const chunk of content()) parts.push(Buffer.from(chunk))
    found.push({ name, content: Buffer.concat(parts) })
  }
  return found
}

const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 130 })
  .filter((text) => text !== '.' && text !== '..' && !/[/\0]/.test(text))
const name = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/'))
const content = fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes))
const sizes = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 4 })

test('names of any length and script and any content come back, however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ name, content }), { maxLength: 6 }), sizes, async (entries, given) => {
      expect(await read(tar(entries), given)).toEqual(entries)
    }),
  )
})

test('cut anywhere, it is said to stop halfway', async () => {
  const whole = tar([{ name: 'inc/één', content: Buffer.alloc(700, 'x') }])
  for (let length = 0; length < whole.length - tarEnd.length; length += 100) {
    await expect(read(whole.subarray(0, length)), String(length)).rejects.toMatchObject({ code: 'archive.truncated' })
  }
})

test('one bit of a header that changes is seen', async () => {
  const whole = tar([{ name: 'inc/a', content: Buffer.from('x') }])
  for (let at = 0; at < 512; at += 1) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] as number) ^ 1
    // Of the checksum, spaces and zeros mean the same.
    if (at >= 154 && at < 156) continue
    await expect(read(bytes), String(at)).rejects.toMatchObject({ code: expect.stringMatching(/^archive\./) })
  }
})

test('what is not read is passed over', async () => {
  const names: string[] = []
  const bytes = tar(['a', 'b', 'c'].map((one) => ({ name: one, content: Buffer.alloc(2000, one) })))
  for await (const entry of tarEntries(chunked(bytes, [700]), 'x')) {
    names.push(entry.name)
    if (entry.name === 'b') for await (const _first of entry.content()) break
  }
  expect(names).toEqual(['a', 'b', 'c'])
})

const header = (given: Parameters<typeof tarHeader>[0]) => Buffer.concat([tarHeader(given), tarEnd])

test.each([
  ['a name that climbs', header({ name: 'inc/../../etc/passwd', type: '0', size: 0 })],
  ['an absolute name', header({ name: '/etc/passwd', type: '0', size: 0 })],
  ['an empty part', header({ name: 'inc//a', type: '0', size: 0 })],
  ['no name', header({ name: '', type: '0', size: 0 })],
  ['a hard link', header({ name: 'inc/a', type: '1', size: 0 })],
  ['a symbolic link', header({ name: 'inc/a', type: '2', size: 0 })],
  ['a device', header({ name: 'inc/a', type: '3', size: 0 })],
  ['a pipe', header({ name: 'inc/a', type: '6', size: 0 })],
  ['a folder with content', header({ name: 'inc/a', type: '5', size: 9 })],
  ['a pax header without end', header({ name: 'x', type: 'x', size: 1e9 })],
  ['a long name without end', header({ name: 'x', type: 'L', size: 1e9 })],
  [
    'a pax header that lies',
    Buffer.concat([tarHeader({ name: 'x', type: 'x', size: 9 }), Buffer.alloc(512, '9 '), tarEnd]),
  ],
  ['bytes behind the end', Buffer.concat([tarEnd, Buffer.from('hidden')])],
])('%s is refused', async (_what, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: 'archive.hostile', exit: 5 })
})

test('a size that no disk holds allocates nothing', async () => {
  const bytes = Buffer.concat([tarHeader({ name: 'inc/a', type: '0', size: 2 ** 50 }), Buffer.alloc(512)])
  await expect(read(bytes)).rejects.toMatchObject({ code: 'archive.truncated' })
})
