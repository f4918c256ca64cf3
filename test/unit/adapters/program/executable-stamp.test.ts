import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  emptyStamp,
  hashAround,
  stampLength,
  stampOf,
  stampText,
} from '../../../../src/adapters/program/executable-stamp.ts'

const sha256 = (bytes: Buffer) => hash('sha256', bytes)
const readOf = (file: Buffer) => (from: number, to: number) => Buffer.from(file.subarray(from, to))

/** A file of `size` bytes with its stamp at `at`. */
function stamped(size: number, at: number): Buffer {
  const file = Buffer.alloc(size, 'node')
  file.write(emptyStamp, at)
  file.write(stampText({ size, at, hash: hashAround({ size, at }, readOf(file), sha256) }), at)
  return file
}

function isWhole(file: Buffer, at: number): boolean {
  const stamp = stampOf(file.toString('latin1', at, at + stampLength))
  return stamp !== null && stamp.size === file.length && hashAround(stamp, readOf(file), sha256) === stamp.hash
}

test('a stamp says size, place and hash in one line of a known length', () => {
  const text = stampText({ size: 161844349, at: 160000000, hash: 'ab'.repeat(32) })
  expect(text).toBe(`cyber-respond executable 000161844349 000160000000 ${'ab'.repeat(32)}\n`)
  expect([text.length, emptyStamp.length, stampLength]).toEqual([116, 116, 116])
  expect(stampOf(text)).toEqual({ size: 161844349, at: 160000000, hash: 'ab'.repeat(32) })
  expect(stampOf(emptyStamp)).toBe(null)
})

test('the hash is that of the hashes of its pieces of 1 MiB, the stamp counting as zeros', () => {
  const size = (1 << 20) + 10
  const file = Buffer.alloc(size, 7)
  const zeroed = Buffer.from(file).fill(0, 100, 100 + 116)
  const pieces = [zeroed.subarray(0, 1 << 20), zeroed.subarray(1 << 20)].map(sha256)
  expect(hashAround({ size, at: 100 }, readOf(file), sha256)).toBe(sha256(Buffer.from(pieces.join(''))))
})

test('one other byte anywhere is noticed, also where the stamp lies over the border of two pieces', () => {
  const size = (2 << 20) + 321
  let inStamp = 0
  for (const at of [0, 1000, (1 << 20) - 50, (1 << 20) - 116, 1 << 20, size - 116]) {
    const file = stamped(size, at)
    expect(isWhole(file, at)).toBe(true)
    const place = fc.oneof(fc.nat(size - 1), fc.integer({ min: at, max: at + 115 }))
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (where, by) => {
        if (where >= at && where < at + 116) inStamp += 1
        const other = Buffer.from(file)
        other[where] = (other[where] ?? 0) ^ by
        expect(isWhole(other, at)).toBe(false)
      }),
      { numRuns: 15 },
    )
  }
  expect(inStamp).toBeGreaterThan(10)
})
