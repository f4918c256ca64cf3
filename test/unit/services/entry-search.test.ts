import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DeskEntry, latestVersion } from '../../../src/cloud/desk-entry.ts'
import { createEntrySearch } from '../../../src/services/counter-desk/entry-search.ts'
import { allEntries, correctEntry, deskSchema, recordEntry } from '../../../src/services/counter-desk/store.ts'
import { openDatabase, transact } from '../../../src/services/database.ts'

let folder: string
let database: DatabaseSync

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-search-'))
  open('desk')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function open(name: string): void {
  database = openDatabase(join(folder, `${name}.sqlite`), deskSchema)
  database.exec('PRAGMA synchronous = OFF')
}

/** The oracle: looks into every entry anew, as the desk did before it kept the words in memory. */
function searchEach(query: string, limit: number): readonly DeskEntry[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  const born = (entry: DeskEntry) => `${entry.versions[0]?.recordedAt} ${entry.number}`
  return Array.from(allEntries(database))
    .sort((a, b) => (born(a) < born(b) ? 1 : -1))
    .filter((entry) => {
      const text = plain([entry.number, ...Object.values(latestVersion(entry).fields)].join('\n'))
      return words.every((word) => text.includes(word))
    })
    .slice(0, limit)
}

const series = 'K7Q4M'
function record(name: string, second: number): string {
  const now = Temporal.Instant.fromEpochMilliseconds(1_790_000_000_000 + 1000 * second)
  const submission = { form: randomUUID(), clerk: 'Els', fields: { name }, now }
  const done = recordEntry(database, submission, { nis: '12040', exercise: false, kind: 'birth', series })
  return 'number' in done ? done.number : ''
}

const words = [
  'Zoë',
  'zoe',
  'Van',
  "'t",
  'Hof',
  'ŒUVRE',
  'Straße',
  'İstanbul',
  'a',
  '\u00a0',
  '\n',
  '12040',
  'é',
  'e\u0301',
]
const text = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((parts) => parts.join(' '))

test('finds what looking into every entry finds, in the same order, while entries come and are corrected', async () => {
  let found = 0
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.nat(5), fc.option(text)), { maxLength: 25 }),
      fc.array(fc.tuple(text, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 6 }),
      async (steps, queries) => {
        database.close()
        run += 1
        open(`run-${run}`)
        const entries = createEntrySearch(database)
        const check = async () => {
          for (const [query, limit] of queries) {
            const wanted = searchEach(query, limit)
            expect(await entries.search(query, limit)).toEqual(wanted)
            found += wanted.length
          }
        }
        const half = Math.floor(steps.length / 2)
        for (const [index, [name, second, corrected]] of steps.entries()) {
          if (index === half) await check()
          const number = record(name, second)
          if (corrected === null) continue
          const now = Temporal.Instant.from('2026-11-24T10:00:00Z')
          const submission = { form: randomUUID(), clerk: 'Els', fields: { name: corrected }, now }
          correctEntry(database, submission, { number, base: 1, reason: 'x' })
        }
        await check()
      },
    ),
    { numRuns: 60 },
  )
  expect(found).toBeGreaterThan(200)
})

test('lets everything else go on: a health check never waits for more than a part of a search', async () => {
  transact(database, () => {
    const entry = database.prepare("INSERT INTO entries VALUES (?, 'birth', 2026, ?)")
    const version = database.prepare("INSERT INTO versions VALUES (?, 1, ?, '2026-11-24T10:00:00Z', 'Els', NULL, ?)")
    for (let i = 1; i <= 10_000; i += 1) {
      entry.run(`N${i}`, i)
      version.run(`N${i}`, `form ${i}`, JSON.stringify({ name: `Verzinsel ${i}` }))
    }
  })
  const entries = createEntrySearch(database)
  let turns = 0
  let over = false
  const others = () => {
    turns += 1
    if (!over) setImmediate(others)
  }
  setImmediate(others)
  const all = await Promise.all(Array.from({ length: 20 }, () => entries.search('nergens', 100)))
  over = true
  expect(all).toEqual(Array.from({ length: 20 }, () => []))
  // 200 parts to read 10,000 entries for the first time, and 20 for each search.
  expect(turns).toBeGreaterThan(500)
  expect(await entries.search('verzinsel 9999', 100)).toHaveLength(1)
})
