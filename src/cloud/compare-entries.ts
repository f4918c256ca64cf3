import type { ReceivedVersion } from './entry-lines.ts'

/**
 * The differences between what a file holds and what the database holds, in words; empty when they are equal. Names
 * what differs and never the values: they are personal data, and the differences go into the audit log.
 */
export function compareEntries(file: readonly ReceivedVersion[], database: readonly ReceivedVersion[]): string[] {
  const differences: string[] = []
  const sent = byKey(file)
  const kept = byKey(database)
  for (const [key, inDatabase] of kept) {
    const inFile = sent.get(key)
    if (inFile === undefined) differences.push(`${key} is in the database and not in the file`)
    else for (const name of unequal(inFile.values, inDatabase.values)) differences.push(`${key}: "${name}" differs`)
  }
  for (const key of sent.keys()) {
    if (!kept.has(key)) differences.push(`${key} is in the file and not in the database`)
  }
  return differences
}

function byKey(versions: readonly ReceivedVersion[]): Map<string, ReceivedVersion> {
  return new Map(versions.map((version) => [`${version.number} version ${version.version}`, version]))
}

function unequal(a: ReceivedVersion['values'], b: ReceivedVersion['values']): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => !Object.hasOwn(a, name) || !Object.hasOwn(b, name) || a[name] !== b[name]).sort()
}
