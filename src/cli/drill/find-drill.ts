import { resolve } from 'node:path'
import { standsThere } from '../../adapters/disk/stands-there.ts'
import { incidentNames, recordFolder } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { didYouMean } from '../../runbook/finding.ts'
import type { Host } from '../wiring/host.ts'

/** The folder of a drill of this home, by its name, or the one that is played now, or the only one. Throws `drill.none`. */
export function drillFolder(host: Host, name: string | null): string {
  const names = incidentNames(host.home, 'drill')
  const found = name ?? only(liveRecords(host.home, 'drill')) ?? only(names)
  if (found !== undefined && names.includes(found)) return recordFolder(host.home, 'drill', found)
  throw noDrill(name, names)
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined
}

/** The same for who only reads: also any folder or archive, by its path. Throws `drill.none`. */
export function drillPath(host: Host, name: string | null): string {
  try {
    return drillFolder(host, name)
  } catch (error) {
    const given = name === null ? null : resolve(host.process.cwd(), name)
    if (given !== null && standsThere(given)) return given
    throw error
  }
}

export function notADrill(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'drill.not-a-drill',
    exit: exit.usage,
    message: {
      en: `${shown} is no drill: it is the record of an incident, or its scenario is missing`,
      nl: `${shown} is geen oefening: het is het logboek van een incident, of het scenario ontbreekt`,
    },
    hint: {
      en: 'cyber-respond report tells of an incident',
      nl: 'cyber-respond report maakt een verslag van een incident',
    },
  })
}

function noDrill(name: string | null, names: readonly string[]): Fault {
  const shown = name === null ? '' : ` "${harmlessLine(name, 100)}"`
  const known = harmlessLine(names.slice(-5).join(', '), 200)
  const several = names.length > 1 && name === null
  const begin = {
    en: 'cyber-respond drill run <municipality> begins one',
    nl: 'cyber-respond drill run <gemeente> begint er een',
  }
  return new Fault({
    code: 'drill.none',
    exit: exit.usage,
    message: several
      ? { en: 'there are several drills: name one', nl: 'er zijn meerdere oefeningen: noem er een' }
      : { en: `there is no drill${shown} here`, nl: `er is hier geen oefening${shown}` },
    hint: names.length === 0 ? begin : { en: `drills: ${known}`, nl: `oefeningen: ${known}` },
    ...(name === null ? {} : didYouMean(name, names)),
  })
}
