import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { segmentIndex } from '../../audit/segment-name.ts'
import { withheldName } from '../../core/withheld.ts'
import { maxFileSize } from '../../runbook/file-size.ts'
import { places, type RecordKind } from './record-places.ts'

/** A record, as a look at its folder shows it: nothing of it is verified, and nobody acts on it. */
export interface RecordGlance {
  readonly name: string
  readonly folder: string
  readonly isClosed: boolean
}

/** What is read of the end of a log: after its closing a record hardly grows. */
const tailBytes = 64 * 1024
/** A longer log takes too long to look at whole for a name that somebody begins to type. */
const mostOfLog = 8 * 1024 * 1024

/** The records of a home, open ones first, the newest of each first. What can't be read is not there: nothing here throws. */
export function recordsAtAGlance(home: string, kind: RecordKind): readonly RecordGlance[] {
  const parent = join(home, places[kind])
  const records = namesIn(parent).flatMap((name) => {
    const folder = join(parent, name)
    const log = logsIn(folder).at(-1)
    if (log === undefined) return []
    const tail = bytesOf(log, tailBytes)
    return [{ name, folder, isClosed: tail !== null && closings.some((type) => tail.includes(type)) }]
  })
  const day = (name: string): string => /\d{4}-\d{2}-\d{2}.*$/.exec(name)?.[0] ?? ''
  return records.sort((a, b) => Number(a.isClosed) - Number(b.isClosed) || (day(a.name) < day(b.name) ? 1 : -1) || 0)
}

const closings = ['"type":"incident.closed"', '"type":"drill.ended"']

/**
 * The names of those who wrote in a record, as its lines show them, the last ones first. null: something was erased out of it,
 * files of it are withheld, or nobody can tell; then a name in it may be what was meant to go.
 */
export function writersIn(folder: string): readonly string[] | null {
  if (namesIn(folder).includes(withheldName)) return null
  const logs = logsIn(folder).map((log) => bytesOf(log, mostOfLog, 'whole'))
  if (logs.some((bytes) => bytes?.includes('"type":"redaction"') ?? true)) return null
  const lines = logs.at(-1)?.subarray(-tailBytes).toString('utf8').split('\n') ?? []
  return [...new Set(lines.toReversed().flatMap(actorOf))]
}

function actorOf(line: string): readonly string[] {
  try {
    const { actor } = JSON.parse(line) as { readonly actor?: unknown }
    return typeof actor === 'string' ? [actor] : []
  } catch {
    return []
  }
}

/** The names in a folder, sorted, without hidden ones; none when it can't be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort()
  } catch {
    return []
  }
}

/** The bytes of a small plain file that a person wrote; null when there is none that can be read. */
export function bytesAtAGlance(path: string): Buffer | null {
  return bytesOf(path, maxFileSize, 'whole')
}

function logsIn(folder: string): readonly string[] {
  const indices = namesIn(folder).flatMap((name) => (segmentIndex(name) === null ? [] : [name]))
  return indices.map((name) => join(folder, name))
}

/** The last bytes of a plain file, at most so many; `whole`: all of them, or null when there are more. */
function bytesOf(path: string, most: number, wanted: 'tail' | 'whole' = 'tail'): Buffer | null {
  let file: number | null = null
  try {
    // Without O_NONBLOCK a named pipe would wait for a writer forever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile() || (wanted === 'whole' && stat.size > most)) return null
    if (stat.size <= most) return readFileSync(file)
    const bytes = Buffer.alloc(most)
    return bytes.subarray(0, readSync(file, bytes, 0, most, stat.size - most))
  } catch {
    return null
  } finally {
    if (file !== null) closeSync(file)
  }
}
