import { join } from 'node:path'
import { incidentNames, incidentsFolder } from '../../adapters/home/incident-files.ts'
import { hasLogKey } from '../../adapters/keys/log-key.ts'
import { forgetSecrets, wipeKitHome } from '../../adapters/kit/kit-home.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { type Host, inHomeOfKit } from '../wiring/host.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { copyNow } from './copy.ts'
import { kitNamed } from './open.ts'

/**
 * Copies every record of a kit's home to the stick, then takes the keys off this laptop. `wipe`: the records, too. Nothing is taken
 * away before all copies were read back.
 */
export async function closeKit(
  host: Host,
  given: string | undefined,
  own: { readonly wipe?: boolean },
): Promise<number> {
  const kit = kitNamed(host, given)
  const at = inHomeOfKit(host, kit)
  const copied: string[] = []
  for (const name of incidentNames(at.home)) {
    const { folder } = await copyNow(at, join(incidentsFolder(at.home), name), kit)
    copied.push(folder)
  }
  if (own.wipe === true) wipeKitHome(at.home)
  else forgetSecrets(at.home)
  tellWarning(at, own.wipe === true ? wiped : left(at.home, hasLogKey(at.home)))
  if (host.json) host.stdout(`${harmlessJson({ kit: kit.id, copied, wiped: own.wipe === true }, 2)}\n`)
  else for (const folder of copied) host.stdout(`${harmless(folder)}\n`)
  return exit.done
}

const wiped: Text = {
  en: 'Every record is on the stick, closed; keys and records are deleted here. A disk may keep traces of what was deleted: a laptop that was used in an incident is wiped whole before it is given away.',
  nl: 'Elk logboek staat op de stick, gesloten; sleutels en logboeken zijn hier gewist. Een schijf kan sporen houden van wat gewist is: wis een laptop die in een incident gebruikt werd, helemaal voor hij weggaat.',
}
/** `seals`: this laptop has a key of its own, made when the kit held none, or when nobody could open it. */
function left(home: string, seals: boolean): Text {
  const shown = harmless(home)
  const [what, wat] = seals
    ? [
        'The records, and the key with which this laptop seals them, stay',
        'De logboeken blijven, met de sleutel waarmee deze laptop ze verzegelt,',
      ]
    : ['The records stay', 'De logboeken blijven']
  return {
    en: `Every record is on the stick, closed, and the keys of the kit are gone from here. ${what} in ${shown}. When that may go, too: cyber-respond kit close --wipe`,
    nl: `Elk logboek staat op de stick, gesloten, en de sleutels van de kit zijn hier weg. ${wat} in ${shown}. Als dat ook weg mag: cyber-respond kit close --wipe`,
  }
}
