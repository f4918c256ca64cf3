import { exit, Fault } from '../core/fault.ts'
import { writeNewFile } from './new-file.ts'

/**
 * Writes a result where no file is yet: a report, a proof. It can be made again, what it would replace perhaps not. Throws
 * `output.exists` and `output.not-writable`.
 */
export function writeNewOutput(path: string, text: string): void {
  writeNewFile(path, text, false, { taken, notWritable })
}

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

function notWritable(shown: string, why: string, cause: unknown): Fault {
  return new Fault({
    code: 'output.not-writable',
    exit: exit.failed,
    cause,
    message: {
      en: `${shown} can't be written (${why})`,
      nl: `${shown} kan niet geschreven worden (${why})`,
    },
    hint: {
      en: 'give --out a folder in which you may write, on a disk with room',
      nl: 'geef --out een map waarin u mag schrijven, op een schijf met plaats',
    },
  })
}
