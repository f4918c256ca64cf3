import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { type Disk, realDisk } from './disk.ts'
import { type NewFileFaults, writeNewFile } from './new-file.ts'
import { unwritableHome, unwritableOutput } from './unwritable.ts'

/**
 * Writes a profile. Without `force` one that stands there is left alone. Throws `profile.exists`; when it can't be written,
 * `home.unwritable` if it belongs in a home, else `output.not-writable`.
 */
export function writeNewProfile(
  path: string,
  text: string,
  force: boolean,
  home: string | null,
  disk: Disk = realDisk,
): void {
  const notWritable: NewFileFaults['notWritable'] =
    home === null ? unwritableOutput : (_shown, _why, cause) => unwritableHome(home, cause)
  writeNewFile(path, text, force, { taken, notWritable }, disk)
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
