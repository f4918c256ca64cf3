import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmless } from '../core/harmless.ts'

/** The most bytes (and characters) that a file may have: 1 MiB. */
export const maxFileSize = 1024 * 1024

/** The Fault for a file over the limit. */
export function tooBig(file: string): Fault {
  const name = harmless(file)
  return new Fault({
    code: 'file.too-big',
    exit: exit.invalid,
    message: { en: `${name} is bigger than 1 MiB`, nl: `${name} is groter dan 1 MiB` },
    hint: { en: 'is this the file that you meant?', nl: 'is dit het bestand dat u bedoelt?' },
  })
}
