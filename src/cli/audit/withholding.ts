import type { RecordSource } from '../../adapters/record/source.ts'
import { withheldIn } from '../../adapters/record/withheld.ts'
import type { Choice } from '../../adapters/record/write-archive.ts'
import type { Opened } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { type PersonalFiles, sharedProfileName, type WithheldWhy } from '../../core/withheld.ts'
import { sharedProfile } from '../../municipality/shared-profile.ts'
import { incidentIn } from '../wiring/incident.ts'

/**
 * What a copy of a record withholds: what holds citizens, contacts and notices, and what no line names. Behind a bad line nobody
 * knows what a file is, so such a record's unknown ones go along. `opened` is its first line, if that is good.
 */
export async function withholding(
  source: RecordSource,
  personal: PersonalFiles,
  { opened, isTampered }: { readonly opened: Opened | null; readonly isTampered: boolean },
): Promise<Choice> {
  const why = (name: string): WithheldWhy | null => {
    const known = personal.why(name)
    if (known !== null) return known
    return name.startsWith('blobs/') && !personal.names(name) && !isTampered ? 'unrecorded' : null
  }
  return { why, before: (await withheldIn(source)) ?? [], shared: await shared(source, opened) }
}

/** The profile without persons, for who reads the copy; none where there is none, or where it can't be read. */
async function shared(source: RecordSource, opened: Opened | null): Promise<Choice['shared']> {
  const names = source.list()
  // A copy of a copy: it has one already.
  if (opened === null || names.includes(sharedProfileName) || !names.some(isProfile)) return []
  try {
    const { profile } = await incidentIn(source, opened)
    return [{ name: sharedProfileName, bytes: Buffer.from(sharedProfile(profile)) }]
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}

function isProfile(name: string): boolean {
  return /^pinned\/profile\.(?:yaml|read\.json)$/.test(name)
}
