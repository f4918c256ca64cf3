import type { LogEvent } from './event.ts'
import { filesOf, type KnownFile, pinnedProfile, pinnedReadProfile } from './known-files.ts'

/** The list in an archive of the files that it withholds, and the profile without persons that it holds in their place. */
export const withheldName = 'WITHHELD.json'
export const sharedProfileName = 'profile.shared.json'

/**
 * `citizens`: entries of the counter desk; `contacts`: the profile, with names and telephones; `notice`: a prepared notice,
 * with persons in it; `unrecorded`: no line names it, so nobody knows what is in it.
 */
export type WithheldWhy = 'citizens' | 'contacts' | 'notice' | 'unrecorded'

/** A file that an archive withholds. `sha256` and `size` are of its content. */
export interface Withheld {
  readonly path: string
  readonly sha256: string
  readonly size: number
  readonly why: WithheldWhy
}

/** The files of a record that hold persons, by what the record itself says of them. */
export interface PersonalFiles {
  take(event: LogEvent): void
  /** Why a file may be withheld; null: it belongs to the record and stays, or no line names it. */
  why(path: string): Exclude<WithheldWhy, 'unrecorded'> | null
  names(path: string): boolean
}

/**
 * Learns from the lines which files hold persons. Whoever reads asks the same lines: a list that withholds can't make a proof
 * or evidence go away unseen, because no line says that these hold persons.
 */
export function personalFiles(): PersonalFiles {
  const named = new Set<string>()
  const known = new Map<string, Exclude<WithheldWhy, 'unrecorded'>>()
  return {
    take(event) {
      for (const { path } of filesOf(event)) {
        named.add(path)
        if (profiles.has(path)) known.set(path, 'contacts')
        else if (event.type === 'notice.prepared' && known.get(path) === undefined) known.set(path, 'notice')
      }
      const entries = handedBack(event)
      if (entries !== null) known.set(`blobs/${entries}`, 'citizens')
    },
    why: (path) => known.get(path) ?? besideLines(path),
    names: (path) => named.has(path),
  }
}

const profiles: ReadonlySet<string> = new Set([pinnedProfile, pinnedReadProfile].map((name) => `pinned/${name}`))

/** Files that no line names by their place: mails as they lie ready, and what a hand-back wrote. */
function besideLines(path: string): 'notice' | 'citizens' | null {
  if (path.startsWith('outbox/')) return 'notice'
  return path.startsWith('cloud/') ? 'citizens' : null
}

/** The SHA-256 of the entries that a hand-back or an export gave out. */
function handedBack({ type, data }: LogEvent): string | null {
  if (type !== 'cloud.changed' && type !== 'cloud.outcome') return null
  const { detail } = data
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return null
  const { sha256 } = detail as { readonly sha256?: unknown }
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null
}

/** The list as its file. The same files give the same bytes. */
export function withheldText(files: readonly Withheld[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return `${JSON.stringify({ format, files: sorted }, null, 2)}\n`
}

const format = 'cyber-respond/withheld@1'

/** The files of a list, or null when it is none. */
export function readWithheld(text: string): readonly Withheld[] | null {
  try {
    const { format: named, files } = JSON.parse(text) as { readonly format?: unknown; readonly files?: unknown }
    return named === format && Array.isArray(files) && files.every(isWithheld) ? files : null
  } catch {
    return null
  }
}

const reasons: ReadonlySet<unknown> = new Set<WithheldWhy>(['citizens', 'contacts', 'notice', 'unrecorded'])

function isWithheld(value: unknown): value is Withheld {
  if (value === null || typeof value !== 'object') return false
  const { path, sha256, size, why } = value as { readonly [member: string]: unknown }
  return (
    typeof path === 'string' &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(size) &&
    reasons.has(why)
  )
}

/** The files that a list withholds: those of which the record says the same, and claims that it does not bear out. */
export interface JudgedWithheld {
  readonly believed: readonly (KnownFile & Pick<Withheld, 'why'>)[]
  readonly refused: readonly Withheld[]
}

/**
 * Holds a list against the record. Nobody signs it, and nobody has to: a claim counts only for a file that the lines name with this
 * very hash, and that holds persons by the same lines. For any other one the file is missing, whatever the list says.
 */
export function judgeWithheld(
  list: readonly Withheld[],
  personal: PersonalFiles,
  files: readonly KnownFile[],
): JudgedWithheld {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const believed: (KnownFile & Pick<Withheld, 'why'>)[] = []
  const refused: Withheld[] = []
  for (const claim of list) {
    const file = byPath.get(claim.path)
    const isPersonal = personal.why(claim.path) === claim.why
    if (file !== undefined && file.sha256 === claim.sha256 && isPersonal) believed.push({ ...file, why: claim.why })
    // What no line names can't be missing, so a claim about it changes nothing.
    else if (file !== undefined) refused.push(claim)
  }
  return { believed, refused }
}
