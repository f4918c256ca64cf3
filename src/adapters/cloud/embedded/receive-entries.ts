import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { compareEntries } from '../../../cloud/compare-entries.ts'
import { type ReceivedVersion, readEntryLines } from '../../../cloud/entry-lines.ts'

/** The result of the receiving side. `differences` is empty when the file holds exactly what the database holds. */
interface Received {
  readonly count: number
  readonly sha256: string
  readonly differences: readonly string[]
}

/**
 * Reads an export back from the disk as the restored municipality will, and holds it against the counter desk's database,
 * which is opened anew and read by other statements than those that wrote the file.
 *
 * @param sent what the sender says about the file
 */
export function receiveEntries(
  file: string,
  databasePath: string,
  sent: { readonly count: number; readonly sha256: string },
): Received {
  const bytes = readFileSync(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { count, versions, problems } = readEntryLines(bytes.toString('utf8'))
  const database = readDatabase(databasePath)
  const differences = [...problems, ...compareEntries(versions, database.versions)]
  if (sha256 !== sent.sha256) differences.unshift(`SHA-256 is ${sha256} and should be ${sent.sha256}`)
  if (count !== sent.count) differences.unshift(`the file holds ${count} entries and should hold ${sent.count}`)
  if (count !== database.count)
    differences.unshift(`the file holds ${count} entries and the database ${database.count}`)
  return { count, sha256, differences }
}

function readDatabase(path: string): { readonly count: number; readonly versions: readonly ReceivedVersion[] } {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const total = database.prepare('SELECT count(*) AS total FROM entries').get()
    // One row for each value: whatever it is that differs, it is found by its name.
    const rows = database
      .prepare(
        `SELECT v.number, v.version, e.kind, v.clerk, v.recorded_at, v.reason, f.key, f.value
         FROM versions v LEFT JOIN entries e USING (number) LEFT JOIN json_each(v.fields) f
         ORDER BY v.number, v.version`,
      )
      .all()
    const versions = new Map<string, { number: string; version: number; values: Record<string, unknown> }>()
    for (const row of rows) {
      const key = `${row.number} ${row.version}`
      const { kind, clerk, recorded_at: recordedAt, reason } = row
      const seen = versions.get(key)
      const version = seen ?? {
        number: String(row.number),
        version: Number(row.version),
        values: { kind, clerk, recordedAt, reason },
      }
      if (row.key !== null) version.values[`fields.${row.key}`] = row.value
      versions.set(key, version)
    }
    return { count: Number(total?.total), versions: [...versions.values()] }
  } finally {
    database.close()
  }
}
