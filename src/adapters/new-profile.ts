import { exit, Fault } from '../core/fault.ts'
import { writeNewFile } from './new-file.ts'

/** Writes a profile. Without `force` one that stands there is left alone. Throws `profile.exists` and `profile.not-writable`. */
export function writeNewProfile(path: string, text: string, force: boolean): void {
  writeNewFile(path, text, force, { taken, notWritable })
}

function taken(shown: string): Fault {
  return new Fault({
    code: 'profile.exists',
    exit: exit.usage,
    message: { en: `${shown} is there already`, nl: `${shown} bestaat al` },
    hint: {
      en: 'give --force to replace it, or --out for another place',
      nl: 'geef --force om het te vervangen, of --out voor een andere plaats',
    },
  })
}

function notWritable(shown: string, why: string, cause: unknown): Fault {
  return new Fault({
    code: 'profile.not-writable',
    exit: exit.failed,
    cause,
    message: { en: `${shown} can't be written (${why})`, nl: `${shown} kan niet geschreven worden (${why})` },
    hint: {
      en: 'check the folder, the disk and who may write there',
      nl: 'controleer de map, de schijf en wie daar mag schrijven',
    },
  })
}
