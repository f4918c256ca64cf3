import { randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { DeskEntry, EntryKind, EntryVersion } from '../../cloud/desk-entry.ts'
import { entryNumber, type NumberParts, seriesBase, seriesOf } from '../../cloud/entry-number.ts'
import { transact } from '../database.ts'

/** The tables, which themselves refuse to change or take away anything that was recorded. */
export const deskSchema = `
CREATE TABLE IF NOT EXISTS entries (
  number TEXT PRIMARY KEY, kind TEXT NOT NULL, year INTEGER NOT NULL, sequence INTEGER NOT NULL,
  UNIQUE (kind, year, sequence)) STRICT;
CREATE TABLE IF NOT EXISTS versions (
  number TEXT NOT NULL REFERENCES entries, version INTEGER NOT NULL, form TEXT NOT NULL UNIQUE,
  recorded_at TEXT NOT NULL, clerk TEXT NOT NULL, reason TEXT, fields TEXT NOT NULL,
  PRIMARY KEY (number, version)) STRICT;
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, clerk TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries stay'); END;
CREATE TRIGGER IF NOT EXISTS entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries stay'); END;
CREATE TRIGGER IF NOT EXISTS versions_stay BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'versions stay'); END;
CREATE TRIGGER IF NOT EXISTS versions_keep BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'versions stay'); END;
`

/** The entry that a filled-in form asks to record. `form` is the form's own token: one form is recorded once. */
export interface Submission {
  readonly form: string
  readonly clerk: string
  readonly fields: Readonly<Record<string, string>>
  readonly now: Temporal.Instant
}

/**
 * `recorded`: kept, on disk. `repeated`: this very form was kept before. `changed`: the form was kept before with other
 * words, which still stand. `frozen`: handed back, nothing new is taken. `overtaken`: somebody corrected it in between.
 */
type Recorded =
  | { readonly kind: 'recorded' | 'repeated' | 'changed'; readonly number: string; readonly version: number }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'overtaken' }

/** Takes a new entry and gives it the next number of its kind. `numbered` says whose desk this is. */
export function recordEntry(
  database: DatabaseSync,
  submission: Submission,
  numbered: Omit<NumberParts, 'sequence'>,
): Recorded {
  return transact(database, () => {
    const before = earlier(database, submission)
    if (before !== null) return before
    if (frozenSince(database) !== null) return { kind: 'frozen' }
    const { year } = submission.now.toZonedDateTimeISO('Europe/Brussels')
    const row = database
      .prepare('SELECT coalesce(max(sequence), 0) + 1 AS next FROM entries WHERE kind = ?')
      .get(numbered.kind)
    const sequence = Number(row?.next)
    const number = entryNumber({ ...numbered, sequence })
    database
      .prepare('INSERT INTO entries (number, kind, year, sequence) VALUES (?, ?, ?, ?)')
      .run(number, numbered.kind, year, sequence)
    return addVersion(database, submission, number, 1, null)
  })
}

/** Adds a corrected wording to an entry. `base` is the version that the civil servant saw. */
export function correctEntry(
  database: DatabaseSync,
  submission: Submission,
  { number, base, reason }: { readonly number: string; readonly base: number; readonly reason: string },
): Recorded {
  return transact(database, () => {
    const before = earlier(database, submission)
    if (before !== null) return before
    if (frozenSince(database) !== null) return { kind: 'frozen' }
    const row = database.prepare('SELECT max(version) AS version FROM versions WHERE number = ?').get(number)
    if (Number(row?.version) !== base) return { kind: 'overtaken' }
    return addVersion(database, submission, number, base + 1, reason)
  })
}

/** A series of numbers that no entry of this database has. */
export function newSeries(database: DatabaseSync): string {
  const taken = database.prepare('SELECT 1 FROM entries WHERE number LIKE ? LIMIT 1')
  for (;;) {
    const series = seriesOf(() => randomInt(seriesBase))
    if (taken.get(`%-${series}-%`) === undefined) return series
  }
}

function addVersion(
  database: DatabaseSync,
  { form, clerk, fields, now }: Submission,
  number: string,
  version: number,
  reason: string | null,
): Recorded {
  database
    .prepare(
      'INSERT INTO versions (number, version, form, recorded_at, clerk, reason, fields) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(number, version, form, now.toString({ smallestUnit: 'second' }), clerk, reason, JSON.stringify(fields))
  return { kind: 'recorded', number, version }
}

function earlier(database: DatabaseSync, { form, fields }: Submission): Recorded | null {
  const row = database.prepare('SELECT number, version, fields FROM versions WHERE form = ?').get(form)
  if (row === undefined) return null
  const same = row.fields === JSON.stringify(fields)
  return { kind: same ? 'repeated' : 'changed', number: String(row.number), version: Number(row.version) }
}

/** Every entry with all its versions, sorted by number. */
export function* allEntries(database: DatabaseSync): Generator<DeskEntry> {
  for (const row of database.prepare('SELECT number, kind FROM entries ORDER BY number').iterate()) {
    yield withVersions(database, String(row.number), String(row.kind) as EntryKind)
  }
}

/** One entry, or null when there is none with that number. */
export function findEntry(database: DatabaseSync, number: string): DeskEntry | null {
  const row = database.prepare('SELECT kind FROM entries WHERE number = ?').get(number)
  return row === undefined ? null : withVersions(database, number, String(row.kind) as EntryKind)
}

function withVersions(database: DatabaseSync, number: string, kind: EntryKind): DeskEntry {
  const rows = database.prepare('SELECT * FROM versions WHERE number = ? ORDER BY version').all(number)
  return { number, kind, versions: rows.map(toVersion) }
}

function toVersion(row: Record<string, unknown>): EntryVersion {
  return {
    version: Number(row.version),
    recordedAt: String(row.recorded_at),
    clerk: String(row.clerk),
    reason: row.reason === null ? null : String(row.reason),
    fields: JSON.parse(String(row.fields)),
  }
}

/** The instant at which the desk was frozen for the hand-back, or null. */
export function frozenSince(database: DatabaseSync): string | null {
  const row = database.prepare("SELECT value FROM settings WHERE name = 'frozen'").get()
  return row === undefined ? null : String(row.value)
}

/** Takes no new entries from now (an instant) on. */
export function freeze(database: DatabaseSync, now: string): void {
  database.prepare("INSERT OR IGNORE INTO settings (name, value) VALUES ('frozen', ?)").run(now)
}

/** Takes entries again, unless everything was handed back before. */
export function thaw(database: DatabaseSync): void {
  database.exec(
    "DELETE FROM settings WHERE name = 'frozen' AND NOT EXISTS (SELECT 1 FROM settings WHERE name = 'handed-back')",
  )
}

/** Everything was handed back and found equal: the desk stays frozen for good. */
export function markHandedBack(database: DatabaseSync, now: string): void {
  database.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('handed-back', ?)").run(now)
}
