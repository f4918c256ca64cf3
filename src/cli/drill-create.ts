import { createIncident, newestIncident } from '../adapters/incident-files.ts'
import { wallClock } from '../adapters/wall-clock.ts'
import { zone } from '../core/clocks.ts'
import type { Municipality } from '../municipality/register.ts'
import type { DrillStart } from './drill-prepare.ts'
import type { Host } from './host.ts'
import { operatorName } from './operator-name.ts'
import { sealingOf } from './sealing.ts'

/** Puts a drill on disk, in `drills/`. */
export async function createDrill(host: Host, municipality: Municipality, start: DrillStart): Promise<string> {
  const { folder } = await createIncident({
    home: host.home,
    kind: 'drill',
    slug: `${municipality.slug}-drill`,
    date: wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString(),
    actor: operatorName(host),
    pinned: start.pinned,
    sealing: (name) => sealingOf(host, name, 'drill'),
    opened: (name, pinned) => ({ ...start.opened, incident: name, pinned }),
  })
  return folder
}

/** The drill of a municipality that is not over, or null. */
export function openDrill(host: Host, municipality: Municipality): Promise<string | null> {
  return newestIncident(host.home, municipality, 'open', () => {}, 'drill')
}
