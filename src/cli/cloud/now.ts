import { Fault } from '../../core/fault.ts'
import type { State } from '../../core/state.ts'
import type { CloudNow } from '../../ui/cloud.ts'
import { providerOf } from '../wiring/cloud-provider.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'

/**
 * The services as they are now. Null: the record says nothing of any, or it is a drill's, whose cloud is part of the
 * exercise.
 */
export async function cloudNow(host: Host, incident: Incident, state: State): Promise<CloudNow | null> {
  if (state.cloud === null || incident.opened.exercise !== undefined) return null
  try {
    return { services: await providerOf(host, incident).status() }
  } catch (error) {
    if (error instanceof Fault) return { unseen: error.text }
    throw error
  }
}
