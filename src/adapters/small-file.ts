import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { exit, Fault } from '../core/fault.ts'
import type { Text } from '../core/text.ts'

/** The most that a file which a person wrote may hold, in bytes. */
export const largestFile = 1024 * 1024

/** Reads a text that a person wrote: a plain file of at most 1 MiB. `what` names it in messages. */
export function readSmallFile(path: string, what: Text): string {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (!stat.isFile()) throw unreadable(path, what, 'not a file')
    if (stat.size > largestFile) throw tooLarge(path, what, stat.size)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unreadable(path, what, (error as NodeJS.ErrnoException).code ?? String(error))
  } finally {
    if (file !== null) closeSync(file)
  }
}

function unreadable(path: string, what: Text, why: string): Fault {
  return new Fault({
    code: 'file.unreadable',
    exit: exit.invalid,
    message: { en: `can't read the ${what.en} ${path} (${why})`, nl: `kan het ${what.nl} ${path} niet lezen (${why})` },
    hint: { en: 'check the path', nl: 'controleer het pad' },
  })
}

function tooLarge(path: string, what: Text, size: number): Fault {
  return new Fault({
    code: 'file.too-large',
    exit: exit.invalid,
    message: {
      en: `the ${what.en} ${path} has ${size} bytes; ${largestFile} is the most`,
      nl: `het ${what.nl} ${path} heeft ${size} bytes; ${largestFile} is het maximum`,
    },
    hint: { en: 'is it the right file?', nl: 'is het het juiste bestand?' },
  })
}
