import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { beginNewFile, type NewFileFaults, writeNewFile } from './new-file.ts'
import { unwritableOutput } from './unwritable.ts'
import type { FileInTheMaking } from './whole-file.ts'

/**
 * Writes a result where no file is yet: a report, a proof. It can be made again, what it would replace perhaps not. Throws
 * `output.exists` and `output.not-writable`.
 */
export function writeNewOutput(path: string, text: string): void {
  writeNewFile(path, text, false, faults)
}

/** The same for a result that is written part by part. */
export function beginNewOutput(path: string): FileInTheMaking {
  return beginNewFile(path, false, faults)
}

const faults: NewFileFaults = { taken, notWritable: unwritableOutput }

function taken(shown: string): Fault {
  return new Fault({
    code: 'output.exists',
    exit: exit.usage,
    message: {
      en: `${shown} is there already, and is left as it is`,
      nl: `${shown} bestaat al, en blijft zoals het is`,
    },
    hint: { en: 'give --out another name', nl: 'geef --out een andere naam' },
  })
}
