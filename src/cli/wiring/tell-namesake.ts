import { basename, dirname } from 'node:path'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import { type MissingRecord, missingRecords } from '../../adapters/home/remembered-records.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from './host.ts'
import { tellWarning } from './tell-warning.ts'

/** Says when this machine sealed another record of the same name, which is not here any more: this one stands in its place. */
export function tellNamesake(host: Host, folder: string): void {
  if (dirname(folder) !== incidentsFolder(host.home)) return
  const name = basename(folder)
  for (const { incident, lines } of missing(host)) {
    if (incident !== name) continue
    const shown = harmlessLine(incident, 200)
    tellWarning(host, {
      en: `this machine’s own memory of heads says that it sealed ${lines} lines of another record by the name of ${shown}, which is not here: this one was begun later, or put in its place`,
      nl: `volgens het eigen geheugen van dit toestel verzegelde het ${lines} regels van een ander logboek met de naam ${shown}, dat er niet is: dit hier werd later begonnen, of kwam in de plaats`,
    })
  }
}

/** A home that can't be read is said by whoever reads it. */
function missing(host: Host): readonly MissingRecord[] {
  try {
    return missingRecords(host.home)
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}
