import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Opens a service's database and brings it to its schema. Every commit is on the disk when it returns.
 *
 * The journal is a write-ahead log with full sync: one sync a commit, and readers (the page, an export, the command
 * line) never wait for the counter. A rollback journal would also need its folder synced at each commit (`EXTRA`), or a
 * power cut could bring an undone journal back and undo what was acknowledged.
 *
 * @param path the file, in a folder that only this user can enter
 * @param schema statements that can run on a database that has them already
 */
export function openDatabase(path: string, schema: string): DatabaseSync {
  // SQLite gives its journal the mode of the database.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec(schema)
  return database
}

/** Runs `work` as one transaction that has the write lock from its start: all of it is kept, or nothing. */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
