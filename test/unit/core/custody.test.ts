import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLine } from '../../../src/audit/line.ts'
import { copiesText, copyDrafts, custodyDrafts, custodyOf, isSafe } from '../../../src/core/custody.ts'
import type { CustodyFile, Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'

const witness = { wall: 0, mono: 1n, boot: null, run: 'run-1' }
const from = { actor: 'Els', paths: ['/mnt/stick'], note: 'from the scanner' }
const hash = (of: number): string => of.toString(16).padStart(64, '0')
const lines = (drafts: readonly Draft[]) => drafts.map((draft) => makeLine(draft, 0, hash(0), witness))

const file = fc.record({
  name: fc.string({ unit: 'grapheme', maxLength: 1000 }),
  sha256: fc.nat().map(hash),
  size: fc.maxSafeNat(),
  source: fc.string({ unit: 'grapheme', maxLength: 4096 }),
})

test('whatever was taken fits in lines of the log, in its order, nothing twice and nothing left out', () => {
  const why = { en: 'a pipe', nl: 'een pijp' }
  const odd = fc.record({ name: fc.string({ maxLength: 1000 }), why: fc.constant(why) })
  fc.assert(
    fc.property(fc.array(file, { maxLength: 60 }), fc.array(odd, { maxLength: 200 }), (files, notTaken) => {
      const events = lines(custodyDrafts({ files, notTaken }, from)).map(({ event }) => event)
      const data = events.map((event) => (event.type === 'evidence.added' ? event.data : null))
      expect(data.flatMap((one) => one?.files)).toEqual(files)
      expect(data.flatMap((one) => one?.notTaken ?? [])).toEqual(notTaken)
    }),
    { numRuns: 30 },
  )
})

test('few files are one event, and ten thousand are many', () => {
  const files = Array.from(
    { length: 10_000 },
    (_none, at): CustodyFile => ({ name: `${at}`, sha256: hash(at), size: 1 }),
  )
  expect(custodyDrafts({ files: files.slice(0, 3), notTaken: [] }, from)).toHaveLength(1)
  const many = lines(custodyDrafts({ files, notTaken: [] }, from))
  expect(many.length).toBeGreaterThan(10)
  expect(lines(copyDrafts({ files, where: '/mnt', offline: true }, 'Els')).length).toBeGreaterThan(10)
})

test('a thousand names on one command line are cut, not refused', () => {
  const paths = Array.from({ length: 5000 }, (_none, at) => `/var/log/archive/${at}.log`)
  const [draft] = custodyDrafts({ files: [{ name: 'a', sha256: hash(1), size: 1 }], notTaken: [] }, { ...from, paths })
  expect(draft?.type === 'evidence.added' && draft.data.source.length).toBeLessThan(1100)
})

function after(...drafts: readonly Draft[]) {
  const t = (seq: number): string => `2026-11-24T02:1${seq}:00.000Z`
  return fold(
    empty,
    drafts.map((draft, seq) => ({ ...draft, seq, t: t(seq), run: 'run-1' }) as LogEvent),
  )
}

test('a file is safe with a second copy that is offline; the same place again is the same copy', () => {
  const files = [{ name: 'a', sha256: hash(1), size: 1 }]
  const added: Draft = { type: 'evidence.added', actor: 'Els', data: { files, source: 'a', note: '' } }
  const copied = (where: string, offline: boolean): Draft => ({
    type: 'evidence.copied',
    actor: 'Jan',
    data: { files, where, offline },
  })
  const copies = (...drafts: readonly Draft[]) => custodyOf(after(added, ...drafts))[0]?.copies ?? []
  expect(copies()).toEqual([])
  expect(copiesText(copies())).toEqual({ en: '1 copy', nl: '1 kopie' })
  const online = copies(copied('/nas', false))
  expect([isSafe(online), copiesText(online).en]).toEqual([false, '2 copies, none offline'])
  const again = copies(copied('/nas', false), copied('/stick', true), copied('/nas', false))
  expect(again.map(({ where }) => where)).toEqual(['/stick', '/nas'])
  expect([isSafe(again), copiesText(again).nl]).toEqual([true, '3 kopieën, 1 offline'])
  expect(again[0]).toEqual({ where: '/stick', offline: true, at: '2026-11-24T02:12:00.000Z', actor: 'Jan' })
})

test('a copy of one file says nothing about another', () => {
  const [a, b] = [1, 2].map((of) => ({ name: `${of}`, sha256: hash(of), size: 1 })) as [CustodyFile, CustodyFile]
  const state = after(
    { type: 'evidence.added', actor: 'Els', data: { files: [a, b], source: 'x', note: '' } },
    { type: 'evidence.copied', actor: 'Els', data: { files: [b], where: '/stick', offline: true } },
  )
  expect(custodyOf(state).map(({ copies }) => copies.length)).toEqual([0, 1])
})
