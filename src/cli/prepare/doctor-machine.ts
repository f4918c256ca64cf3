import { mayReadAndWrite, nearestThere, roomLeft } from '../../adapters/disk/room-left.ts'
import { standsThere } from '../../adapters/disk/stands-there.ts'
import { trialWrite } from '../../adapters/disk/trial-write.ts'
import { keysFolder } from '../../adapters/keys/log-key.ts'
import type { Text } from '../../core/text.ts'
import { registerSource } from '../../municipality/register.ts'
import type { Host } from '../wiring/host.ts'

/** One thing that was looked at. `attention`: somebody should do something about it. */
export interface DoctorFinding {
  readonly id: string
  readonly state: 'well' | 'attention'
  readonly said: Text
}

export function finding(id: string, isWell: boolean, en: string, nl: string): DoctorFinding {
  return { id, state: isWell ? 'well' : 'attention', said: { en, nl } }
}

const leastNode = 26
/** Below this an incident with evidence soon has no room. */
const leastBytes = 1024 ** 3

/** Whether this machine can run an incident: Node, the home, the disk, the key, the clock. */
export function machineFindings(
  { home }: Pick<Host, 'home'>,
  nodeVersion: string,
  today: string,
): readonly DoctorFinding[] {
  const place = nearestThere(home)
  const why = place === null ? null : trialWrite(place)
  return [
    finding(
      'node',
      Number.parseInt(nodeVersion, 10) >= leastNode,
      `Node ${nodeVersion} (${leastNode} or newer is needed)`,
      `Node ${nodeVersion} (${leastNode} of nieuwer is nodig)`,
    ),
    place === null
      ? finding('home', false, `home ${home} CAN'T BE LOOKED AT`, `home ${home} KAN NIET BEKEKEN WORDEN`)
      : finding(
          'home',
          why === null,
          why === null ? `home ${home} can be written` : `home ${home} CAN'T BE WRITTEN (${why})`,
          why === null ? `home ${home} is schrijfbaar` : `home ${home} IS NIET SCHRIJFBAAR (${why})`,
        ),
    diskFinding(place ?? home),
    keyFinding(home),
    finding(
      'clock',
      today >= registerSource.collected,
      today >= registerSource.collected
        ? `the clock says ${today}`
        : `THE CLOCK SAYS ${today}, which is before this program was made: set it`,
      today >= registerSource.collected
        ? `de klok zegt ${today}`
        : `DE KLOK ZEGT ${today}, dat is van voor dit programma gemaakt werd: zet ze juist`,
    ),
  ]
}

function diskFinding(place: string): DoctorFinding {
  const bytes = roomLeft(place)
  if (bytes === null) {
    return finding(
      'disk',
      false,
      'how much room the disk has is not known',
      'hoeveel plaats de schijf heeft, is niet bekend',
    )
  }
  const gigabytes = (bytes / 1024 ** 3).toFixed(1)
  return finding('disk', bytes >= leastBytes, `${gigabytes} GB free on its disk`, `${gigabytes} GB vrij op de schijf`)
}

/** The key is made with the first incident, so a new machine has none yet. One that is there must be readable. */
function keyFinding(home: string): DoctorFinding {
  const folder = keysFolder(home)
  if (isAbsent(folder)) {
    return finding(
      'key',
      true,
      'no log key yet: the first incident makes one',
      'nog geen logboeksleutel: het eerste incident maakt er een',
    )
  }
  return mayReadAndWrite(folder)
    ? finding('key', true, 'the log key is there', 'de logboeksleutel is er')
    : finding(
        'key',
        false,
        `the log key's folder ${folder} CAN'T BE USED`,
        `de map ${folder} van de logboeksleutel IS NIET BRUIKBAAR`,
      )
}

/** Whether a file is absent: one that can't be looked at is not. */
function isAbsent(path: string): boolean {
  try {
    return !standsThere(path)
  } catch {
    return false
  }
}
