import type { CustodyFile, Draft, EventData, NotTaken } from './event.ts'
import { harmlessLine } from './harmless.ts'
import type { Custody } from './ports.ts'
import type { CopyRecord, State } from './state.ts'
import type { Text } from './text.ts'

/** The bytes of a line's 65,535 that the files may take; the rest is for the note, the source and the envelope. */
const filesBytes = 40_000

/** The events that record what was taken: as many as it takes, each short enough for a line of the log. */
export function custodyDrafts(
  { files, notTaken }: Custody,
  from: { readonly actor: string; readonly paths: readonly string[]; readonly note: string },
): readonly Draft[] {
  const source = harmlessLine(from.paths.join(', '), 1000)
  const draft = (part: Pick<EventData['evidence.added'], 'files' | 'notTaken'>): Draft => ({
    type: 'evidence.added',
    actor: from.actor,
    data: { ...part, source, note: from.note },
  })
  return [
    ...inParts<CustodyFile>(files).map((part) => draft({ files: part })),
    ...inParts<NotTaken>(notTaken).map((part) => draft({ files: [], notTaken: part })),
  ]
}

/**
 * The files of these that are in custody already: the same bytes under the same name. Each is not taken a second time,
 * so that nobody counts it twice, and comes with the line that took it, from 1.
 */
export function filesInCustody(
  state: Pick<State, 'evidence'>,
  files: readonly CustodyFile[],
): readonly { readonly file: CustodyFile; readonly line: number }[] {
  return files.flatMap((file) => {
    const known = state.evidence.find(({ file: one }) => one.sha256 === file.sha256 && one.name === file.name)
    return known === undefined ? [] : [{ file, line: known.seq + 1 }]
  })
}

/** The events that record a second copy. */
export function copyDrafts(copied: EventData['evidence.copied'], actor: string): readonly Draft[] {
  return inParts(copied.files).map((files) => ({ type: 'evidence.copied', actor, data: { ...copied, files } }))
}

/** The items in their order, so many together as fit in a line. */
function inParts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = []
  let used = filesBytes
  for (const item of items) {
    const bytes = utf8.encode(JSON.stringify(item)).length + 1
    if (used + bytes > filesBytes) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(item)
    used += bytes
  }
  return parts
}

const utf8 = new TextEncoder()

/** Everything in custody, each with its copies outside the incident's folder. */
export function custodyOf(state: State) {
  return state.evidence.map((entry) => ({ ...entry, copies: state.copies[entry.file.sha256] ?? [] }))
}

/** Two copies, one of them offline: the one in the incident's folder counts. */
export function isSafe(copies: readonly CopyRecord[]): boolean {
  return copies.some(({ offline }) => offline)
}

/** `1 copy`, `2 copies, 1 offline`: with the one in the incident's folder. */
export function copiesText(copies: readonly CopyRecord[]): Text {
  if (copies.length === 0) return { en: '1 copy', nl: '1 kopie' }
  const count = copies.length + 1
  const offline = copies.filter((copy) => copy.offline).length
  return offline === 0
    ? { en: `${count} copies, none offline`, nl: `${count} kopieën, geen offline` }
    : { en: `${count} copies, ${offline} offline`, nl: `${count} kopieën, ${offline} offline` }
}
