import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { incidentsFolder } from '../adapters/incident-files.ts'
import type { Host } from './host.ts'
import { findIncident } from './incident.ts'

/** Where a record is that somebody wants to read: an incident of this home by name, or any folder or archive anywhere. */
export async function recordPath(host: Host, name: string): Promise<string> {
  for (const kind of ['incident', 'drill'] as const) {
    const own = join(incidentsFolder(host.home, kind), name)
    if (!name.includes('/') && existsSync(own)) return own
  }
  const given = resolve(host.process.cwd(), name)
  if (existsSync(given)) return given
  return findIncident(host, name, 'any')
}
