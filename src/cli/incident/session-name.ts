import { realDisk } from '../../adapters/disk/disk.ts'
import { firstEventIn } from '../../adapters/log/ends.ts'
import { Fault } from '../../core/fault.ts'
import { type KnownPerson, knownPeople } from '../../core/known-people.ts'
import { settingsOf } from '../wiring/config.ts'
import { type Host, inNameOf } from '../wiring/host.ts'
import { loadIncident } from '../wiring/incident.ts'
import { readAnswers } from './answers-file.ts'

/**
 * The call of a session in the name of who acts: whom `--operator` or the answers file names. Whose key signs along is on
 * record before anything is asked, so with one she is asked here, before the log is opened; `people` can be picked then.
 */
export async function withSessionName(
  host: Host,
  answers: string | null,
  people: () => Promise<readonly KnownPerson[]>,
): Promise<Host> {
  if (host.operator !== null) return host
  if (answers !== null) return inNameOf(host, (await readAnswers(host, answers)).answers.operator)
  const { sign_with } = await settingsOf(host)
  if (sign_with === undefined) return host
  const { askName } = await import('./ask-name.ts')
  return inNameOf(host, await askName(host, await people()))
}

/** The people of the profile that an incident pinned; nobody where it can't be read, which whoever goes on is told then. */
export async function pinnedPeople(folder: string): Promise<readonly KnownPerson[]> {
  const first = firstEventIn(realDisk, folder)
  if (first?.type !== 'incident.opened') return []
  try {
    return knownPeople((await loadIncident(folder, first.data)).profile)
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}
