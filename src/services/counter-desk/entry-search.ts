import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as otherWork } from 'node:timers/promises'
import type { DeskEntry } from '../../cloud/desk-entry.ts'
import { createSemaphore } from './semaphore.ts'
import { findEntry } from './store.ts'

/** Finds entries while everything else goes on: one search after the other, in short parts. */
export interface EntrySearch {
  /** The newest entries in which every word of the query stands, whatever the case and accents; at most `limit`. */
  search(query: string, limit: number): Promise<readonly DeskEntry[]>
}

interface Found {
  readonly number: string
  readonly recordedAt: string
  version: number
  /** The wording that counts, in plain letters. */
  text: string
}

// A part takes a few milliseconds, and a health check that comes meanwhile waits for one of them.
const rowsAtOnce = 50
const textsAtOnce = 500

/**
 * Keeps the words of all entries in memory. Versions are only ever added (the database refuses the rest), so what is new
 * since the last look is what has a higher row id.
 */
export function createEntrySearch(database: DatabaseSync): EntrySearch {
  const inTurn = createSemaphore(1)
  const byNumber = new Map<string, Found>()
  /** Oldest first. */
  const inOrder: Found[] = []
  let lastRow = 0
  const next = database.prepare(
    'SELECT rowid, number, version, recorded_at, fields FROM versions WHERE rowid > ? ORDER BY rowid LIMIT ?',
  )

  const take = (row: Record<string, unknown>): void => {
    const number = String(row.number)
    const version = Number(row.version)
    const text = plainLetters([number, ...Object.values(JSON.parse(String(row.fields)))].join('\n'))
    const known = byNumber.get(number)
    if (known !== undefined) {
      if (version > known.version) Object.assign(known, { version, text })
      return
    }
    const found = { number, recordedAt: String(row.recorded_at), version, text }
    byNumber.set(number, found)
    let place = inOrder.length
    while (place > 0 && isNewer(inOrder[place - 1], found)) place -= 1
    inOrder.splice(place, 0, found)
  }
  const catchUp = async (): Promise<void> => {
    for (;;) {
      await otherWork()
      const rows = next.all(lastRow, rowsAtOnce)
      for (const row of rows) {
        take(row)
        lastRow = Number(row.rowid)
      }
      if (rows.length < rowsAtOnce) return
    }
  }
  const search = async (query: string, limit: number): Promise<readonly DeskEntry[]> => {
    await catchUp()
    const words = plainLetters(query)
      .split(/\s+/)
      .filter((word) => word !== '')
    const found: string[] = []
    // Newer entries that come meanwhile are behind the place where this begins.
    const all = [...inOrder]
    for (let place = all.length - 1, looked = 1; place >= 0 && found.length < limit; place -= 1, looked += 1) {
      const entry = all[place]
      if (entry !== undefined && words.every((word) => entry.text.includes(word))) found.push(entry.number)
      if (looked % textsAtOnce === 0) await otherWork()
    }
    if (words.length > 0) await otherWork()
    return found.map((number) => findEntry(database, number)).filter((entry) => entry !== null)
  }

  // Read before anybody asks. What fails here fails again at the first search, and is told there.
  inTurn(catchUp).catch(() => {})
  return { search: (query, limit) => inTurn(() => search(query, limit)) }
}

function isNewer(one: Found | undefined, other: Found): boolean {
  if (one === undefined || one.recordedAt < other.recordedAt) return false
  return one.recordedAt > other.recordedAt || one.number > other.number
}

function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
