/** What civil servants take at the counter while the municipality's own systems are down. */
export const entryKinds = ['birth', 'death', 'lost-document', 'welfare-payment'] as const

export type EntryKind = (typeof entryKinds)[number]

/** What stands between the municipality and the year in a number: geboorte, overlijden, verlies, steun. */
export const kindLetters: Readonly<Record<EntryKind, string>> = {
  birth: 'G',
  death: 'O',
  'lost-document': 'V',
  'welfare-payment': 'S',
}

/** One wording of an entry. Version 1 is the declaration; each later one is a correction and has a reason. */
export interface EntryVersion {
  readonly version: number
  /** RFC 3339, UTC. */
  readonly recordedAt: string
  readonly clerk: string
  readonly reason: string | null
  /** What was filled in, by field id. A field left empty isn't there. */
  readonly fields: Readonly<Record<string, string>>
}

/** One numbered entry with all its versions, oldest first. */
export interface DeskEntry {
  readonly number: string
  readonly kind: EntryKind
  readonly versions: readonly EntryVersion[]
}

/**
 * The number on the receipt, such as `WIL-G-2026-000012`: municipality, kind, year in Brussels, and a sequence that
 * starts at 1 for each kind and year. The kind stands in it, so that no two entries of a municipality share a number.
 */
export function entryNumber(slug: string, kind: EntryKind, year: number, sequence: number): string {
  const municipality = slug
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 3)
    .toUpperCase()
    .padEnd(3, 'X')
  return `${municipality}-${kindLetters[kind]}-${year}-${String(sequence).padStart(6, '0')}`
}

/** The wording that counts. */
export function latest(entry: DeskEntry): EntryVersion {
  const last = entry.versions.at(-1)
  if (last === undefined) throw new Error(`entry ${entry.number} has no version`)
  return last
}
