import { basename, join } from 'node:path'
import { type Drafts, draftFile } from '../../adapters/home/draft-files.ts'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import type { Host } from './host.ts'

/** The answers of an incident, or a drill, that are not on record yet: in the home, never in the folder that is handed out. */
export function draftsOf(host: Host, folder: string, kind: 'incident' | 'drill' = 'incident'): Drafts {
  // A drill writes nothing outside the folder of drills.
  const parent = kind === 'drill' ? join(incidentsFolder(host.home, 'drill'), '.drafts') : join(host.home, 'drafts')
  return draftFile(join(parent, `${basename(folder)}.json`))
}
