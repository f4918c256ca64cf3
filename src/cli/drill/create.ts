import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { createIncident, newestIncident } from '../../adapters/home/incident-files.ts'
import { zone } from '../../core/clocks.ts'
import type { Municipality } from '../../municipality/register.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { sealingOf } from '../wiring/sealing.ts'
import type { DrillStart } from './prepare.ts'

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
