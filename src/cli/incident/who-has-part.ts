import { walkLog } from '../../adapters/log/files.ts'
import { Fault } from '../../core/fault.ts'
import { empty, startFold } from '../../core/fold.ts'
import { type KnownPerson, knownPeople } from '../../core/known-people.ts'
import { leadOf } from '../../core/lead.ts'
import { answeredNames, partNames } from '../../core/part-in-incident.ts'
import { loadIncident } from '../wiring/incident.ts'

export interface WhoHasPart {
  /** The people of the profile. */
  readonly people: readonly KnownPerson[]
  /** Those who act, approve or are named on the record. */
  readonly named: ReadonlySet<string>
  /** Who leads by the record; null: nobody was named. */
  readonly lead: string | null
}

/** Who has a part in the incident of a folder, which is only read. Of pinned files that can't be used, only the record tells. */
export async function whoHasPart(folder: string): Promise<WhoHasPart> {
  const folding = startFold(empty)
  const named = new Set<string>()
  await walkLog(folder, (event) => {
    folding.take(event)
    for (const name of partNames(event)) named.add(name)
  })
  const { opened, facts } = folding.state
  const lead = leadOf(folding.state)
  if (opened === null) return { people: [], named, lead }
  try {
    const { book, profile } = await loadIncident(folder, opened)
    return { people: knownPeople(profile), named: new Set([...named, ...answeredNames(book, facts)]), lead }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { people: [], named, lead }
  }
}
