import { lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { codeOf, reasonOf } from './disk-errors.ts'

/**
 * The codes by which a disk says that it was asked and has nothing there. Everything else means that it did not answer.
 */
const answers: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/**
 * Whether something stands at a path; a link counts, wherever it leads. Throws `place.unreadable` where that can't be found
 * out: "there is none" is only said by whoever could look.
 */
export function standsThere(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch (error) {
    if (isAbsence(error)) return false
    throw unreadablePlace(path, error)
  }
}

/** The disk was asked, and says that there is nothing. */
function isAbsence(error: unknown): boolean {
  return answers.has(codeOf(error))
}

/**
 * Whether an error of a path says that nothing is there: false when something else stands there, or a link on the way leads
 * nowhere. What lies behind that may be on a disk that is not here now.
 */
export function isReallyAbsent(path: string, error: unknown): boolean {
  if (!isAbsence(error) || standsThere(path)) return false
  let there = dirname(path)
  while (!standsThere(there) && dirname(there) !== there) there = dirname(there)
  try {
    statSync(there)
    return true
  } catch {
    return false
  }
}

/** The fault that nobody can say what is there. */
export function unreadablePlace(path: string, error: unknown): Fault {
  const [shown, why] = [harmlessLine(path, 200), reasonOf(error)]
  return new Fault({
    code: 'place.unreadable',
    exit: exit.log,
    cause: error,
    message: {
      en: `whether ${shown} is there can't be found out (${why})`,
      nl: `of ${shown} er is, valt niet na te gaan (${why})`,
    },
    hint: {
      en: 'check that the disk, the stick or the network disk is there and that you may read it, and try again',
      nl: 'ga na of de schijf, de stick of de netwerkschijf er is en of u ze mag lezen, en probeer opnieuw',
    },
  })
}
