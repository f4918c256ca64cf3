import { basename, join, resolve } from 'node:path'
import { standsThere } from '../../adapters/disk/stands-there.ts'
import { incidentsFolder, recordFolder } from '../../adapters/home/incident-files.ts'
import { shellWord } from '../../core/shell-word.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident } from '../wiring/incident.ts'
import { tellNamesake } from '../wiring/tell-namesake.ts'

/**
 * The path of a record that somebody wants to read: an incident of this home by name, or any folder or archive
 * anywhere.
 */
export async function recordPath(host: Host, name: string): Promise<string> {
  for (const kind of ['incident', 'drill'] as const) {
    const own = join(incidentsFolder(host.home, kind), name)
    if (!name.includes('/') && isThere(own)) return told(host, recordFolder(host.home, kind, name))
  }
  const given = resolve(host.process.cwd(), name)
  if (standsThere(given)) {
    host.about(shellWord(name))
    return given
  }
  return told(host, await findIncident(host, name, 'any'))
}

function told(host: Host, folder: string): string {
  host.about(basename(folder))
  tellNamesake(host, folder)
  return folder
}

/** A home that can't be read is said last: what is meant may lie elsewhere. */
function isThere(path: string): boolean {
  try {
    return standsThere(path)
  } catch {
    return false
  }
}
