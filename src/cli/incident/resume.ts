import type { Host } from '../wiring/host.ts'
import { findIncident } from '../wiring/incident.ts'
import { placesOf } from './places.ts'
import { requireSomebody, runSession } from './session.ts'
import { pinnedPeople, withSessionName } from './session-name.ts'

/** Goes on with an open incident, after leaving, a crash, or on another day. */
export async function resume(
  host: Host,
  name: string | null,
  options: { readonly answers?: string; readonly until?: string; readonly parallel?: string },
): Promise<number> {
  const places = placesOf(options)
  const folder = await findIncident(host, name, 'open')
  requireSomebody(host, options)
  const answers = options.answers ?? null
  const acting = await withSessionName(host, answers, () => pinnedPeople(folder))
  return runSession(acting, folder, { ...options, answers, places })
}
