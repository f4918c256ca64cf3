/** The kinds of entries that civil servants take at the counter while the municipality's own systems are down. */
export const entryKinds = ['birth', 'death', 'lost-document', 'welfare-payment'] as const

export type EntryKind = (typeof entryKinds)[number]

/** One wording of an entry. Version 1 is the declaration; each later one is a correction and has a reason. */
export interface EntryVersion {
  readonly version: number
  /** RFC 3339, UTC. */
  readonly recordedAt: string
  readonly clerk: string
  readonly reason: string | null
  /** The values that were filled in, by field id. A field left empty isn't there. */
  readonly fields: Readonly<Record<string, string>>
}

/** One numbered entry with all its versions, oldest first. */
export interface DeskEntry {
  readonly number: string
  readonly kind: EntryKind
  readonly versions: readonly EntryVersion[]
}

/** The wording that counts. */
export function latestVersion(entry: DeskEntry): EntryVersion {
  const last = entry.versions.at(-1)
  if (last === undefined) throw new Error(`entry ${entry.number} has no version`)
  return last
}
