import { emptyPage, type PageContent } from '../../cloud/page-content.ts'
import { openKeptDatabase, transact } from '../database.ts'

/** The contents of the page, kept in SQLite, so that the command line can change them while the page runs. */
export interface PageStore {
  read(): PageContent
  /** Replaces what the page says by what `change` makes of it, as one transaction. */
  update(change: (page: PageContent) => PageContent): PageContent
  /** Whether the command line would change what this page reads: not when its folder was moved, deleted or unmounted. */
  stands(): boolean
  close(): void
}

const schema = 'CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY CHECK (id = 1), content TEXT NOT NULL) STRICT'

export function openPageStore(path: string): PageStore {
  const { database, stands } = openKeptDatabase(path, schema)
  const select = database.prepare('SELECT content FROM page')
  const replace = database.prepare('INSERT OR REPLACE INTO page (id, content) VALUES (1, ?)')
  const read = (): PageContent => {
    const row = select.get()
    return row === undefined ? emptyPage : JSON.parse(String(row.content))
  }
  return {
    read,
    update: (change) =>
      transact(database, () => {
        const page = change(read())
        replace.run(JSON.stringify(page))
        return page
      }),
    stands,
    close: () => database.close(),
  }
}
