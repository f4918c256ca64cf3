import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { reasonOf } from './disk-errors.ts'

/** The home can't be written, so nothing could be recorded or kept. */
export function unwritableHome(home: string, cause: unknown): Fault {
  const [shown, why] = [harmlessLine(home, 200), reason(home, cause)]
  return new Fault({
    code: 'home.unwritable',
    exit: exit.log,
    message: { en: `can't write in ${shown} (${why})`, nl: `kan niet schrijven in ${shown} (${why})` },
    hint: {
      en: 'nothing was done, because nothing could be recorded; take another place with --home FOLDER',
      nl: 'er is niets gedaan, want er kon niets worden vastgelegd; kies een andere plaats met --home MAP',
    },
    cause,
  })
}

/** A file that somebody wants at a place of their own (`--out`) can't be written there. */
export function unwritableOutput(shown: string, _why: string, cause: unknown): Fault {
  const why = reason(shown, cause)
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

/** The reason why a folder can't be made: on a read-only disk Node says only that it isn't there. */
function reason(path: string, cause: unknown): string {
  const said = reasonOf(cause)
  if (said !== 'ENOENT') return said
  let folder = path
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  try {
    accessSync(folder, constants.W_OK)
    return said
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? said
  }
}
