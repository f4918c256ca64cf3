import serialize from 'canonicalize'
import type { DeskEntry } from './desk-entry.ts'

/** One entry as a line of an export: canonical JSON (RFC 8785) and a line feed. */
export function entryLine(entry: DeskEntry): string {
  return `${serialize(entry)}\n`
}

/** One version of one entry, as whoever receives an export sees it: nothing is assumed about what it holds. */
export interface ReceivedVersion {
  readonly number: string
  readonly version: number
  /** Every value by its name: `kind`, `clerk`, `recordedAt`, `reason`, and `fields.…`. */
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * Reads an export as a receiver who trusts nobody: by JSON.parse, not by the code that wrote it. `problems` holds, in
 * words, every line that is no entry, comes twice, or stands out of order.
 */
export function readEntryLines(content: string): {
  readonly count: number
  readonly versions: readonly ReceivedVersion[]
  readonly problems: readonly string[]
} {
  const lines = content.split('\n')
  const problems: string[] = []
  if (lines.pop() !== '') problems.push('the last line of the file is cut off')
  const versions: ReceivedVersion[] = []
  let before = ''
  for (const [index, line] of lines.entries()) {
    const read = readLine(line)
    if (typeof read === 'string') {
      problems.push(`line ${index + 1} of the file ${read}`)
      continue
    }
    if (read.number === before) problems.push(`${read.number} stands in the file twice`)
    else if (read.number < before) problems.push(`${read.number} stands out of order in the file`)
    before = read.number
    versions.push(...read.versions)
  }
  return { count: lines.length, versions, problems }
}

function readLine(line: string): { readonly number: string; readonly versions: readonly ReceivedVersion[] } | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'is no JSON'
  }
  if (!isRecord(value) || typeof value.number !== 'string' || !Array.isArray(value.versions)) return 'is no entry'
  const { number, versions, ...shared } = value
  const read: ReceivedVersion[] = []
  for (const version of versions as unknown[]) {
    if (!isRecord(version) || typeof version.version !== 'number')
      return `holds a version of ${number} without a number`
    const { version: count, fields, ...own } = version
    read.push({ number, version: count, values: { ...shared, ...own, ...prefixed(fields) } })
  }
  return { number, versions: read }
}

function prefixed(fields: unknown): Record<string, unknown> {
  if (!isRecord(fields)) return { fields }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`fields.${name}`, value]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
