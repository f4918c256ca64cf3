import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault-codes.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { maxFileSize, tooBig } from '../../runbook/file-size.ts'
import { isReallyAbsent } from './stands-there.ts'

/** The name of a file in messages, and the code when it can't be read. */
interface Kind {
  readonly code: FaultCode
  readonly name: Text
}

/** The bytes of a plain file of at most 1 MiB that a person wrote, or null when there is no such file. */
export function readSmallFile(path: string, kind: Kind): Buffer | null {
  let file: number | null = null
  try {
    // Without O_NONBLOCK a named pipe would wait for a writer forever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) throw unreadable(path, kind, { en: 'it is not a plain file', nl: 'het is geen gewoon bestand' })
    if (stat.size > maxFileSize) throw tooBig(path)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Fault) throw error
    const { code } = error as NodeJS.ErrnoException
    if ((code === 'ENOENT' || code === 'ENOTDIR') && isReallyAbsent(path, error)) return null
    // A name that holds a NUL byte is refused by Node itself, with ERR_INVALID_ARG_VALUE.
    if (code === undefined) throw error
    throw unreadable(path, kind, { en: code, nl: code }, error)
  } finally {
    if (file !== null) closeSync(file)
  }
}

function unreadable(path: string, { code, name }: Kind, why: Text, cause?: unknown): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code,
    exit: exit.invalid,
    cause,
    message: {
      en: `the ${name.en} ${shown} can't be read: ${why.en}`,
      nl: `het ${name.nl} ${shown} is niet leesbaar: ${why.nl}`,
    },
    hint: { en: 'check the path and who may read it', nl: 'controleer het pad en wie het mag lezen' },
  })
}
