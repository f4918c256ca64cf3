import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileIdentities } from './standing-files.ts'

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
  makeFile(path)
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec(schema)
  return database
}

function makeFile(path: string): void {
  // SQLite gives its journal the mode of the database.
  closeSync(openSync(path, 'a', 0o600))
}

/** A database that a service has open for as long as it runs, and whether anybody will find what is written there. */
export interface KeptDatabase {
  readonly database: DatabaseSync
  /**
   * Whether the path still leads to the open files, the journal included. Not when the folder was moved, deleted or
   * unmounted, or a file replaced: what is written then is kept in a place to which nothing leads.
   */
  stands(): boolean
}

/** Opens a service's database as `openDatabase` does. Throws when somebody replaces its files meanwhile. */
export function openKeptDatabase(path: string, schema: string): KeptDatabase {
  makeFile(path)
  const before = fileIdentities([path])
  const database = openDatabase(path, schema)
  // Locks of this process on a file end when any descriptor of it is closed, so nobody may open these a second time.
  const paths = [path, `${path}-wal`, `${path}-shm`]
  const opened = fileIdentities(paths)
  if (opened === null || before === null || fileIdentities([path]) !== before) {
    database.close()
    throw new Error('the database was replaced while it was opened')
  }
  return { database, stands: () => fileIdentities(paths) === opened }
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
