import { basename } from 'node:path'
import { sha256 } from '../../adapters/disk/sha256.ts'
import { damagedFiles } from '../../adapters/program/program-files.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/** Whether every file of the program is the one that the build made, by its hash. Says nothing when all are. */
export function programFindings(): readonly DoctorFinding[] {
  return damagedFiles(sha256).map((name) =>
    finding(
      `program.${basename(name)}`,
      false,
      `this program is DAMAGED: ${name} is not the file that the build made; copy it anew`,
      `dit programma is BESCHADIGD: ${name} is niet het bestand dat de build maakte; kopieer het opnieuw`,
    ),
  )
}
