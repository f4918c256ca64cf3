import { sha256 } from '../../adapters/disk/sha256.ts'
import { damagedProgram } from '../../adapters/program/damaged-program.ts'
import { damagedFiles } from '../../adapters/program/program-files.ts'
import type { LogPort } from '../../core/ports.ts'
import type { Host } from './host.ts'

/**
 * Names, before anything is recorded or done, a file of the program that is missing or not as the build made it. Where
 * a person waits for the first question only by its length; every byte is looked at before the first thing that
 * follows.
 */
export function refuseHalfProgram({ interactive }: Pick<Host, 'interactive'>): void {
  refuse(damagedFiles())
  if (!interactive) refuseDamagedProgram()
}

/** Refuses a program that is damaged by any byte, once in a process: it takes some milliseconds. */
function refuseDamagedProgram(): void {
  if (isKnownWhole) return
  refuse(damagedFiles(sha256))
  isKnownWhole = true
}

/** A log to which nothing is written before every byte of the program was looked at: a person has the first question by then. */
export function ofWholeProgram(log: LogPort): LogPort {
  return {
    get size() {
      return log.size
    },
    append(drafts, expectedSize) {
      refuseDamagedProgram()
      return log.append(drafts, expectedSize)
    },
    follow: () => log.follow(),
    isBehind: () => log.isBehind?.() === true,
  }
}

let isKnownWhole = false

function refuse(damaged: readonly string[]): void {
  if (damaged.length > 0) throw damagedProgram(damaged)
}
