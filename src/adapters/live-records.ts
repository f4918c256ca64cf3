import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { incidentNames, incidentsFolder, type RecordKind } from './incident-files.ts'

/** The incidents (or drills) of this home that a process on this machine is writing at this moment, by name. */
export function liveRecords(home: string, kind: RecordKind): readonly string[] {
  return incidentNames(home, kind).filter((name) => isHeld(join(incidentsFolder(home, kind), name)))
}

function isHeld(folder: string): boolean {
  try {
    const pid = Number(readFileSync(join(folder, 'holder'), 'latin1').slice(0, 16))
    // Signal 0 only asks whether the process is there.
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
