import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { entryLine } from '../../../cloud/entry-lines.ts'
import { allEntries } from '../../../services/counter-desk/store.ts'
import { realDisk } from '../../disk/disk.ts'
import { makeFolderDurably } from '../../disk/durable-folder.ts'
import { replaceFile } from '../../disk/whole-file.ts'

/** A written export: what it holds and what its bytes hash to. */
interface Export {
  readonly file: string
  readonly count: number
  readonly sha256: string
}

/**
 * Writes every entry with all its versions as canonical JSON Lines, sorted by number. The file's name tells count and
 * hash: exporting the same entries twice gives the same file, and a later export never overwrites an earlier one.
 */
export function exportEntries(database: DatabaseSync, folder: string, slug: string): Export {
  // One read transaction: an entry that is taken in the meantime is in the export whole, or not at all.
  database.exec('BEGIN')
  let lines: string[]
  try {
    lines = Array.from(allEntries(database), entryLine)
  } finally {
    database.exec('COMMIT')
  }
  const content = lines.join('')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = join(folder, `${slug}-${lines.length}-entries-${sha256.slice(0, 12)}.jsonl`)
  makeFolderDurably(realDisk, folder)
  replaceFile(realDisk, file, content)
  return { file, count: lines.length, sha256 }
}
