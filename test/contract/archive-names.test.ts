import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { padding, tarEnd, tarHeader } from '../../src/adapters/record/tar-format.ts'
import { lacks } from '../support/needs.ts'
import { tempFolder } from '../support/run-cli.ts'

const noTar = lacks('tar', ['tar', '--version'])

/** A block with fields of its own; the checksum fits. */
function block(name: string, type: string, size: number, own: { prefix?: string; magic?: string } = {}): Buffer {
  const bytes = Buffer.from(tarHeader({ name: 'x', type: '0', size }))
  bytes.fill(0, 0, 100)
  bytes.write(name, 0, 'latin1')
  bytes.write(type, 156, 'latin1')
  bytes.write(own.magic ?? 'ustar\x0000', 257, 'latin1')
  bytes.write(own.prefix ?? '', 345, 'latin1')
  bytes.fill(0x20, 148, 156)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

/** A header for what follows it, with its content. */
function extra(type: string, content: string, fill = '\0'): Buffer {
  const bytes = Buffer.from(content)
  const rest = padding(bytes.length)
  return Buffer.concat([block('././@LongLink', type, bytes.length), bytes, rest.fill(fill)])
}

function pax(...records: readonly (readonly [key: string, value: string])[]): string {
  return records
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`
      let length = rest.length + 1
      while (`${length}${rest}`.length !== length) length += 1
      return `${length}${rest}`
    })
    .join('')
}

function file(name: string, content: string, type = '0', own: { prefix?: string; magic?: string } = {}): Buffer {
  return Buffer.concat([block(name, type, content.length, own), Buffer.from(content), padding(content.length)])
}

function packed(folder: string, parts: readonly Buffer[]): string {
  const path = join(folder, 'a.tar.gz')
  writeFileSync(path, gzipSync(Buffer.concat([...parts, tarEnd])))
  return path
}

const innocent = file('i/b', 'innocent')
const evil = file('i/log.000000.jsonl', 'evil')

/** Each of them is another folder when tar unpacks it than to one who reads it without asking these questions. */
const renaming: readonly (readonly [what: string, parts: readonly Buffer[]])[] = [
  ['a name for all that follows', [extra('g', pax(['path', 'i/log.000000.jsonl'])), innocent]],
  ['a comment for all that follows', [extra('g', pax(['comment', 'x'])), innocent]],
  ['the name of a sparse file', [extra('x', pax(['GNU.sparse.name', 'i/log.000000.jsonl'])), innocent]],
  ['another character set', [extra('x', pax(['hdrcharset', 'BINARY'], ['path', 'i/c'])), innocent]],
  ['a name that is taken back', [extra('x', pax(['path', ''])), innocent]],
  ['one name twice in a header', [extra('x', pax(['path', 'i/c'], ['path', 'i/log.000000.jsonl'])), innocent]],
  ['two headers of one kind', [extra('x', pax(['path', 'i/c'])), extra('x', pax(['mtime', '1'])), innocent]],
  ['a long name and a pax header', [extra('L', 'i/c\0'), extra('x', pax(['path', 'i/d'])), innocent]],
  ['a pax header and a long name', [extra('x', pax(['path', 'i/d'])), extra('L', 'i/c\0'), innocent]],
  ['two long names', [extra('L', 'i/c\0'), extra('L', 'i/d\0'), innocent]],
  ['a long name that goes on behind its end', [extra('L', 'i/c', 'z'), innocent]],
  ['a long name with another behind it', [extra('L', 'i/c\0d\0'), innocent]],
  ['a long link', [extra('K', 'i/c\0'), innocent]],
  ['a file whose name ends in a slash', [file('i/b/', 'innocent'), evil]],
  ['a file whose name ends in a slash, empty', [block('i/b/', '0', 0), evil]],
  ['a file whose long name ends in a slash', [extra('L', 'i/b/\0'), innocent, evil]],
  ['a file whose pax name ends in a slash', [extra('x', pax(['path', 'i/b/'])), innocent, evil]],
  ['a file of the oldest kind whose name ends in a slash', [file('i/b/', 'innocent', '\0')]],
  ['a contiguous file', [file('i/b', 'innocent', '7')]],
  ['a prefix where GNU tar has none', [file('b', 'innocent', '0', { magic: 'ustar  \0', prefix: 'i' }), evil]],
  ['a header of no tar', [file('i/b', 'innocent', '0', { magic: 'ustar\x0009' }), evil]],
  ['no magic at all', [evil, file('i/b', 'innocent', '0', { magic: '\0\0\0\0\0\0\0\0' })]],
  ['a name that is no UTF-8', [evil, file('i/\xff', 'innocent')]],
  ['a name behind the name', [evil, file('i/b\0c', 'innocent')]],
  ['a size that the block says otherwise', [extra('x', pax(['size', '0'])), innocent]],
  ['a header of nothing', [evil, extra('x', pax(['path', 'i/c']))]],
  ['bytes behind a content', [file('i/b', 'innocent').fill('y', 1000), evil]],
  ['a file that is a folder too', [file('i/b', 'innocent'), file('i/b/c', 'evil')]],
]

test.each(renaming)('an archive with %s is refused', async (_what, parts) => {
  const path = packed(tempFolder(), parts)
  await expect(openRecord(path)).rejects.toMatchObject({
    code: expect.stringMatching(/^archive\.(hostile|garbage)$/),
    exit: 5,
  })
})

/** Names and contents as verify sees them. */
async function seen(path: string): Promise<Record<string, string>> {
  const source = await openRecord(path)
  const found: Record<string, string> = {}
  for (const name of source.list()) found[name] = await source.digest(name)
  return found
}

/** Names and contents as tar unpacks them; null: it complains. */
function unpacked(path: string, into: string): Record<string, string> | null {
  mkdirSync(into)
  if (spawnSync('tar', ['-xzf', path, '-C', into], { stdio: 'ignore' }).status !== 0) return null
  const found: Record<string, string> = {}
  for (const entry of readdirSync(into, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const full = join(entry.parentPath, entry.name)
    found[full.slice(into.length + 1).replace(/^[^/]*\//, '')] = createHash('sha256')
      .update(readFileSync(full))
      .digest('hex')
  }
  return found
}

const anyName = fc.constantFrom(
  'i/a',
  'i/b',
  './i/c',
  'i/d/',
  'i/d/e',
  'i/log.000000.jsonl',
  'i/é',
  'i/b/c',
  'i',
  'i/\xff',
)
const anyKey = fc.constantFrom(
  'path',
  'path',
  'size',
  'mtime',
  'uid',
  'comment',
  'GNU.sparse.name',
  'linkpath',
  'hdrcharset',
)
const anyValue = fc.oneof(anyName, fc.constantFrom('', '0', '1', '3', '99999999999'))
const anyHeader = fc.oneof(
  fc
    .tuple(fc.constantFrom('x', 'x', 'x', 'g'), fc.array(fc.tuple(anyKey, anyValue), { minLength: 1, maxLength: 2 }))
    .map(([type, records]) => extra(type, pax(...records))),
  fc
    .tuple(fc.constantFrom('L', 'L', 'K'), anyName, fc.constantFrom('\0', ''), fc.constantFrom('\0', 'z'))
    .map(([type, name, end, fill]) => extra(type, name + end, fill)),
)
const anyFile = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyHeader }),
    anyName,
    fc.constantFrom('', 'x', 'yy'.repeat(300)),
    fc.constantFrom('0', '0', '0', '0', '0', '\0', '5', '7', 'S'),
    fc.constantFrom({}, {}, {}, { prefix: 'i' }, { magic: 'ustar  \0' }, { magic: 'ustar  \0', prefix: 'i' }),
  )
  .map(([header, name, content, type, own]) =>
    Buffer.concat([header ?? Buffer.alloc(0), file(name, type === '5' ? '' : content, type, own)]),
  )

test.skipIf(noTar)('whatever is read has the names and contents that tar gives it', async () => {
  const place = tempFolder()
  let read = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 1, maxLength: 3 }), async (parts) => {
      const folder = mkdtempSync(join(place, 'a-'))
      try {
        const path = packed(folder, parts)
        const ours = await seen(path).catch(() => null)
        if (ours === null) return
        read += 1
        expect(unpacked(path, join(folder, 'out'))).toEqual(ours)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 1200 },
  )
  expect(read).toBeGreaterThan(60)
})

test.skipIf(noTar).each(['gnu', 'pax', 'ustar', 'posix'])('so has what tar itself packed (%s)', async (format) => {
  const place = tempFolder()
  const names = [
    'log.000000.jsonl',
    'checkpoints/1.note',
    'outbox/één.txt',
    `cloud/${'l'.repeat(70)}/${'m'.repeat(60)}`,
  ]
  for (const name of names) {
    mkdirSync(join(place, 'inc', name, '..'), { recursive: true })
    writeFileSync(join(place, 'inc', name), name)
  }
  const path = join(place, 'a.tar.gz')
  execFileSync('tar', [`--format=${format}`, '-czf', path, '-C', place, 'inc'])
  const ours = await seen(path)
  expect(Object.keys(ours).sort()).toEqual(names.toSorted())
  expect(unpacked(path, join(place, 'out'))).toEqual(ours)
})
