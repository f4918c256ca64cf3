import { type EmbeddedService, embeddedServices } from '../../../cloud/embedded-services.ts'
import { exit } from '../../../core/exit-codes.ts'
import { Fault } from '../../../core/fault.ts'
import { harmlessLine } from '../../../core/harmless.ts'
import type { Refusal } from '../../../services/service-settings.ts'
import { type CloudProcess, type LogMarks, newReason } from './new-log-lines.ts'

interface Refused {
  readonly service: EmbeddedService
  readonly bind: string
  readonly port: number
}

/** The fault that a service can't have its address, with what to do about it. */
export function refusedFault(why: Exclude<Refusal['why'], 'data-in-use'>, { service, bind, port }: Refused): Fault {
  const title = embeddedServices[service]
  const elsewhere = {
    en: `end the program that uses it, or give "${service}" another port under cloud.ports in the profile`,
    nl: `sluit het programma dat ze gebruikt, of geef "${service}" een andere poort bij cloud.ports in het profiel`,
  }
  const faults = {
    'port-taken': {
      code: 'cloud.port-taken',
      message: {
        en: `port ${port} for ${title.en.toLowerCase()} is already taken`,
        nl: `poort ${port} voor ${title.nl.toLowerCase()} is al in gebruik`,
      },
      hint: elsewhere,
    },
    'port-forbidden': {
      code: 'cloud.port-forbidden',
      message: {
        en: `port ${port} for ${title.en.toLowerCase()} is not allowed`,
        nl: `poort ${port} voor ${title.nl.toLowerCase()} is niet toegestaan`,
      },
      hint: { en: 'take a port of 1024 or more', nl: 'neem een poort vanaf 1024' },
    },
    'no-such-address': {
      code: 'cloud.no-such-address',
      message: { en: `${bind} is no address of this machine`, nl: `${bind} is geen adres van deze machine` },
      hint: {
        en: 'cloud.bind in the profile; 127.0.0.1 always works',
        nl: 'cloud.bind in het profiel; 127.0.0.1 werkt altijd',
      },
    },
  } as const
  return new Fault({ exit: exit.failed, ...faults[why] })
}

/** Services that did not get healthy in time, with what they wrote about it since `marks`. */
export function notHealthy(folder: string, names: readonly CloudProcess[], marks: LogMarks): Fault {
  const reasons = names.map((name) => newReason(folder, name, marks)).filter((reason) => reason !== '')
  const log = reasons.length === 0 ? '' : `: ${reasons.join(' / ')}`
  return new Fault({
    code: 'cloud.not-healthy',
    exit: exit.failed,
    message: {
      en: `not healthy in time: ${names.join(', ')}${log}`,
      nl: `niet op tijd gezond: ${names.join(', ')}${log}`,
    },
    hint: {
      en: 'cloud up again tries once more; the logs stand in the cloud’s folder',
      nl: 'cloud up probeert het opnieuw; de logboeken staan in de map van de noodomgeving',
    },
  })
}

/** The supervisor ended before it had begun. `why`: what it wrote, or what the system said. */
export function cannotStart(why: string): Fault {
  return new Fault({
    code: 'cloud.cannot-start',
    exit: exit.failed,
    message: {
      en: `the emergency cloud could not begin to start${why === '' ? ', and left no reason' : `: ${why}`}`,
      nl: `de noodcloud kon niet beginnen te starten${why === '' ? ', en liet geen reden na' : `: ${why}`}`,
    },
    hint: {
      en: 'nothing runs; mend what it names and run cloud up again',
      nl: 'er draait niets; los op wat er staat en voer cloud up opnieuw uit',
    },
  })
}

/** Files of this very program are not there (any more). */
export function programMissing(files: readonly string[]): Fault {
  const shown = files.map((file) => harmlessLine(file, 200)).join(', ')
  return new Fault({
    code: 'cloud.program-gone',
    exit: exit.failed,
    message: {
      en: `files of this program are gone, so nothing was started: ${shown}`,
      nl: `bestanden van dit programma zijn weg, dus is er niets gestart: ${shown}`,
    },
    hint: {
      en: 'install cyber-respond again, or run cloud up from a copy that is whole: it takes over what runs',
      nl: 'installeer cyber-respond opnieuw, of voer cloud up uit met een volledige kopie: die neemt over wat draait',
    },
  })
}

/** Processes that neither end nor can safely be ended. */
export function stillRunning(names: readonly string[]): Fault {
  return new Fault({
    code: 'cloud.still-running',
    exit: exit.failed,
    message: { en: `still running: ${names.join(', ')}`, nl: `draait nog: ${names.join(', ')}` },
    hint: {
      en: 'restart this machine, then run cloud down again',
      nl: 'herstart deze machine en voer cloud down opnieuw uit',
    },
  })
}

/** A counter desk whose database is not where it should be. */
export function noEntries(path: string): Fault {
  return new Fault({
    code: 'cloud.no-data',
    exit: exit.failed,
    message: { en: 'the counter desk has no data here', nl: 'het loketregister heeft hier geen gegevens' },
    hint: {
      en: `expected ${path}: was cloud up run with this home?`,
      nl: `verwacht: ${path}: werd cloud up met deze map uitgevoerd?`,
    },
  })
}

/** Runs `work`; what the disk or the database refuses becomes a Fault that names the folder. */
export async function told<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^(EACCES|EPERM|EROFS|ENOENT|ENOSPC|EDQUOT|ENOTDIR|EEXIST|EIO|ENAMETOOLONG|ERR_SQLITE_ERROR)$/.test(code))
      throw error
    const why = harmlessLine(error instanceof Error ? error.message : '', 200)
    throw new Fault({
      code: 'cloud.unwritable',
      exit: exit.failed,
      message: {
        en: `the emergency cloud can't keep its data: ${why}`,
        nl: `de noodomgeving kan haar gegevens niet bewaren: ${why}`,
      },
      hint: {
        en: `look at ${folder}: rights, and room on the disk`,
        nl: `kijk naar ${folder}: rechten, en plaats op de schijf`,
      },
      cause: error,
    })
  }
}
